"""The decision board: bands, dots with whiskers, and the sentence that says what may be concluded."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from hiring import clock
from hiring.accounts.rules import Role
from hiring.decisions.models import Decision
from hiring.openings.models import Application
from hiring.standings.actions import compute_soon
from hiring.standings.computing import computed
from hiring.standings.models import StandingsRun
from hiring.standings.rules import Conclusion, conclusion
from tests.browsing import faults, page_width
from tests.factories.accounts import UserFactory
from tests.factories.decisions import decided
from tests.factories.standings import few_rows, rated_candidate, rated_opening
from tests.page import words
from tests.people import sign_in
from tests.postgres import on_both


@pytest.fixture
def at_once(monkeypatch):
    """Have what a process of its own would compute computed here: its start takes seconds."""
    monkeypatch.setattr("hiring.standings.jobs.computed_in_child", computed)


@pytest.fixture
def board(session, work, at_once):
    panel, manager = rated_opening(few_rows(), positions=1, decide_before_closing=True)
    work()
    with clock.held_at(clock.now() + timedelta(minutes=10)):
        work()
    manager.locale = panel.hr.locale = "en"
    session.commit()
    return panel, manager


def _address(panel, query=""):
    return f"/openings/{panel.opening.public_id}/shortlist{query}"


@on_both
def test_the_board_says_what_may_be_concluded_and_shows_every_error(signed_in, board):
    panel, manager = board

    page = signed_in(manager).get(_address(panel)).text

    told = words(page)
    assert (
        "On this evidence the first candidate lies above the second. The next 3 cannot be told apart." in told
    )
    assert "Band 1 one candidate alone" in told
    assert "Band 2 3 candidates who cannot be told apart" in told
    assert "Chance to be the best" in told
    assert re.search(r"4\.\d\d ± 0\.\d\d", told)
    assert page.count('class="whisker"') == 12
    assert page.index("Kandidat K1") < page.index("Kandidat K2")
    assert "has not been computed" not in told


@on_both
def test_what_the_shortlist_can_do_stays(signed_in, board):
    panel, manager = board
    client = signed_in(manager)

    by_name = client.get(_address(panel, "?sort=name&order=desc")).text
    waiting = words(client.get(_address(panel, "?show=waiting&sort=COMW")).text)

    assert by_name.index("Kandidat K4") < by_name.index("Kandidat K1")
    assert "band-head" not in by_name
    assert "Kandidat K3" in waiting


@on_both
def test_a_board_that_is_older_than_the_scores_says_so_and_leaves_nobody_out(signed_in, session, board):
    panel, manager = board
    more = [("K5", *row[1:]) for row in few_rows() if row[0] == "K1"]
    rated_candidate(panel, more, ["T1", "T2", "T3"], ["R1", "R2"])
    compute_soon(session, panel.opening.id)
    session.commit()

    page = signed_in(manager).get(_address(panel)).text

    assert "Scores have changed since: this is being computed anew." in words(page)
    assert "Kandidat K5" in page
    assert "band-head" not in page


@on_both
def test_the_page_of_a_candidate_says_how_exact_the_total_is_beside_the_decision(signed_in, session, board):
    _panel, manager = board
    application = session.scalars(select(Application).where(Application.code == "K1")).one()

    told = words(signed_in(manager).get(f"/applications/{application.public_id}").text)

    assert re.search(r"Total 4\.\d\d ± 0\.\d\d\. Band 1 of 2, which holds 1 of 4 candidates", told)
    assert re.search(r"Chance to be the best: (&gt; )?\d\d%\.", told)


@on_both
def test_another_method_than_before_is_announced(signed_in, session, work, board):
    panel, manager = board
    session.execute(update(StandingsRun).values(method="reml"))
    more = [("K5", *row[1:]) for row in few_rows() if row[0] == "K1"]
    rated_candidate(panel, more, ["T1", "T2", "T3"], ["R1", "R2"])
    work()
    with clock.held_at(clock.now() + timedelta(minutes=20)):
        work()

    told = words(signed_in(manager).get(_address(panel)).text)

    assert "The method is another one than in the computing before" in told
    assert "Computing number 2 of this opening" in told


@on_both
def test_before_anything_is_computed_plain_scores_are_shown(signed_in, session):
    panel, manager = rated_opening(few_rows(2, 2))
    manager.locale = "en"
    session.commit()

    before = signed_in(manager).get(_address(panel))
    compute_soon(session, panel.opening.id)
    session.commit()
    asked = signed_in(manager).get(_address(panel))

    assert "How exact the scores are has not been computed" in words(before.text)
    assert "How exact the scores are is being computed" in words(asked.text)
    assert "whisker" not in before.text


@on_both
def test_one_candidate_has_scores_and_a_reason_instead_of_errors(signed_in, session, work, at_once):
    panel, manager = rated_opening(few_rows(1))
    manager.locale = "en"
    work()
    with clock.held_at(clock.now() + timedelta(minutes=10)):
        work()

    told = words(signed_in(manager).get(_address(panel)).text)

    assert "How exact these scores are cannot be said: at least two persons are needed." in told
    assert "Chance to be" not in told


@on_both
@pytest.mark.parametrize("role", list(Role))
def test_nobody_without_the_opening_sees_the_board_and_no_reviewer_of_it(signed_in, board, role):
    panel, _ = board

    assert signed_in(UserFactory(roles=[role])).get(_address(panel)).status_code == 404
    assert signed_in(panel.reviewers[0]).get(_address(panel)).status_code == 404


@on_both
def test_a_decision_keeps_the_number_of_the_computing_that_stood_then(session, board):
    _panel, manager = board
    application = session.scalars(select(Application).where(Application.code == "K1")).one()

    decided(application, by=manager)

    assert session.scalars(select(Decision.standings_run)).one() == 1


@pytest.mark.journey
@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_board_fits_a_phone_and_is_worked_by_keyboard(app, session, window, board, locale):
    panel, manager = board
    manager.locale = locale
    session.commit()
    page = window(cookie=sign_in(app, session, manager).get_cookie("hiring"))

    page.goto(_address(panel))

    heading = {
        "id": "Menurut bukti ini, kandidat pertama lebih tinggi daripada kandidat kedua.",
        "en": "On this evidence the first candidate lies above the second.",
    }
    expect(page.get_by_role("heading", level=3)).to_contain_text(heading[locale])
    assert page_width(page) <= 360
    assert faults(page) == []
    page.locator(".board summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".board details")).to_have_attribute("open", "")
    page.locator("#who-1").focus()
    page.keyboard.press("Space")
    page.locator("#who-2").focus()
    page.keyboard.press("Space")
    page.locator("#who-2").press("Enter")
    expect(page).to_have_url(re.compile("/compare"))


@pytest.mark.parametrize(
    ("bands", "alike", "expected"),
    [
        ([], False, Conclusion.NO_ERRORS),
        ([3], True, Conclusion.ALIKE),
        ([3], False, Conclusion.ALL_ONE_BAND),
        ([1, 2], False, Conclusion.FIRST_APART),
        ([2, 1], False, Conclusion.FIRST_BAND),
    ],
)
def test_each_division_into_bands_leads_to_one_sentence(bands, alike, expected):
    assert conclusion(bands, alike=alike) is expected


def test_where_medians_count_the_board_has_errors_and_says_that_they_hold_them(
    signed_in, session, work, at_once
):
    panel, manager = rated_opening(few_rows(4, 3), levels_combined="median", decide_before_closing=True)
    manager.locale = "en"
    session.commit()
    compute_soon(session, panel.opening.id)
    session.commit()
    with clock.held_at(clock.now() + timedelta(minutes=10)):
        work()

    page = signed_in(manager).get(_address(panel)).text

    assert (
        "Of several levels for one answer the median counts: the errors hold what it adds to those of means."
    ) in words(page)
    assert "not computed" not in words(page)
    assert page.count('class="whisker') >= 4
