"""Reads on ideas; each answers a bounded number of queries whatever the rows."""
