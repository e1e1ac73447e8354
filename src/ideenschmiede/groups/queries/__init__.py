"""What is read about working groups."""
