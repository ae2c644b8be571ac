"""Nothing that HR sees or a score rests on tells of control answers, and no reviewer tells them apart."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import delete, select

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.db.keyset import Cursor
from hiring.openings.actions import withdraw
from hiring.quality.jobs import figures_of
from hiring.scoring import actions
from hiring.scoring.models import Rating, Review
from hiring.scoring.queries.allocation import declared_conflicts, number_of_open_reviews, open_load
from hiring.scoring.queries.cell_tables import cell_names, cells_after
from hiring.scoring.queries.counting import review_counts
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.queries.queue import tasks_in_queue
from hiring.scoring.queries.third_readings import rated_twice
from tests.factories.scoring import REASON, a_panel, allocated, locked
from tests.postgres import on_both
from tests.scoring.crawling import JSON, as_received, leaks, walk
from tests.scoring.test_controls import WORDS, controls, with_controls
from tests.scoring.twins import NOON
from tests.trail import told


@pytest.fixture
def panel(session):
    return with_controls(session, a_panel(1, raters_per_answer=1, control_share=20))


def _live(session):
    return session.scalars(select(Review).where(Review.control.is_(None)).order_by(Review.id)).all()


def _everything(session, panel, sittings):
    """Return what HR's pages, scores, files and exports are made of."""
    names = cell_names(session, panel.opening)
    quality = figures_of(session, panel.opening).plain()
    return (
        score_inputs(session, panel.opening.id, [each.id for each in sittings]),
        review_counts(session, panel.opening.id),
        names,
        cells_after(session, panel.opening, names, {"scored"}, 0),
        rated_twice(session, panel.version.id),
        declared_conflicts(panel.opening.id).page(session, Cursor(), size=50).rows,
        number_of_open_reviews(session, panel.opening.id, panel.reviewers[0].id),
        open_load(session, [panel.reviewers[0].id]),
        {name: value for name, value in quality.items() if name != "drift"},
    )


@on_both
def test_scores_counts_tables_and_quality_are_the_same_with_and_without_them(session, panel):
    sittings = [allocated(panel) for _candidate in range(6)]
    given = controls(session)
    for number, review in enumerate(_live(session)):
        locked(review, 1 + number % 5)
    locked(given[0], 5)
    later = clock.now() + timedelta(minutes=2)
    for sitting in sittings:
        assert actions.settle_scoring(session, sitting.id, as_of=later)
    before = _everything(session, panel, sittings)

    ids = [each.id for each in given]
    session.execute(delete(Rating).where(Rating.review_id.in_(ids)))
    session.execute(delete(Review).where(Review.id.in_(ids)))
    session.expire_all()

    assert ids
    assert _everything(session, panel, sittings) == before


@on_both
def test_no_entry_of_the_trail_tells_of_them(session, panel):
    for _candidate in range(5):
        allocated(panel)
    before = len(told(session))
    (given,) = controls(session)

    locked(given, 4)
    actions.undo_lock(session, given, by=panel.reviewers[0])
    actions.declare_conflict(session, given, "Saya mengenal penulisnya.", by=panel.reviewers[0])

    assert len(told(session)) == before


@on_both
def test_the_reviewers_queue_counts_them_as_all_others(session, panel):
    for _candidate in range(5):
        allocated(panel)

    [task] = tasks_in_queue(session, panel.reviewers[0].id, [panel.opening.id])
    locked(controls(session)[0], 4)
    [then] = tasks_in_queue(session, panel.reviewers[0].id, [panel.opening.id])

    assert (task.open, task.locked, then.open, then.locked) == (6, 0, 5, 1)


@on_both
def test_they_end_when_no_live_answer_waits_any_more_and_come_again_with_new_ones(session, panel):
    sittings = [allocated(panel) for _candidate in range(5)]
    (given,) = controls(session)
    for sitting in sittings[:4]:
        withdraw(session, sitting.application, by=SYSTEM)
        actions.end_reviews(session, sitting.application_id)
    session.refresh(given)
    waits = given.state

    withdraw(session, sittings[4].application, by=SYSTEM)
    actions.end_reviews(session, sittings[4].application_id)
    session.refresh(given)
    ended = given.state
    for _candidate in range(5):
        allocated(panel)
    session.refresh(given)

    assert (waits, ended, given.state) == ("allocated", "released", "allocated")
    assert len(controls(session)) == 1


@on_both
def test_they_end_when_hr_takes_a_reviewers_answers_back(session, panel):
    for _candidate in range(5):
        allocated(panel)
    (given,) = controls(session)

    actions.release_reviews(session, [each.id for each in _live(session)], by=SYSTEM)
    session.refresh(given)

    assert given.state == "released"


def _as_anybodys(text, review):
    """Return a reply without what is drawn by lot for this answer, and without its words."""
    for own in (review.public_id, review.pseudonym):
        text = text.replace(own, "-")
    return re.sub(r'(name="csrf_token"[^>]* value=")[^"]*|(Set-Cookie: ).*', r"\1\2", text)


@pytest.mark.thorough
@pytest.mark.parametrize("locale", ["id", "en"])
def test_every_page_of_a_control_answer_is_that_of_a_live_one_but_for_its_words(session, signed_in, locale):
    panel = with_controls(session, a_panel(1, raters_per_answer=1, control_share=10), number=1)
    panel.reviewers[0].locale = locale
    with time_machine.travel(NOON, tick=False):
        for _candidate in range(5):
            allocated(panel, f"1 {WORDS['id']}")
        (given,), live = controls(session), _live(session)[0]
        session.commit()
        read = [
            _read(session, signed_in(panel.reviewers[0]), review, without)
            for review, without in ((live, given), (given, live))
        ]

    for one, other in zip(*read, strict=True):
        assert one.splitlines() == other.splitlines()
    statuses = [int(each[:3]) for each in read[0]]
    assert statuses == [200, 200, 200, 200, 200, 409, 200, 422, 302, 200, 200, 200, 409, 302, 200, 302]


def _read(session, client, review, without):
    """Return all that is answered about a review that stands third of five, in place of `without`."""
    review.state, without.state = "allocated", "released"
    rest = [each for each in _live(session) if each not in (review, without)]
    for place, each in enumerate([*rest[:2], review, *rest[2:]]):
        each.shuffle = place
    session.commit()
    here = f"/reviews/{review.public_id}"
    fields = {"COMW-level": "4", "COMW-reason": REASON, "seen": "0", "writer": "w"}
    whole = fields | {"NETW-level": "2", "NETW-reason": REASON, "seen": "1", "COMW-nothing_to_quote": REASON}
    token = {"csrf_token": client.token()}
    replies = [
        client.get("/reviews"),
        client.get(here),
        client.get(f"{here}/conflict"),
        client.get(f"{here}/earlier"),
        client.post(f"{here}/draft", data=fields | token, headers=JSON),
        client.post(f"{here}/draft", data=fields | {"writer": "other", "COMW-level": "1"} | token),
        client.get(here),
        client.post(f"{here}/lock", data=fields | {"seen": "1"} | token),
        client.post(f"{here}/lock", data=whole | token),
        client.get(here),
        client.get(here, headers=JSON),
        client.get("/reviews"),
        client.post(f"{here}/draft", data=fields | token, headers=JSON),
        client.post(f"{here}/undo", data=token),
        client.get(here),
        client.post(f"{here}/conflict", data={"reason": "Saya mengenal penulis jawaban ini."} | token),
    ]
    return [_as_anybodys(as_received(each), review) for each in replies]


@pytest.mark.thorough
@pytest.mark.parametrize("locale", ["id", "en"])
def test_nothing_that_a_reviewer_can_reach_calls_one_of_them_so(session, panel, signed_in, locale):
    panel.reviewers[0].locale = locale
    for _candidate in range(6):
        allocated(panel)
    locked(controls(session)[0], 4)
    session.commit()

    found = walk(signed_in(panel.reviewers[0]))

    assert sum(address.startswith("/reviews/") for address in found) >= 7
    assert leaks(("Alasan ahli", "An expert's reason", "control_locale", '"control"'), found) == set()
