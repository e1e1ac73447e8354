"""Writes on questions and decisions: each function is one thing that a person does."""
