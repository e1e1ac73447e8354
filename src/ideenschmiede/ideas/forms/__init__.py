"""Forms of ideas."""
