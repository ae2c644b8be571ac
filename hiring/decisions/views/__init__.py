"""The pages where scored candidates are compared, and where people decide."""

from hiring.decisions.views import deciding, letters, score_files, shortlists
from hiring.decisions.views.blueprint import bp

__all__ = ["bp", "deciding", "letters", "score_files", "shortlists"]
