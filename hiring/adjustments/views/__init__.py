"""The pages about adjustments: where candidates ask, and where HR answers."""

from hiring.adjustments.views import candidate, hr
from hiring.adjustments.views.blueprint import bp, candidates

__all__ = ["bp", "candidate", "candidates", "hr"]
