"""HR reads how far marking can be relied on; what was computed is computed anew once something changes."""

import re
from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from hiring.accounts.rules import Role
from hiring.calibration.models import CalibrationRating
from hiring.openings.models import Application
from hiring.quality.actions import COMPUTE
from hiring.quality.dots import severity_dots
from hiring.quality.models import OpeningQuality
from hiring.quality.reviewer_pages import shown_raters
from hiring.quality.rules import QualityFigures, RaterFigures, WorkFigures
from hiring.scoring.models import ApplicationScore, Review
from tests.browsing import faults, page_width
from tests.factories.accounts import UserFactory
from tests.factories.scoring import a_panel, allocated, locked, settled
from tests.page import words as words_of
from tests.people import sign_in
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


def _raters(people):
    """Return figures of so many: all between 0.7 stricter and 0.5 more lenient, three of whom differ."""
    return [
        RaterFigures(who, 20, round(0.7 - number / 50, 2), 0.1, differs=number in {0, 30, 59})
        for number, who in enumerate(people)
    ]


def _crowded(session, panel, number=60):
    """Have the quality of an opening with so many reviewers be computed; return their names in order."""
    people = [UserFactory(roles=[Role.REVIEWER], name=f"Penilai {at:02}") for at in range(number)]
    session.flush()
    ids = [one.id for one in people]
    work = [WorkFigures(who, 40, 2, 6.5, 30) for who in ids]
    figures = QualityFigures(ratings=900, candidates=40, raters=_raters(ids), work=work)
    session.add(OpeningQuality(opening_id=panel.opening.id, basis="", figures=figures.plain()))
    session.commit()
    return [one.name for one in people]


@on_both
def test_of_many_reviewers_those_who_differ_come_first_and_every_page_has_its_own(session, panel, signed_in):
    names = _crowded(session, panel)
    client = signed_in(panel.hr)

    def shown(after):
        html = client.get(f"{_page(panel)}?severity={after}").text
        section = html.partition('id="severity"')[2].partition("</section>")[0]
        drawn, table = section.partition("</svg>")[::2]
        in_picture = re.findall(r'class="severity-name">([^<]+)<', drawn)
        assert in_picture == re.findall(r"<bdi>([^<]+)</bdi>", table)
        return in_picture, re.findall(r'href="([^"]+)" rel="(\w+)"', section)

    first, links = shown(0)
    assert first == [*names[:18], names[30], names[59]]
    assert [rel for _address, rel in links] == ["next"]
    second, links = shown(20)
    third, last_links = shown(40)
    assert (second, third) == (names[18:30] + names[31:39], names[39:59])
    assert [rel for _address, rel in links] == ["prev", "next"]
    assert [rel for _address, rel in last_links] == ["prev"]
    assert sorted(first + second + third) == names
    for nowhere in ("60", "999", "-1", "x", "9" * 40):
        assert shown(nowhere)[0] == first


def test_their_load_has_pages_of_its_own(session, panel, signed_in):
    names = _crowded(session, panel)

    page = signed_in(panel.hr).get(f"{_page(panel)}?load=40").text

    load = page.partition('id="load"')[2].partition("</section>")[0]
    assert re.findall(r"<bdi>([^<]+)</bdi>", load) == names[40:]
    assert re.findall(r'href="[^"]*[?]([^"]+)" rel="(\w+)"', load) == [("load=20#load", "prev")]


def test_the_pictures_of_all_pages_have_one_scale():
    raters = _raters(range(60))
    pages = [shown_raters(raters, after) for after in (0, 20, 40)]

    marks = {tuple(severity_dots(page.rows, {}, raters).marks) for page in pages}

    assert len(marks) == 1


def test_few_reviewers_stand_on_one_page_without_links(session, panel, signed_in):
    _crowded(session, panel, 20)

    page = signed_in(panel.hr).get(_page(panel)).text

    assert "on this page" not in page
    assert page.count('class="severity-name"') == 20


@pytest.mark.journey
@pytest.mark.parametrize("locale", ["id", "en"])
def test_of_sixty_reviewers_the_picture_is_readable_on_a_phone(app, session, panel, window, locale):
    panel.hr.locale = locale
    _crowded(session, panel)
    page = window(cookie=sign_in(app, session, panel.hr).get_cookie("hiring"))

    page.goto(_page(panel))

    names = page.locator("svg.severity text.severity-name")
    expect(names).to_have_count(20)
    boxes = [names.nth(at).bounding_box() for at in range(20)]
    assert min(box["height"] for box in boxes) >= 10
    assert all(above["y"] + above["height"] <= below["y"] for above, below in pairwise(boxes))
    assert page_width(page) <= 360
    assert faults(page) == []
    page.locator("#severity nav.pages a[rel=next]").click()
    expect(page.locator("svg.severity text.severity-name").first).to_have_text("Penilai 18")
    expect(page.locator("#severity h2")).to_be_in_viewport()


def test_the_page_speaks_indonesian(panel, session, signed_in, on_day):
    panel.hr.locale = "id"
    _scored(panel, 3)
    on_day(COMPUTE)

    page = words_of(signed_in(panel.hr).get(_page(panel)).text)

    assert "Sejauh mana penilaian pada lowongan ini dapat diandalkan." in page
