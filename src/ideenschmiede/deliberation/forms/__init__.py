"""What people fill in about questions and decisions."""
