"""Reads on practices, adoptions, needs and imports; each answers a bounded number of queries whatever the rows."""
