"""The candidate's pages, from the first step to the receipt, and the door for saved answers."""

from hiring.sittings.views import answers, handing_in, home, practice, sections, tasks
from hiring.sittings.views.blueprint import answers_bp, bp
