"""Ask for an opening to be computed, and write down what came out."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db.once import insert_once
from hiring.i18n import N_
from hiring.jobs.actions import enqueue, reschedule
from hiring.jobs.kinds import JobKind
from hiring.jobs.lanes import BATCHES, EVENTS
from hiring.standings import queries
from hiring.standings.computing import Evidence, Outcomes
from hiring.standings.models import CandidateStanding, OpeningStandings, StandingsRun
from hiring.standings.rules import LONGEST_WAIT, TOTAL, ScoreStanding, places_by, wait_before

COMPUTE = JobKind("standings.compute", BATCHES, N_("Compute how exact the scores of an opening are"))
COMPUTE_EARLIER = JobKind(
    "standings.compute-earlier", EVENTS, N_("Have openings computed that an earlier version had scored")
)
#: So many rows in one transaction: nobody else can write meanwhile.
AT_ONCE = 400


def compute_soon(session: Session, opening_id: int, *, after: timedelta | None = None) -> None:
    """Have an opening computed once nothing has changed in it for a while.

    What changes until then is computed together with it; a job that is at work is followed by another.
    """
    session.execute(insert_once(session, OpeningStandings, "opening_id").values(opening_id=opening_id))
    state = _held(session, opening_id)
    now, wait = clock.now(), after or wait_before(queries.number_settled(session, opening_id))
    waits = state.asked > state.begun and state.waits_since is not None
    if not waits:
        state.asked += 1
        state.waits_since = now
        session.flush()
        enqueue(
            session,
            COMPUTE,
            key=_key(opening_id, state.asked),
            run_after=now + wait,
            opening_id=opening_id,
            number=state.asked,
        )
        return
    assert state.waits_since is not None  # noqa: S101  (for the type checker: just asked)
    when = min(now + wait, state.waits_since + LONGEST_WAIT * wait)
    reschedule(session, COMPUTE, [_key(opening_id, state.asked)], max(when, now))


def compute_earlier(session: Session) -> None:
    """Have all openings computed whose scores stood before, or that an earlier version computed."""
    for opening_id in queries.openings_computed_earlier(session):
        compute_soon(session, opening_id)


def _key(opening_id: int, number: int) -> str:
    return f"{COMPUTE}:{opening_id}:{number}"


def rows_of_earlier(session: Session, opening_id: int) -> dict[int, list[int]]:
    """Return by run some candidates of whom runs say something that do not count: earlier or broken ones."""
    left = (
        select(CandidateStanding.run_id, CandidateStanding.application_id)
        .join(StandingsRun, StandingsRun.id == CandidateStanding.run_id)
        .where(*_others(session, opening_id))
        .limit(AT_ONCE)
    )
    by_run: dict[int, list[int]] = {}
    for row in session.execute(left):
        by_run.setdefault(row.run_id, []).append(row.application_id)
    return by_run


def take_away(session: Session, rows: Mapping[int, Sequence[int]]) -> None:
    """Take away what runs say of these candidates."""
    for run_id, application_ids in rows.items():
        of_them = CandidateStanding.application_id.in_(application_ids)
        session.execute(delete(CandidateStanding).where(CandidateStanding.run_id == run_id, of_them))


def begin_run(
    session: Session, opening_id: int, evidence: Evidence, digest: str, found: Outcomes, listed: int
) -> int:
    """Write down what came out for all together; a run that a broken try has left goes."""
    current = queries.standings_now(session, opening_id).run
    broken = StandingsRun.number > (current.number if current else 0)
    session.execute(delete(StandingsRun).where(*_others(session, opening_id), broken))
    return _run(session, opening_id, evidence, digest, found, listed).id


def add_candidates(session: Session, run_id: int, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write down what came out for some candidates."""
    session.execute(insert(CandidateStanding), [{"run_id": run_id, **row} for row in rows])


def _others(session: Session, opening_id: int) -> tuple[ColumnElement[bool], ...]:
    current = queries.standings_now(session, opening_id).run
    return StandingsRun.opening_id == opening_id, StandingsRun.id != (current.id if current else 0)


def _run(
    session: Session, opening_id: int, evidence: Evidence, digest: str, found: Outcomes, listed: int
) -> StandingsRun:
    before = queries.standings_now(session, opening_id).run
    last = select(func.max(StandingsRun.number)).where(StandingsRun.opening_id == opening_id)
    total = found.studies.get(TOTAL)
    method = total.method if total else None
    run = StandingsRun(
        opening_id=opening_id,
        number=(session.scalar(last) or 0) + 1,
        input_hash=digest,
        top=evidence.top,
        candidates=len(found.places),
        listed=listed,
        method=method,
        method_changed=bool(before and before.method and method and before.method != method),
        bands=list(found.bands),
        parts=found.parts,
        studies={name: asdict(study) for name, study in found.studies.items()},
        readings=dict(found.readings),
    )
    session.add(run)
    session.flush()
    return run


def candidate_rows(applications: Mapping[str, int], found: Outcomes) -> list[dict[str, Any]]:
    """Return a row for everybody whose scores stand; whoever has no total comes last."""
    order = [code for code in found.places if code in applications]
    order += [code for code in applications if code not in set(order)]
    bands = _band_of_place(found.bands)
    raw, adjusted = _places_by_total(applications, found)
    return [
        {
            "application_id": applications[code],
            "place": place,
            "band": bands.get(place),
            "raw_place": raw.get(code),
            "adjusted_place": adjusted.get(code),
            "figures": {name: list(plain) for name, plain in found.figures.get(code, {}).items()},
        }
        for place, code in enumerate(order, 1)
    ]


def _places_by_total(
    applications: Mapping[str, int], found: Outcomes
) -> tuple[dict[str, int], dict[str, int]]:
    """Return the places by total as it counts, and without the strictness of reviewers; none without both."""
    totals = {
        code: ScoreStanding(*figures[TOTAL])
        for code, figures in found.figures.items()
        if code in applications and TOTAL in figures
    }
    both = [
        (code, one.score, one.adjusted)
        for code, one in totals.items()
        if one.score is not None and one.adjusted is not None
    ]
    return places_by({code: score for code, score, _ in both}), places_by(
        {code: fair for code, _, fair in both}
    )


def _band_of_place(bands: Sequence[int]) -> dict[int, int]:
    numbers = [number for number, size in enumerate(bands, 1) for _ in range(size)]
    return dict(enumerate(numbers, 1))


def end_computing(session: Session, opening_id: int, number: int, run_id: int | None) -> None:
    """Let a run count from now on (None: what stands is still right), and the next computing begin."""
    state = _held(session, opening_id)
    if state.begun != number:  # somebody had an old one done again: a newer one has taken its place
        return
    state.done = number
    if run_id is not None:
        state.run_id = run_id
    if state.asked == number:
        state.waits_since = None
    session.flush()


def give_computing_up(session: Session, opening_id: int, number: int) -> None:
    """Let the next computing begin; until there is one, pages say that what stands is older."""
    state = _held(session, opening_id)
    if state.begun == number:
        state.done = number
        session.flush()


def _held(session: Session, opening_id: int) -> OpeningStandings:
    state = session.get_one(OpeningStandings, opening_id, with_for_update={"key_share": True})
    session.refresh(state)
    return state
