"""What a reviewer does before marking a task: capabilities above scoring may ask for something first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy.orm import Session

from hiring.banks.tasks import Task
from hiring.capability import ExtensionPoint
from hiring.errors import HiringError
from hiring.i18n import N_


@dataclass(frozen=True, slots=True)
class AboutToMark:
    """A reviewer before an answer to a task of an opening."""

    reviewer_id: int
    opening_id: int
    item_id: int
    task: Task
    competencies: tuple[str, ...]
    """What is rated in the task, in the order of the rubric."""
    calibration_within: int | None
    """How near to an expert reviewers of this opening come first; None: they mark at once."""


class NotCalibrated(HiringError):
    """The opening asks its reviewers to rate calibration answers to this task first."""

    sentence = N_("Before you mark this task, please rate its calibration answers. Open the answer again.")


#: The address of a page to be seen first, or None where nothing is in the way.
AskFirst: TypeAlias = Callable[[Session, AboutToMark], str | None]

BEFORE_MARKING: ExtensionPoint[AskFirst] = ExtensionPoint("what a reviewer does before marking a task")


def page_before_marking(session: Session, about: AboutToMark) -> str | None:
    """Return the address of what comes first, or None."""
    return next((found for ask in BEFORE_MARKING.here() if (found := ask(session, about))), None)
