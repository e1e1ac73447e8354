"""Reads on questions and decisions; each answers a bounded number of queries whatever the rows."""
