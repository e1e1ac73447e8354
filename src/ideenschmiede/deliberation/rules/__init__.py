"""Who may do what with questions and decisions."""
