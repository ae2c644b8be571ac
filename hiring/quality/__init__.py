"""How far the marking of an opening can be relied on: agreement, severity, tasks, load and speed, for HR."""
