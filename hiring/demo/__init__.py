"""A made-up opening with people in every state, told through the same actions as real ones."""
