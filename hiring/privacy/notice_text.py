"""The notice of one opening in the words of the reader's language."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from hiring import clock
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.i18n.choice import current_locale, date_text, list_text, localised
from hiring.openings.closing_time import kept_until
from hiring.openings.models import Application
from hiring.privacy import queries
from hiring.privacy.notices import Notice, notice_for
from hiring.privacy.rules import Purpose, purposes_asked
from hiring.settings import Settings
from hiring.sittings.queries import sections_of


class NoticeMissing(HiringError):
    """The bank of the assessment was loaded without notices."""

    sentence = N_("The privacy notice of this opening is missing. Please tell HR; nothing is lost.")


def notice_of(session: Session, application: Application, settings: Settings) -> Notice:
    """Return the notice of an application loaded by `sittings.queries.application_of`, as it stands now.

    Raises NoticeMissing.
    """
    opening = application.opening
    found = queries.notices_of(session, opening.assessment_version_id or 0)
    if found is None:
        raise NoticeMissing
    notices, version = found
    until = kept_until(opening.closes_at, clock.now(), settings.retention_days)
    return notice_for(
        notices,
        version,
        current_locale(),
        values=_values(session, application, settings, until),
        sentences=_sentences(opening.references_wanted, settings.organisation, localised(notices.honesty)),
        kept_until=until,
    )


def _values(
    session: Session, application: Application, settings: Settings, until: datetime
) -> dict[str, str]:
    opening, sections = application.opening, sections_of(application)
    tasks = [task for section in sections for task in section.tasks]
    measured = {code for task in tasks for code in task.measures}
    if opening.provisional_keys_count:
        measured |= {code for task in tasks for code in task.by_provisional_key}
    competencies = queries.competencies_of(session, opening.rubric_version_id or 0, measured)
    return {
        "competencies": list_text(localised(each.name).lower() for each in competencies),
        "position": localised(opening.title),
        "n": str(sum(len(section.tasks) for section in sections)),
        "minutes": str(sum(section.minutes for section in sections)),
        "date": date_text(until, opening.zone),
        "contact": settings.data_contact,
    }


def _sentences(references_wanted: int, organisation: str, honesty: str) -> dict[Purpose, str]:
    every = {
        Purpose.ASSESSMENT: _(
            "I have read this notice, and I agree that %(organisation)s uses my answers and what I state "
            "about myself for this application.",
            organisation=organisation,
        ),
        Purpose.REFERENCES: _(
            "I agree that %(organisation)s asks the people I name for a reference, and tells them my "
            "name, the position, and the jobs or roles I state. HR gets a hint where a referee’s address or "
            "words are like mine, or where their form is opened in the browser that I use.",
            organisation=organisation,
        ),
        Purpose.HONESTY: honesty,
    }
    return {each: every[each] for each in purposes_asked(references_wanted)}
