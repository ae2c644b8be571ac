"""What a candidate types about referees, what a referee answers, and what HR does about both."""

from hiring.references.forms.naming import RefereeRow, RefereesForm
from hiring.references.forms.tending import (
    AllowContactForm,
    AskAgainForm,
    CallForm,
    CloseFlagForm,
    DeclineForm,
)
from hiring.references.forms.writing import typed_answers
