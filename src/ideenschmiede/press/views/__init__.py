"""Pages of the press."""
