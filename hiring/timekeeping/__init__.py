"""Whether the clock can be trusted, what is held while it cannot, and a person saying that it is right."""
