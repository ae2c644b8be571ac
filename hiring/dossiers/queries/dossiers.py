"""Gather everything about one application and put it together as a dossier, in few statements."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.decisions.queries import decisions_of
from hiring.dossiers.assembly import given_answers, referees, results, stated_facts
from hiring.dossiers.assembly.language import Language
from hiring.dossiers.assembly.sources import provenance
from hiring.dossiers.assembly.stated_facts import Statements
from hiring.dossiers.queries.confirmations import confirmations_of
from hiring.dossiers.queries.sources import sources_of
from hiring.dossiers.values import (
    Candidate,
    Decision,
    Dossier,
    Opening,
    Receipt,
    ReportLocale,
)
from hiring.i18n.translations import translations_for
from hiring.openings.models import Application, CandidateFacts
from hiring.references.queries import references_of_application
from hiring.scoring.queries import competencies_of_opening, ratings_of_application, scores_of_application
from hiring.scoring.queries.ratings import TaskOfApplication, reviewer_letters
from hiring.sittings.models import Sitting


def dossier(
    session: Session,
    application: Application,
    *,
    locale: ReportLocale,
    code: str,
    generated_at: datetime,
    organisation: str,
    software: str,
) -> Dossier:
    """Return the dossier of an application loaded by `application_by_public_id`.

    Before the scoring is settled it holds no rating and no point, and before hand-in no
    answer. `code` is that of the report, empty where none is being issued.
    """
    language = Language(locale, translations_for(locale).gettext)
    sitting = session.scalar(select(Sitting).where(Sitting.application_id == application.id))
    handed_in = sitting is not None and sitting.handed_in_at is not None
    rated = ratings_of_application(session, application.id) if handed_in else None
    scored = scores_of_application(session, application.id) if rated and rated.settled else None
    tasks: Sequence[TaskOfApplication] = rated.tasks if rated else ()
    marked = tasks if scored else ()
    criteria = competencies_of_opening(session, application.opening_id)
    references = references_of_application(session, application.id, locale)
    competencies = results.competency_results(
        criteria,
        scored.scores if scored else None,
        marked,
        reviewer_letters(session, sitting.id) if sitting and scored else {},
        references,
        language,
    )
    names = {one.code: one.name for one in competencies}
    return Dossier(
        code=code,
        candidate=Candidate(application.candidate.name, application.code),
        opening=_opening(application, generated_at, language),
        organisation=organisation,
        generated_at=_iso(generated_at),
        locale=locale,
        summary=results.summary(
            scored.scores if scored else None, marked, fewer_ratings=bool(scored and scored.fewer_reason)
        ),
        competencies=competencies,
        provenance=provenance(sources_of(session, application.opening), criteria, software, language),
        keyed_tasks=results.keyed_tasks(marked, language),
        facts=stated_facts.facts(
            _statements(application.facts), confirmations_of(session, application, references), language
        ),
        references=referees.references(references, names, language),
        not_measured=results.not_measured(competencies, marked, language) if scored else (),
        decision=_decision(session, application.id),
        answers=given_answers.task_answers(tasks, language),
        receipt=_receipt(sitting),
    )


def _opening(application: Application, generated_at: datetime, language: Language) -> Opening:
    opening = application.opening
    return Opening(
        title=language.text(opening.title),
        place=opening.place,
        closes_at=_iso(opening.closes_at or generated_at),
        zone=opening.zone,
    )


def _statements(facts: CandidateFacts | None) -> Statements:
    if facts is None:
        return Statements()
    return Statements(
        education=facts.education,
        experience=facts.experience,
        posts=tuple({str(key): str(value or "") for key, value in post.items()} for post in facts.claims),
        links=tuple(facts.links),
        has_cv=facts.cv_file_id is not None,
    )


def _decision(session: Session, application_id: int) -> Decision | None:
    standing = next(iter(decisions_of(session, application_id)), None)
    if standing is None:
        return None
    return Decision(standing.outcome.value, standing.reason, standing.by, _iso(standing.at))


def _receipt(sitting: Sitting | None) -> Receipt | None:
    if sitting is None or sitting.receipt_code is None or sitting.handed_in_at is None:
        return None
    return Receipt(sitting.receipt_code, _iso(sitting.handed_in_at))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
