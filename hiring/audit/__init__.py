"""What happened, who did it and when: append-only, in a chain that shows tampering."""

from hiring.audit.actions import record

__all__ = ["record"]
