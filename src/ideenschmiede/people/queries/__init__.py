"""Reads on persons, organisations and appointments; a bounded number of queries whatever the rows."""
