"""What people write and choose about decisions."""
