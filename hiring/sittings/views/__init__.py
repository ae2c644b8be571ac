"""The candidate's pages, from the first step to the receipt, and the door for saved answers."""

from hiring.sittings.views import answers, handing_in, home, practice, sections, tasks
from hiring.sittings.views.blueprint import answers_bp, bp

#: Importing them hangs their pages on the two blueprints.
ROOMS = (home, practice, sections, tasks, handing_in, answers)

__all__ = ["answers_bp", "bp"]
