"""Forms on practices, adoptions, needs and imports."""
