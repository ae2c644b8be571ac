"""How far the marking of an opening can be relied on."""
