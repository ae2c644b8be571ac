"""Put a whole dossier together, in one language."""

from collections.abc import Mapping
from datetime import UTC, datetime

from hiring.decisions.queries import GivenDecision
from hiring.dossiers.assembly import (
    behind_scores,
    confirmations,
    given_answers,
    interviews,
    referees,
    results,
    stated_facts,
)
from hiring.dossiers.assembly.language import Language, language_of
from hiring.dossiers.assembly.record import Record
from hiring.dossiers.assembly.sources import provenance
from hiring.dossiers.assembly.stated_facts import Statements
from hiring.dossiers.behind_scores import BehindScores
from hiring.dossiers.values import (
    Dossier,
    DossierCandidate,
    DossierDecision,
    DossierOpening,
    Receipt,
    ReportLocale,
)
from hiring.i18n.translations import translations_for
from hiring.openings.models import Application, CandidateFacts
from hiring.scoring.queries import SittingOfApplication


def dossier_of(
    record: Record,
    *,
    locale: ReportLocale,
    code: str,
    generated_at: datetime,
    organisation: str,
    software: str,
    logo: str | None = None,
) -> Dossier:
    """Return the dossier of what is known; `code` is that of the report, empty where none is being issued."""
    language = Language(locale, translations_for(locale).gettext)
    application, references = record.application, record.references
    scores = record.scored.scores if record.scored else None
    tasks = record.rated.tasks if record.rated else ()
    marked = tasks if record.scored else ()
    competencies = results.competency_results(
        record.criteria,
        scores,
        marked,
        record.rated.letters if record.rated else {},
        references,
        language,
        standards=record.standards,
    )
    names = {one.code: one.name for one in competencies}
    summary = results.summary(
        scores, marked, language, fewer_ratings=bool(record.scored and record.scored.fewer_reason)
    )
    if record.behind:
        competencies = tuple(behind_scores.with_error(one, record.behind) for one in competencies)
        summary = behind_scores.total_with_error(summary, record.behind)
    return Dossier(
        code=code,
        candidate=DossierCandidate(application.candidate.name, application.code),
        opening=_opening(application, generated_at, language),
        organisation=organisation,
        generated_at=_iso(generated_at),
        locale=locale,
        summary=summary,
        competencies=competencies,
        provenance=provenance(record.sources, record.criteria, software, language),
        keyed_tasks=results.keyed_tasks(marked, language),
        facts=stated_facts.facts(
            _statements(application.facts),
            confirmations.confirmations_of(references, record.requests),
            language,
        ),
        references=referees.references(references, names, language),
        not_measured=results.not_measured(competencies, marked, language) if scores else (),
        decision=_decision(record.decisions[0]) if record.decisions else None,
        answers=given_answers.task_answers(tasks, language),
        receipt=_receipt(record.sitting),
        logo=logo,
        written_in=language_of(application.locale),
        relations=referees.relations(references, names, language),
        interview=interviews.interview(record.interviewed, record.criteria, language),
        interviews_planned=record.interviews_planned,
        behind=_behind(record, names, language),
    )


def _behind(record: Record, names: Mapping[str, str], language: Language) -> BehindScores | None:
    if not (record.behind and record.rated and record.scored):
        return None
    scores = record.scored.scores
    return behind_scores.behind_scores(record.behind, record.rated, scores, names, language)


def _opening(application: Application, generated_at: datetime, language: Language) -> DossierOpening:
    opening = application.opening
    shown = language.locale if language.text(opening.title) else "id" if opening.title.id else "en"
    return DossierOpening(
        title=opening.title.text(shown),
        place=opening.place,
        closes_at=_iso(opening.closes_at or generated_at),
        zone=opening.zone,
        language=language_of(shown),
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


def _decision(standing: GivenDecision) -> DossierDecision:
    return DossierDecision(
        standing.outcome.value,
        standing.reason,
        standing.by,
        _iso(standing.at),
        language_of(standing.locale),
        standing.order_reason,
    )


def _receipt(sitting: SittingOfApplication | None) -> Receipt | None:
    if sitting is None or sitting.receipt_code is None or sitting.handed_in_at is None:
        return None
    return Receipt(sitting.receipt_code, _iso(sitting.handed_in_at))


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
