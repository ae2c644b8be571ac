"""Whether groups of candidates were selected at different rates."""
