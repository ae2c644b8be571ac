"""The interview a candidate was invited to: when, where, whether it was held."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.interviews.models import Interview
from hiring.interviews.rules import INTERVIEW_STATE_NAMES, InterviewState
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section


def section_about_interview(session: Session, application_id: int) -> ArchiveSection:
    """Return the interview of one candidate."""
    found = session.scalars(select(Interview).where(Interview.application_id == application_id))
    return section(
        "interview",
        _("Your interview"),
        (
            [
                HeldValue("state", _("State"), _(INTERVIEW_STATE_NAMES[InterviewState(each.state)])),
                HeldValue("starts_at", _("Time"), each.starts_at),
                HeldValue("minutes", _("Minutes"), each.minutes),
                HeldValue("place", _("Place or link"), each.place),
                HeldValue("arranged_at", _("Arranged"), each.arranged_at),
            ]
            for each in found
        ),
    )
