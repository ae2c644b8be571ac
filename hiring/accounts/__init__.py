"""Who someone is, how they come in, and what they may do."""
