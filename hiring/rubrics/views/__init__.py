"""The pages about rubrics: reading versions, and writing drafts."""

from hiring.rubrics.views import drafts, versions
from hiring.rubrics.views.blueprint import bp

__all__ = ["bp", "drafts", "versions"]
