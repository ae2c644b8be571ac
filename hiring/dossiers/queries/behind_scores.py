"""What stands behind the scores of one application, asked in one statement."""

from hiring.calibration.queries import preparation_of, prepared_reviewers
from hiring.db.together import read_together
from hiring.dossiers.assembly.behind_scores import FoundBehind
from hiring.interviews.queries import first_invited
from hiring.openings.dossier_panel import ApplicationReader
from hiring.scoring.queries import (
    RatingsOfSitting,
    SittingOfApplication,
    agreed_changes,
    asked_readings,
    changes_of,
    third_readings_of,
)
from hiring.scoring.queries.tasks import TaskToRate
from hiring.standings.queries import placement_of


def found_behind(
    reader: ApplicationReader, sitting: SittingOfApplication, rated: RatingsOfSitting
) -> FoundBehind:
    """Return it for an application whose scores stand."""
    opening = reader.application.opening
    tasks = [TaskToRate(each.item_id, each.task, each.competencies) for each in rated.tasks]
    invited, asked, people, compared, waived, changes, held, told = read_together(
        reader.session,
        first_invited(opening.id),
        third_readings_of(sitting.id),
        *preparation_of(opening.id, list(rated.letters), [each.item_id for each in tasks]),
        *changes_of(opening.id),
    )
    within = opening.calibration_within
    return FoundBehind(
        placement=reader.once(placement_of),
        asked=asked_readings(asked),
        levels_combined=opening.levels_combined,
        within=within,
        prepared=[] if within is None else prepared_reviewers(tasks, within, people, compared, waived),
        changes=agreed_changes(changes, held, told),
        interviews_planned=bool(invited),
    )
