"""Writes of ideas."""
