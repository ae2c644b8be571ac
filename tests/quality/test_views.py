"""HR reads how far marking can be relied on; what was computed is computed anew once something changes."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hiring.accounts.rules import Role
from hiring.calibration.models import CalibrationRating
from hiring.openings.models import Application
from hiring.quality.actions import COMPUTE
from hiring.quality.dots import severity_dots
from hiring.quality.models import OpeningQuality
from hiring.quality.rules import RaterFigures
from hiring.scoring.models import ApplicationScore, Review
from tests.factories.accounts import UserFactory
from tests.factories.scoring import a_panel, allocated, locked, settled
from tests.page import words as words_of
from tests.postgres import on_both


@pytest.fixture
def panel(session):
    panel = a_panel(3, letters=2)
    panel.hr.locale = "en"
    session.commit()
    return panel


def _page(panel):
    return f"/openings/{panel.opening.public_id}/quality"


def _scored(panel, candidates=10):
    for number in range(candidates):
        levels = [1 + (number + at) % 4 for at in (0, 0, 1, 1)]
        settled(panel, *levels)


def test_before_the_first_time_the_page_says_when_it_is_computed(panel, signed_in):
    page = words_of(signed_in(panel.hr).get(_page(panel)).text)

    assert "Nothing has been computed yet. Figures are computed within an hour once reviewers lock" in page


@on_both
def test_hr_reads_agreement_severity_tasks_load_and_calibration(session, panel, signed_in, on_day):
    _scored(panel)
    on_day(COMPUTE)

    page = words_of(signed_in(panel.hr).get(_page(panel)).text)

    assert "(10 candidates, 80 levels)" in page
    assert re.search(r"Writing[^.]*? 20 10 100% \(\d\d% to 100%\)", page) or "100" in page
    for part in ("Agreement", "Severity of reviewers", "Tasks", "Load and speed", "Calibration"):
        assert part in page
    assert "10 candidates have a level on every task, and it takes 30" in page
    assert "No reviewer of this opening has rated calibration answers." in page
    for reviewer in panel.reviewers:
        assert reviewer.name in page


def test_what_was_computed_is_left_alone_until_something_changes(session, panel, on_day):
    _scored(panel, 2)
    on_day(COMPUTE)
    row = session.get_one(OpeningQuality, panel.opening.id)
    first = row.computed_at

    on_day(COMPUTE, 1)
    session.refresh(row)
    untouched = row.computed_at
    _scored(panel, 1)
    on_day(COMPUTE, 2)
    session.refresh(row)

    assert untouched == first
    assert row.computed_at > first + timedelta(days=1)
    assert row.figures["candidates"] == 3


def test_what_reviewers_give_for_calibration_answers_alone_is_computed_too(session, panel, on_day):
    _scored(panel, 2)
    on_day(COMPUTE)
    row = session.get_one(OpeningQuality, panel.opening.id)
    first = row.computed_at
    given = {"item_id": panel.letters[0].id, "number": 1, "levels": {"COMW": 3}}
    session.add(CalibrationRating(reviewer_id=panel.reviewers[0].id, opening_id=panel.opening.id, **given))
    on_day(COMPUTE, 1)
    session.refresh(row)

    assert row.computed_at > first


def test_who_was_taken_out_is_in_no_figure(session, panel, on_day):
    _scored(panel, 3)
    on_day(COMPUTE)
    gone = session.scalars(select(Application).limit(1)).one()
    gone.stage = "withdrawn"
    on_day(COMPUTE, 1)

    row = session.get_one(OpeningQuality, panel.opening.id)
    session.refresh(row)
    assert row.figures["candidates"] == 2


def test_marking_that_is_not_scored_yet_counts_as_load_alone(session, panel, on_day, signed_in):
    sitting = allocated(panel)
    one, *_ = session.scalars(select(Review).where(Review.sitting_id == sitting.id).order_by(Review.id))
    locked(one)
    on_day(COMPUTE)

    row = session.get_one(OpeningQuality, panel.opening.id)
    open_now = session.scalar(select(func.count()).select_from(Review)) - 1
    assert (row.figures["ratings"], sum(each["open"] for each in row.figures["work"])) == (0, open_now)
    page = words_of(signed_in(panel.hr).get(_page(panel)).text)
    assert "No scores stand yet." in page
    assert "too few to say" in page


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER, Role.ADMIN])
def test_nobody_but_hr_of_the_opening_sees_it(panel, signed_in, session, role):
    other = UserFactory(roles=[role])
    stranger = UserFactory(roles=[Role.HR])
    session.commit()

    assert signed_in(other).get(_page(panel)).status_code == 404
    assert signed_in(stranger).get(_page(panel)).status_code == 404


def test_no_figure_is_computed_by_the_page(panel, session, signed_in):
    _scored(panel, 2)
    session.commit()

    signed_in(panel.hr).get(_page(panel))

    assert session.scalar(select(func.count()).select_from(OpeningQuality)) == 0


def test_computing_changes_no_score(session, panel, on_day):
    _scored(panel, 4)
    scores = select(ApplicationScore.id, ApplicationScore.total, ApplicationScore.number)
    before = session.execute(scores).all()

    on_day(COMPUTE)

    assert len(before) == 4
    assert session.execute(scores).all() == before


def test_a_dot_stands_for_each_reviewer_the_most_severe_first():
    raters = [
        RaterFigures(1, 20, -0.5, 0.1, differs=True),
        RaterFigures(2, 20, 0.5, 0.1, differs=False),
        RaterFigures(3, 20, 0.0, None),
    ]

    dots = severity_dots(raters, {1: "Ana", 2: "Budi", 3: "Citra"})

    assert [(dot.name, round(dot.place, 3), dot.differs) for dot in dots.dots] == [
        ("Budi", 0.859, False),
        ("Citra", 0.5, False),
        ("Ana", 0.141, True),
    ]
    assert [mark for mark, _place in dots.marks] == [-0.5, -0.25, 0.0, 0.25, 0.5]
    assert severity_dots([RaterFigures(1, 3)], {1: "Ana"}) is None


def test_the_page_speaks_indonesian(panel, session, signed_in, on_day):
    panel.hr.locale = "id"
    _scored(panel, 3)
    on_day(COMPUTE)

    page = words_of(signed_in(panel.hr).get(_page(panel)).text)

    assert "Sejauh mana penilaian pada lowongan ini dapat diandalkan." in page
