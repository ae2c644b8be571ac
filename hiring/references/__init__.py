"""Referees: one structured form each, about one candidate."""
