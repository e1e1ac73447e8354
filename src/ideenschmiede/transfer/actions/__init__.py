"""Writes on practices, adoptions and needs: each function is one thing that a person does."""
