import csv
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from hiring import clock
from hiring.jobs.models import Job, JobState
from hiring.openings.models import Application
from hiring.scoring.models import ApplicationScore
from hiring.standings.actions import COMPUTE, compute_soon, give_computing_up
from hiring.standings.computing import Evidence, computed
from hiring.standings.models import CandidateStanding, OpeningStandings, StandingsRun
from hiring.standings.queries import evidence_of_opening, placed_candidate, standings_now
from hiring.standings.rules import TOTAL, ErrorMethod
from tests.factories.standings import few_rows, rated_candidate, rated_opening
from tests.postgres import on_both
from tests.psychometrics.worked import DATA, expected

pytestmark = [pytest.mark.process, on_both]


@pytest.fixture
def computed_now(work):
    """Return a function that has everything done that is due within ten minutes."""

    def computed_now(minutes=10):
        work()
        with clock.held_at(clock.now() + timedelta(minutes=minutes)):
            work()

    return computed_now


def _runs(session, opening):
    return session.scalars(
        select(StandingsRun).where(StandingsRun.opening_id == opening.id).order_by(StandingsRun.number)
    ).all()


def _placed(session, run):
    rows = session.scalars(select(CandidateStanding).where(CandidateStanding.run_id == run.id))
    return {row.application_id: placed_candidate(row) for row in rows}


def _codes(session, opening):
    rows = session.execute(
        select(Application.id, Application.code).where(Application.opening_id == opening.id)
    )
    return {row.id: row.code for row in rows}


def test_what_is_rated_stands_with_the_errors_of_the_worked_example(session, computed_now):
    with (DATA / "a1.csv").open(encoding="utf-8") as file:
        rows = [
            (row["candidate"], row["task"], row["rater"], row["competency"], int(row["rating"]))
            for row in csv.DictReader(file)
        ]
    wanted = expected("a1")["competencies"]["COMW"]
    straight = computed(Evidence.of([(*row[:4], float(row[4])) for row in rows], {"COMW": 100}, 2))
    panel, _ = rated_opening(rows, (("COMW", 100),), positions=2)

    computed_now()

    run = standings_now(session, panel.opening.id).run
    names = _codes(session, panel.opening)
    found = {names[who]: each.figures[TOTAL] for who, each in _placed(session, run).items()}
    assert (run.number, run.method, run.candidates, run.listed) == (1, ErrorMethod.BAYES, 8, 8)
    assert {who: each.score for who, each in found.items()} == pytest.approx(wanted["score"], abs=1e-6)
    assert {who: each.error for who, each in found.items()} == pytest.approx(
        wanted["standard_error"], abs=1e-3
    )
    assert {who: each.p_top for who, each in found.items()} == pytest.approx(
        {who: figures[TOTAL][4] for who, figures in straight.figures.items()}, abs=0.02
    )
    assert (run.bands, run.parts) == (list(straight.bands), 1)


def test_nothing_is_computed_before_an_opening_has_been_quiet_and_then_once(session, work):
    panel, _ = rated_opening(few_rows())
    work()

    waiting = session.scalars(select(Job).where(Job.kind == COMPUTE.name)).all()
    assert [(job.state, job.payload["number"]) for job in waiting] == [(JobState.QUEUED, 1)]
    assert standings_now(session, panel.opening.id).run is None
    assert standings_now(session, panel.opening.id).waits_since is not None

    with clock.held_at(clock.now() + timedelta(minutes=1)):
        work()

    now = standings_now(session, panel.opening.id)
    assert (now.run.number, now.waits_since) == (1, None)


def test_the_same_ratings_are_not_computed_again(session, computed_now):
    panel, _ = rated_opening(few_rows())
    computed_now()
    first = standings_now(session, panel.opening.id).run

    compute_soon(session, panel.opening.id)
    computed_now(20)

    state = session.get(OpeningStandings, panel.opening.id, populate_existing=True)
    assert (state.asked, state.begun, state.done, state.waits_since) == (2, 2, 2, None)
    assert [(run.id, run.computed_at) for run in _runs(session, panel.opening)] == [
        (first.id, first.computed_at)
    ]


def test_another_candidate_gives_another_run_and_the_rows_of_the_first_go_with_the_third(
    session, computed_now
):
    rows = few_rows()
    panel, _ = rated_opening(rows)
    computed_now()
    for turn, code in enumerate(("K5", "K6"), 1):
        more = [(code, *row[1:]) for row in rows if row[0] == "K1"]
        rated_candidate(panel, more, ["T1", "T2", "T3"], ["R1", "R2"])
        computed_now(10 + 20 * turn)

    runs = _runs(session, panel.opening)
    kept = set(session.scalars(select(CandidateStanding.run_id)))
    assert [(run.number, run.candidates) for run in runs] == [(1, 4), (2, 5), (3, 6)]
    assert kept == {runs[1].id, runs[2].id}
    assert standings_now(session, panel.opening.id).run.id == runs[2].id


def test_whoever_is_removed_is_no_longer_in_it(session, computed_now):
    panel, _ = rated_opening(few_rows())
    session.execute(update(Application).where(Application.code == "K1").values(stage="removed"))

    computed_now()

    run = standings_now(session, panel.opening.id).run
    names = _codes(session, panel.opening)
    assert sorted(names[who] for who in _placed(session, run)) == ["K2", "K3", "K4"]


def test_of_two_jobs_of_one_opening_the_second_waits_for_the_first(session, work):
    panel, _ = rated_opening(few_rows())
    work()
    state = session.get(OpeningStandings, panel.opening.id, populate_existing=True)
    state.begun = 1
    compute_soon(session, panel.opening.id)
    session.execute(update(Job).where(Job.key == f"{COMPUTE}:{panel.opening.id}:1").values(state="running"))

    with clock.held_at(clock.now() + timedelta(minutes=10)):
        work()

    second = session.scalars(select(Job).where(Job.key == f"{COMPUTE}:{panel.opening.id}:2")).one()
    session.refresh(second)
    assert (second.state, second.put_off > 0) == (JobState.QUEUED, True)
    assert standings_now(session, panel.opening.id).run is None


def test_after_a_computing_that_failed_for_good_the_next_change_is_computed(session, work, computed_now):
    panel, _ = rated_opening(few_rows())
    work()
    state = session.get(OpeningStandings, panel.opening.id, populate_existing=True)
    state.begun = 1
    session.flush()
    session.execute(update(Job).where(Job.kind == COMPUTE.name).values(state=JobState.DEAD))
    give_computing_up(session, panel.opening.id, 1)
    assert standings_now(session, panel.opening.id).waits_since is not None

    compute_soon(session, panel.opening.id)
    computed_now()

    now = standings_now(session, panel.opening.id)
    assert (now.run.number, now.waits_since) == (1, None)


def test_scores_made_by_the_median_stand_with_their_errors(session, computed_now):
    """A third level that lies far off is kept out: 3, 3 and 5 count as 3."""
    rows = [*few_rows(4, 3), *(("K2", f"T{task}", "R3", "COMW", 5) for task in (1, 2, 3))]
    panel, _ = rated_opening(rows, levels_combined="median")

    computed_now()

    run = standings_now(session, panel.opening.id).run
    found = {code: _placed(session, run)[who].figures for who, code in _codes(session, panel.opening).items()}
    by_code = select(Application.code, ApplicationScore.total).join(
        ApplicationScore, ApplicationScore.application_id == Application.id
    )
    assert (run.method, run.candidates, sum(run.bands)) == (ErrorMethod.BAYES, 4, 4)
    assert {who: round(each[TOTAL].score, 2) for who, each in found.items()} == {
        who: pytest.approx(float(score), abs=0.005) for who, score in session.execute(by_code)
    }
    assert all(each[TOTAL].error > 0 for each in found.values())
    assert found["K2"]["COMW"].score == pytest.approx((3 + 2 + 3) / 3, abs=1e-6)


def test_another_choice_of_mean_or_median_is_computed_anew(session, computed_now):
    panel, _ = rated_opening(few_rows())
    computed_now()
    panel.opening.levels_combined = "median"
    compute_soon(session, panel.opening.id)
    session.commit()

    computed_now(20)

    assert [run.number for run in _runs(session, panel.opening)] == [1, 2]


def test_the_evidence_is_what_leaves_as_a_table_of_ratings(session):
    panel, _ = rated_opening(few_rows(3, 2), positions=2)

    evidence = evidence_of_opening(session, panel.opening.id)

    assert (evidence.top, dict(evidence.weights)) == (2, {"COMW": 60, "NETW": 40})
    # Three candidates by two letters, two reviewers and two competencies.
    assert len([row for row in evidence.rows if row[2]]) == 24
    assert evidence.rows[0][:2] == ("K1", "T90")
