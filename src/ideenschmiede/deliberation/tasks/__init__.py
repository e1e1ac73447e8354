"""Slow work of deliberation. Tasks take ids and may run twice."""
