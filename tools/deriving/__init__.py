"""The rooms behind `python -m tools.derive_register`."""
