"""Pages below /arbeitsgruppen/."""
