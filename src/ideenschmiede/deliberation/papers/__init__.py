"""Papers of deliberation: plain data in, PDF out."""
