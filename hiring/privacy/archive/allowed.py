"""What referees wrote and let the candidate read: all of it, a summary, or nothing, as each of them chose."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.i18n.choice import current_locale, localised, number_text
from hiring.openings.models import Application
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.references.queries import GivenReference, references_of_application
from hiring.rubrics.models import Competency

_ALL, _SUMMARY = "yes", "summary_only"


def section_about_allowed(session: Session, application: Application) -> ArchiveSection:
    """Return what referees allowed; empty until the scores are locked: staff read nothing before, either."""
    found = references_of_application(session, application.id, current_locale())
    names = _names(session, application)
    records = [
        [HeldValue("name", _("Name"), each.name), *_allowed(each, names)]
        for each in (found.given if found else ())
        if each.candidate_may_see in {_ALL, _SUMMARY}
    ]
    note = _(
        "Each of them was asked whether you may see the answers: all of them, a summary, or none. Nothing is "
        "shown before the assessment has been scored."
    )
    return section("allowed", _("What referees let you read"), records, note)


def _names(session: Session, application: Application) -> dict[str, str]:
    rubric = Competency.version_id == application.opening.rubric_version_id
    rows = session.execute(select(Competency.code, Competency.name).where(rubric))
    return {row.code: localised(row.name) for row in rows}


def _allowed(given: GivenReference, names: Mapping[str, str]) -> Iterator[HeldValue]:
    yield HeldValue("sent_at", _("Sent"), given.sent_at)
    for seen in given.seen:
        mean = None if seen.mean is None else number_text(float(seen.mean), 2)
        yield HeldValue(seen.competency, names.get(seen.competency, seen.competency), mean)
    if given.candidate_may_see == _ALL:
        for number, (question, answer) in enumerate(_answers(given), 1):
            yield HeldValue(f"answer_{number}", question, answer)


def _answers(given: GivenReference) -> Iterator[tuple[str, str]]:
    for said in (*given.statements, *given.open_answers):
        yield said.question, "\n".join(part for part in (said.answer, said.note) if part)
    for observed in given.observed:
        yield observed.statement, "\n".join(part for part in (observed.label, observed.example) if part)
    for competency, percentage in given.compared:
        yield (
            _("Better than how many of a hundred people: %(competency)s", competency=competency),
            str(percentage),
        )
