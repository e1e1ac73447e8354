"""Writes on places: the register, embedded or official, and indicators."""
