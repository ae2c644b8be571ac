"""The pages of masking: HR's, and what candidates are told before they hand in."""

from hiring.masking.views import candidate, hr
from hiring.masking.views.blueprint import bp

__all__ = ["bp", "candidate", "hr"]
