"""Pages on practices, adoptions, needs and imports."""
