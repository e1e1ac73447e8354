"""Forms on persons, organisations and appointments."""
