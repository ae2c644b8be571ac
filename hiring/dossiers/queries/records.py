"""Read everything a dossier is put together from, each thing once."""

from hiring.decisions.queries import decisions_of
from hiring.dossiers.assembly.record import Record
from hiring.dossiers.queries.behind_scores import found_behind
from hiring.dossiers.queries.interviews import interviewed, standards_of
from hiring.dossiers.queries.sources import sources_of
from hiring.interviews.queries import somebody_invited
from hiring.openings.dossier_panel import ApplicationReader
from hiring.references.queries import read_references, requests_for_readers
from hiring.scoring.queries import (
    criteria_of_rubric,
    ratings_of_sitting,
    scores_of_application,
    sitting_of_application,
)


def record_of(reader: ApplicationReader, locale: str) -> Record:
    """Return what is known of an application loaded by `application_to_read`.

    Before the scoring is settled that is no rating and no point, and before hand-in no answer.
    """
    session, application = reader.session, reader.application
    criteria = criteria_of_rubric(session, application.opening.rubric_version_id)
    sitting = reader.once(sitting_of_application)
    handed_in = sitting is not None and sitting.handed_in_at is not None
    requests = reader.once(requests_for_readers)
    scored = reader.once(scores_of_application) if sitting and handed_in and sitting.settled else None
    keys = scored.scores.later_keys if scored else {}
    rated = ratings_of_sitting(session, sitting, criteria, keys) if sitting and handed_in else None
    behind = found_behind(reader, sitting, rated) if scored and sitting and rated else None
    return Record(
        application=application,
        criteria=criteria,
        sitting=sitting,
        rated=rated,
        scored=scored,
        requests=requests,
        references=read_references(application.stage, requests, [one.code for one in criteria], locale),
        decisions=reader.once(decisions_of),
        sources=sources_of(session, application.opening),
        standards=standards_of(reader),
        interviewed=interviewed(reader) if scored else None,
        interviews_planned=(
            behind.interviews_planned if behind else somebody_invited(session, application.opening_id)
        ),
        behind=behind,
    )
