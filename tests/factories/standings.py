"""An opening rated as a table says: candidates, tasks, reviewers, competencies and levels."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts.models import User
from hiring.accounts.rules import Role
from hiring.banks.models import BankItem
from hiring.openings.models import Application
from hiring.scoring import actions as scoring
from hiring.scoring.models import AnswerToRate
from hiring.scoring.queries import scores_of_application
from hiring.sittings.models import Sitting
from hiring.standings.models import CandidateStanding, OpeningStandings, StandingsRun
from hiring.standings.queries import compared_applications
from hiring.standings.rules import TOTAL, StudySummary
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import Panel, RatingFactory, ReviewFactory, a_panel, handed_in, session_of

#: Candidate, task, reviewer, competency, level.
Given = tuple[str, str, str, str, int]


def few_rows(candidates: int = 4, tasks: int = 3) -> list[Given]:
    """Return ratings in which the first candidate is far above the others, who do much the same."""
    return [
        (f"K{one}", f"T{task}", f"R{rater}", code, 5 - (task == rater) if one == 1 else 2 + (one + task) % 2)
        for one in range(1, candidates + 1)
        for task in range(1, tasks + 1)
        for rater in (1, 2)
        for code in ("COMW", "NETW")
    ]


def rated_opening(
    rows: Sequence[Given], weights: Sequence[tuple[str, int]] = (("COMW", 60), ("NETW", 40)), **values: object
) -> tuple[Panel, User]:
    """Return an opening whose candidates have these ratings, all of them scored, and its hiring manager."""
    tasks, raters = (sorted({row[at] for row in rows}) for at in (1, 2))
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    panel = a_panel(
        len(raters),
        letters=len(tasks),
        competencies=weights,
        hiring_managers=[manager],
        score_rule="cells",
        **values,
    )
    for candidate in sorted({row[0] for row in rows}):
        rated_candidate(panel, [row for row in rows if row[0] == candidate], tasks, raters)
    return panel, manager


def rated_candidate(
    panel: Panel, rows: Sequence[Given], tasks: Sequence[str], raters: Sequence[str]
) -> Sitting:
    """Return the sitting of one more candidate of the opening, with these ratings, scored."""
    code = rows[0][0]
    application = ApplicationFactory(
        opening=panel.opening,
        candidate=CandidateFactory(name=f"Kandidat {code}"),
        code=code,
        consented=True,
        stage="handed_in",
    )
    sitting = handed_in(panel, application=application)
    session = session_of(sitting)
    for task, item in zip(tasks, panel.letters, strict=True):
        of_task = [row for row in rows if row[1] == task]
        session.add(
            AnswerToRate(sitting_id=sitting.id, item_id=item.id, opening_id=panel.opening.id, raters=2)
        )
        for rater in sorted({row[2] for row in of_task}):
            _review(panel, sitting, item, raters.index(rater), [row for row in of_task if row[2] == rater])
    session.flush()
    assert scoring.settle_scoring(session, sitting.id, as_of=clock.now() + timedelta(minutes=2))
    return sitting


def _review(panel: Panel, sitting: Sitting, item: BankItem, rater: int, rows: Sequence[Given]) -> None:
    review = ReviewFactory(
        opening_id=panel.opening.id,
        sitting=sitting,
        item=item,
        reviewer_id=panel.reviewers[rater].id,
        state="locked",
        locked_at=clock.now() - timedelta(hours=1),
    )
    ids = {one.code: one.id for one in panel.version.rubric_version.competencies}
    for _candidate, _task, _rater, code, level in rows:
        RatingFactory(review=review, competency_id=ids[code], level=level)


def placed_in_bands(session: Session, bands: Sequence[Sequence[Application]], top: int = 1) -> None:
    """Have a computing stand that puts these applications of an opening in these bands."""
    everybody = [(number, one) for number, band in enumerate(bands, 1) for one in band]
    opening_id = everybody[0][1].opening_id
    run = StandingsRun(
        opening_id=opening_id,
        number=3,
        input_hash="0" * 64,
        top=top,
        candidates=len(everybody),
        listed=len(everybody),
        method="bayes",
        bands=[len(band) for band in bands],
        studies={TOTAL: asdict(StudySummary("bayes", None, {}, None, (0.4, 0.9), alike=False))},
    )
    session.add(run)
    session.flush()
    session.add_all(
        CandidateStanding(
            run_id=run.id, application_id=one.id, place=place, band=band, figures=_figures(session, one)
        )
        for place, (band, one) in enumerate(everybody, 1)
    )
    session.add(OpeningStandings(opening_id=opening_id, run_id=run.id))
    session.commit()


def _figures(session: Session, application: Application) -> dict[str, list[float]]:
    """Return an error of 0.31 for each score that stands; of the total with a chance of a half."""
    scored = scores_of_application(session, application.id)
    assert scored is not None
    scores = {one.code: one.score for one in scored.scores.competencies} | {TOTAL: scored.scores.total}
    return {
        name: [float(score), 0.31, 0.0, 0.2, *([0.5] if name == TOTAL else [])]
        for name, score in scores.items()
        if score is not None
    }


def placed_by_hand(session: Session, opening_id: int) -> None:
    """Have a computing stand in which everybody scored shares one band; an earlier one goes."""
    for table in (OpeningStandings, CandidateStanding, StandingsRun):
        session.execute(delete(table))
    applications = compared_applications(session, opening_id)
    run = StandingsRun(
        opening_id=opening_id,
        number=1,
        input_hash="0" * 64,
        top=1,
        candidates=len(applications),
        listed=len(applications),
        method="reml",
        bands=[len(applications)],
        studies={TOTAL: asdict(StudySummary("reml", None, {}, 0.8, (0.7, 0.9), alike=False))},
    )
    session.add(run)
    session.flush()
    session.add_all(
        CandidateStanding(
            run_id=run.id,
            application_id=application_id,
            place=place,
            band=1,
            raw_place=place,
            adjusted_place=place,
            figures={TOTAL: [3.0, 0.2, 0.0, 0.1, 0.5, None, None, 3.1]},
        )
        for place, application_id in enumerate(applications.values(), 1)
    )
    session.add(OpeningStandings(opening_id=opening_id, run_id=run.id))
    session.commit()
