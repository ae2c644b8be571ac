"""The pages of oversight: outbox, trail, health."""

from hiring.oversight.views import clock, health, outbox, trail
from hiring.oversight.views.blueprint import bp

__all__ = ["bp", "clock", "health", "outbox", "trail"]
