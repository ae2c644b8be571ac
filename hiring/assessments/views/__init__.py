"""The pages about assessments: reading versions, and writing drafts."""

from hiring.assessments.views import drafts, versions
from hiring.assessments.views.blueprint import bp

__all__ = ["bp", "drafts", "versions"]
