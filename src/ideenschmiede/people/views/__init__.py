"""Pages on persons, organisations and appointments."""
