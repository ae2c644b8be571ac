"""The totals without the strictness of reviewers: computed beforehand, shown when asked for."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import select, update

from hiring import clock
from hiring.accounts.rules import Role
from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.openings.models import Application
from hiring.psychometrics.score_errors.cells import marks
from hiring.psychometrics.score_errors.study import error_study
from hiring.scoring.models import ApplicationScore
from hiring.standings.actions import compute_earlier, compute_soon
from hiring.standings.computing import computed
from hiring.standings.models import CandidateStanding, OpeningStandings, StandingsRun
from hiring.standings.queries import evidence_of_opening, standings_now
from hiring.standings.rules import TOTAL, VERSION
from tests.browsing import faults, page_width
from tests.factories.accounts import UserFactory
from tests.factories.standings import few_rows, rated_candidate, rated_opening
from tests.page import words
from tests.people import sign_in
from tests.postgres import on_both

WHERE = "shortlist/strictness"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Have what a process of its own would compute computed here: its start takes seconds."""
    monkeypatch.setattr("hiring.standings.jobs.computed_in_child", computed)


def strict_rows():
    """Return ratings of ten candidates in which R1 gives one level less: those with odd numbers got R1."""
    found = []
    for who in range(1, 11):
        good = 2 + (11 - who) // 4
        for task in ("T1", "T2", "T3"):
            raters = ("R1", "R2") if who % 2 else ("R2", "R3")
            for rater in raters:
                level = good + (task == "T3" and who % 3 == 0) - (rater == "R1")
                found.append((f"K{who:02}", task, rater, "COMW", level))
    return found


def _compute(work, minutes=10):
    work()
    with clock.held_at(clock.now() + timedelta(minutes=minutes)):
        work()


def _opening(rows=None, **values):
    return rated_opening(
        rows or strict_rows(), (("COMW", 100),), positions=2, decide_before_closing=True, **values
    )


@pytest.fixture
def opening(session, work):
    panel, manager = _opening()
    _compute(work)
    manager.locale = panel.hr.locale = "en"
    session.commit()
    return panel, manager


def _address(panel, query=""):
    return f"/openings/{panel.opening.public_id}/{WHERE}{query}"


def _names(html):
    return re.findall(r"<bdi>Kandidat ([^<]+)</bdi>", html.partition("<tbody>")[2])


def _expected():
    """Return adjusted totals straight from the model, by candidate."""
    rows = strict_rows()
    given = marks(*([row[at] for row in rows] for at in range(4)), [row[4] for row in rows])
    study = error_study(given, {"COMW": 100.0}, top=2, seed=1)
    return dict(zip(study.candidates, study.adjusted.tolist(), strict=True))


@on_both
def test_what_is_stored_is_what_the_model_says_with_the_places_of_both_totals(session, work):
    panel, _manager = _opening()
    _compute(work)
    run = standings_now(session, panel.opening.id).run

    moves = queries.adjusted_moves(session, run.id, 2)
    page = queries.adjusted_page(session, panel.opening.id, run.id, Cursor(), size=20, total=moves.of)

    expected = {code: round(value, 2) for code, value in _expected().items()}
    assert {each.row.code: float(each.total_then) for each in page.rows} == pytest.approx(expected)
    by_total, by_fair = (
        {each.row.code: 1 + sum(other > value for other in values.values()) for each, value in pairs}
        for values, pairs in (
            (
                {each.row.code: each.row.total for each in page.rows},
                [(each, each.row.total) for each in page.rows],
            ),
            (expected, [(each, expected[each.row.code]) for each in page.rows]),
        )
    )
    assert {each.row.code: each.place for each in page.rows} == by_total
    assert {each.row.code: each.place_then for each in page.rows} == by_fair
    moved = sum(by_total[code] != by_fair[code] for code in expected)
    assert (moves.of, moves.moved) == (10, moved)
    assert moved > 0
    assert [each.place_then for each in page.rows] == sorted(by_fair.values())


@on_both
def test_the_page_shows_both_totals_and_who_would_move(signed_in, session, opening):
    panel, manager = opening
    client = signed_in(manager)

    page = client.get(_address(panel)).text
    moved = client.get(_address(panel, "?show=moved")).text

    told = words(page)
    assert re.search(r"\d of 10 candidates would have another place\.", told)
    assert re.search(
        r"K\d\d \d\.\d\d ± \d\.\d\d 6 ratings place \d+ \d\.\d\d place \d+", told.replace("\xa0", " ")
    )
    assert len(_names(page)) == 10
    assert 0 < len(_names(moved)) < 10
    assert "stays" not in words(moved.partition("<tbody>")[2].partition("</tbody>")[0])
    # Who got the strict reviewer rises or stays, and nobody of them falls.
    for row in re.findall(r"<tr>.*?</tr>", page.partition("<tbody>")[2], re.DOTALL):
        if int(re.search(r"Kandidat K(\d+)", row)[1]) % 2:
            assert "▼" not in row


@on_both
def test_the_board_itself_stays_raw_and_no_score_changes(signed_in, session, opening):
    panel, manager = opening
    before = [tuple(row) for row in session.execute(select(ApplicationScore.id, ApplicationScore.total))]
    client = signed_in(manager)
    board = client.get(_address(panel).replace("/strictness", ""))

    client.get(_address(panel))

    assert "equally strict" in words(board.text)
    assert client.get(_address(panel).replace("/strictness", "")).text.count("band-head") == board.text.count(
        "band-head"
    )
    assert [
        tuple(row) for row in session.execute(select(ApplicationScore.id, ApplicationScore.total))
    ] == before


def _other(rows, raters):
    return [(who, task, raters(who, rater), code, level) for who, task, rater, code, level in rows]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (few_rows(5, 3), "it takes 3 raters with 8 answers each"),
        (
            _other(
                strict_rows(),
                lambda who, rater: rater if int(who[1:]) % 2 else {"R2": "R4", "R3": "R5"}[rater],
            ),
            "the panel falls into parts that share no candidate",
        ),
    ],
)
def test_where_it_cannot_be_said_a_sentence_says_why(signed_in, session, work, rows, why):
    weights = [(code, 50) for code in dict.fromkeys(row[3] for row in rows)]
    panel, manager = rated_opening(rows, weights, decide_before_closing=True)
    _compute(work)
    manager.locale = "en"
    session.commit()

    page = signed_in(manager).get(_address(panel)).text

    assert f"Such totals cannot be given for this opening: {why}" in words(page)
    assert "<tbody>" not in page


def test_where_nothing_is_computed_a_sentence_says_so(signed_in, session, work):
    panel, manager = _opening()
    manager.locale = "en"
    session.commit()

    page = signed_in(manager).get(_address(panel)).text

    assert "Such totals have not been computed yet." in words(page)


def test_where_medians_count_the_levels_are_made_equally_strict_before_their_middle_is_taken(
    signed_in, session, work
):
    rows = [*strict_rows(), *[("K01", task, "R3", "COMW", 1) for task in ("T1", "T2", "T3")]]
    panel, manager = _opening(rows, levels_combined="median")
    _compute(work)
    manager.locale = "en"
    session.commit()
    found = evidence_of_opening(session, panel.opening.id)
    sides = list(zip(*found.rows, strict=True))
    study = error_study(marks(*sides), {"COMW": 1.0}, top=2, seed=1, of_medians=True)
    wanted = dict(zip(study.candidates, study.adjusted.tolist(), strict=True))

    page = signed_in(manager).get(_address(panel)).text
    run = standings_now(session, panel.opening.id).run
    kept = {
        row.code: row.figures[TOTAL][7]
        for row in session.execute(
            select(Application.code, CandidateStanding.figures)
            .join(Application, Application.id == CandidateStanding.application_id)
            .where(CandidateStanding.run_id == run.id)
        )
    }

    assert len(_names(page)) == 10
    assert kept == pytest.approx(wanted, abs=1e-5)
    assert wanted["K02"] < study.scored.score[list(study.candidates).index("K02")]


@on_both
def test_a_score_that_is_newer_has_no_adjusted_one_and_the_page_says_that_it_is_computed(
    signed_in, session, opening
):
    panel, manager = opening
    rated_candidate(
        panel,
        [("K11", *row[1:]) for row in strict_rows() if row[0] == "K01"],
        ["T1", "T2", "T3"],
        ["R1", "R2", "R3"],
    )
    compute_soon(session, panel.opening.id)
    session.commit()

    page = signed_in(manager).get(_address(panel)).text

    assert "Scores have changed since: this is being computed anew." in words(page)
    assert "K11" not in _names(page)


@on_both
def test_what_an_earlier_version_computed_is_computed_anew(session, work):
    panel, _manager = _opening()
    _compute(work)
    session.execute(update(StandingsRun).values(version=VERSION - 1, input_hash="0" * 64))
    session.execute(update(CandidateStanding).values(adjusted_place=None))
    session.commit()

    compute_earlier(session)
    session.commit()
    with clock.held_at(clock.now() + timedelta(minutes=30)):
        work()

    run = standings_now(session, panel.opening.id).run
    session.refresh(run)
    assert (run.number, run.version) == (2, VERSION)
    compute_earlier(session)
    assert session.scalars(select(OpeningStandings.asked)).one() == 2


@pytest.mark.parametrize("role", list(Role))
def test_nobody_without_the_opening_sees_it(signed_in, opening, role):
    panel, _manager = opening

    assert signed_in(UserFactory(roles=[role])).get(_address(panel)).status_code == 404
    assert signed_in(panel.reviewers[0]).get(_address(panel)).status_code == 404


@pytest.mark.journey
@pytest.mark.parametrize("locale", ["id", "en"])
def test_it_is_chosen_on_the_board_by_keyboard_on_a_phone(app, session, window, opening, locale):
    panel, manager = opening
    manager.locale = locale
    session.commit()
    page = window(cookie=sign_in(app, session, manager).get_cookie("hiring"))

    page.goto(_address(panel).replace("/strictness", ""))
    page.locator(".views a").last.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(WHERE))
    expect(page.locator("tbody tr")).to_have_count(10)

    assert (page_width(page) <= 360, faults(page)) == (True, [])
