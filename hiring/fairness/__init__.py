"""Whether groups of candidates were selected at different rates, from what they tell if they like."""
