"""The pages of decisions: the register, putting, voting, counting explained, what became of it."""
