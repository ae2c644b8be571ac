"""To which groups a candidate told, of their own free will, that they belong: given to nobody else."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring.fairness.queries import told_by
from hiring.fairness.rules import GROUP_NAMES, QUESTION_NAMES, GroupQuestion
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section


def section_about_groups(session: Session, application_id: int) -> ArchiveSection:
    """Return what was told and agreed to, as long as it is held."""
    told, record = told_by(session, application_id), list[HeldValue]()
    if told is not None:
        for question in GroupQuestion:
            answer = getattr(told, question)
            name = _(GROUP_NAMES[question][answer]) if answer else None
            record.append(HeldValue(question.value, _(QUESTION_NAMES[question]), name))
        record.append(HeldValue("agreed_to", _("Text"), told.agreed_to))
        record.append(HeldValue("agreed_at", _("Agreed"), told.agreed_at))
    return section("groups", _("Groups you told us you belong to"), [record] if record else [])
