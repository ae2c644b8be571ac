"""Other weights, and two rules with cuts: what they would say stands beside what counts; it is not kept."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from hiring.accounts.rules import Role
from hiring.db import db
from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.decisions.what_if import (
    DIFFERENT,
    CutGroup,
    CutOutcome,
    cut_group,
    cuts_from,
    groups_from,
    weights_from,
)
from hiring.scoring.queries import criteria_of_rubric
from tests.browsing import faults, page_width
from tests.factories.accounts import UserFactory
from tests.factories.standings import placed_by_hand, rated_opening
from tests.page import words
from tests.people import sign_in
from tests.postgres import on_both

#: COMW and NETW of four candidates; by 60 and 40 their totals are 3.8, 3.4, 3.0 and 2.0.
LEVELS = {"K1": (5, 2), "K2": (3, 4), "K3": (3, 3), "K4": (2, 2)}


def _opening(**values):
    rows = [
        (who, task, rater, code, level)
        for who, levels in LEVELS.items()
        for task in ("T1", "T2")
        for rater in ("R1", "R2")
        for code, level in zip(("COMW", "NETW"), levels, strict=True)
    ]
    return rated_opening(rows, **{"positions": 1, "decide_before_closing": True, **values})


@pytest.fixture
def opening(session):
    panel, manager = _opening()
    manager.locale = panel.hr.locale = "en"
    session.commit()
    return panel, manager


def _address(panel, page, **values):
    query = "&".join(f"{name.replace('__', '.')}={value}" for name, value in values.items())
    return f"/openings/{panel.opening.public_id}/shortlist/{page}?{query}"


def _names(html):
    return re.findall(r"<bdi>Kandidat ([^<]+)</bdi>", html.partition("<tbody>")[2])


def test_other_weights_stand_beside_the_frozen_ones_with_who_moves(signed_in, opening):
    panel, manager = opening

    page = signed_in(manager).get(_address(panel, "weights", weight__COMW=1, weight__NETW=4)).text

    told = words(page)
    assert "By these weights 3 of 4 candidates have another place." in told
    assert "Another candidate would have the highest total." in told
    assert _names(page) == ["K2", "K3", "K1", "K4"]
    assert "Kandidat K1 K1 3.80 8 ratings place 1 2.60 place 3 ▼ 2 places down" in told
    assert "Kandidat K2 K2 3.40 8 ratings place 2 3.80 place 1 ▲ 1 place up" in told
    assert "Kandidat K4 K4 2.00 8 ratings place 4 2.00 place 4 stays" in told
    assert "Standard errors (±), bands and chances belong to the frozen weights" in told


def test_who_would_come_in_and_drop_out_is_counted(signed_in, session):
    panel, manager = _opening(positions=2)
    manager.locale = "en"
    session.commit()
    client = signed_in(manager)

    others = words(client.get(_address(panel, "weights", weight__COMW=1, weight__NETW=4)).text)
    nobody = words(client.get(_address(panel, "weights", weight__COMW=1, weight__NETW=1)).text)

    assert "Among the best 2, as many as there are positions: 1 would come in, 1 would drop out." in others
    assert "By these weights 1 of 4 candidates has another place." in nobody
    assert "Among the best 2, as many as there are positions, are the same people." in nobody


def test_without_a_choice_the_frozen_weights_stand_there_and_nobody_moves(signed_in, opening):
    panel, manager = opening

    told = words(signed_in(manager).get(_address(panel, "weights")).text)

    assert "These are the frozen weights: every total and place is the one that counts." in told
    assert "K1 3.80 8 ratings place 1 3.80 place 1 stays" in told
    assert "Who moves" not in told


def test_weights_in_the_same_proportion_are_the_frozen_ones():
    frozen = {"COMW": 60, "NETW": 40}

    assert weights_from({"weight.COMW": "3", "weight.NETW": "2"}, frozen).as_frozen
    assert not weights_from({"weight.COMW": "2", "weight.NETW": "3"}, frozen).as_frozen
    assert not weights_from({"weight.COMW": "0", "weight.NETW": "0"}, frozen).as_frozen


@pytest.mark.parametrize("text", ["-1", "101", "2.5", "banyak", "", "9" * 400, "%D9%A3", "%00"])
def test_a_weight_that_is_no_number_is_said_beside_its_field_and_nothing_is_listed(signed_in, opening, text):
    panel, manager = opening

    reply = signed_in(manager).get(_address(panel, "weights", weight__COMW=text))

    assert reply.status_code == 422
    assert words(reply.text).count("Write a whole number from 0 to 100.") == 1
    assert 'aria-describedby="weight-1-hint weight-1-error"' in reply.text
    assert "<tbody>" not in reply.text


def test_weights_of_nothing_are_refused_in_a_sentence(signed_in, opening):
    panel, manager = opening

    reply = signed_in(manager).get(_address(panel, "weights", weight__COMW=0, weight__NETW=0))

    assert reply.status_code == 422
    assert "At least one weight must be above 0." in words(reply.text)


def test_what_is_chosen_goes_along_to_the_next_page_and_to_who_moves(signed_in, opening, monkeypatch):
    panel, manager = opening
    monkeypatch.setattr("hiring.decisions.views.what_if.rows_on_a_page", lambda _: 2)
    client = signed_in(manager)
    first = client.get(_address(panel, "weights", weight__COMW=1, weight__NETW=4, show="moved")).text

    onward = re.search(r'href="([^"]+)" rel="next"', first)[1].replace("&amp;", "&")
    second = client.get(onward).text

    assert (_names(first), _names(second)) == (["K2", "K3"], ["K1"])
    assert 'value="4"' in second


@on_both
@pytest.mark.parametrize(("weights", "order"), [((1, 4), "K2 K3 K1 K4"), ((60, 40), "K1 K2 K3 K4")])
def test_the_database_orders_and_cuts_the_list(session, weights, order):
    panel, _manager = _opening()
    criteria = criteria_of_rubric(session, panel.opening.rubric_version_id)
    chosen = weights_from(
        {"weight.COMW": str(weights[0]), "weight.NETW": str(weights[1])}, {"COMW": 60, "NETW": 40}
    )
    found, cursor = [], Cursor()
    for _ in order.split():
        _, page = queries.moved_page(session, panel.opening.id, criteria, chosen, cursor, top=1, size=1)
        found += [each.row.code for each in page.rows]
        cursor = page.next

    assert (found, cursor) == (order.split(), None)


@on_both
def test_a_total_by_other_weights_is_rounded_half_up_as_the_rule_does(session):
    panel, _manager = _opening()
    criteria = criteria_of_rubric(session, panel.opening.rubric_version_id)
    chosen = weights_from({"weight.COMW": "1", "weight.NETW": "7"}, {"COMW": 60, "NETW": 40})

    _, page = queries.moved_page(session, panel.opening.id, criteria, chosen, Cursor(), top=1, size=9)

    # 31/8 = 3.875, 24/8, 19/8 = 2.375, 16/8
    assert [str(each.total_then) for each in page.rows] == ["3.88", "3.00", "2.38", "2.00"]


def _unmeasured():
    """Return an opening in which no task measures COMO."""
    rows = [("K1", task, rater, "COMW", 4) for task in ("T1", "T2") for rater in ("R1", "R2")]
    panel, _manager = rated_opening(rows, (("COMW", 60), ("COMO", 40)))
    return panel


@on_both
def test_a_competency_without_a_score_leaves_the_total_and_alone_makes_none(session):
    panel = _unmeasured()
    criteria = criteria_of_rubric(session, panel.opening.rubric_version_id)
    some, none = (
        weights_from({"weight.COMW": weight, "weight.COMO": "90"}, {"COMW": 60, "COMO": 40})
        for weight in ("10", "0")
    )

    found = [
        queries.moved_page(session, panel.opening.id, criteria, chosen, Cursor(), top=1, size=9)
        for chosen in (some, none)
    ]

    assert [(str(row.total_then), row.place_then) for _, page in found for row in page.rows] == [
        ("4.00", 1),
        ("None", None),
    ]
    assert [moves.moved for moves, _ in found] == [0, 1]


def _everything_kept():
    tables = db.metadata.sorted_tables
    return {table.name: db.session.scalar(select(func.count()).select_from(table)) for table in tables}


@pytest.mark.parametrize("page", ["weights", "cuts"])
def test_looking_at_what_would_be_keeps_nothing(signed_in, session, opening, page):
    panel, manager = opening
    client = signed_in(manager)
    before = _everything_kept()

    asked = {"weight__COMW": 1, "weight__NETW": 4, "cut": "3", "cut__COMW": "3"}
    assert client.get(_address(panel, page, **asked)).status_code == 200

    assert _everything_kept() == before


def test_two_rules_with_cuts_are_told_apart_and_who_differs_is_listed(signed_in, opening):
    panel, manager = opening

    page = signed_in(manager).get(_address(panel, "cuts", cut="3,25", cut__COMW="", cut__NETW="3")).text

    told = words(page)
    assert "For 2 of 4 candidates the two rules say different things." in told
    assert "2 reach the cut of the total, 2 reach every hurdle, 1 both." in told
    assert _names(page) == ["K1", "K3"]
    assert "Kandidat K1 K1 By the total only 3.80 8 ratings 2.00 4 ratings ▼ below the cut" in told
    assert "Kandidat K3 K3 By the hurdles only 3.00 8 ratings 3.00 4 ratings" in told
    assert "Total cut 3.25" in told
    assert "no rule rejects anybody: people decide, with a reason" in told


@pytest.mark.parametrize(("show", "names"), [("both", ["K2"]), ("neither", ["K4"]), ("none", ["K1", "K3"])])
def test_every_group_can_be_listed(signed_in, opening, show, names):
    panel, manager = opening
    asked = {"cut": "3.25", "cut__COMW": "", "cut__NETW": "3", "show": show}

    assert _names(signed_in(manager).get(_address(panel, "cuts", **asked)).text) == names


def test_the_cut_of_the_frozen_rules_is_where_the_fields_begin(signed_in, session):
    panel, manager = _opening(third_reading_cut=3, third_reading=True)
    manager.locale = "en"
    session.commit()

    page = signed_in(manager).get(_address(panel, "cuts")).text

    assert "The frozen rules of this opening name level 3 as the cut" in words(page)
    assert page.count('value="3"') == 3
    assert "For 1 of 4 candidates the two rules say different things." in words(page)


def test_without_a_cut_the_page_asks_for_two_rules(signed_in, opening):
    panel, manager = opening

    reply = signed_in(manager).get(_address(panel, "cuts", cut="3"))

    assert reply.status_code == 200
    assert "Set a cut of the total and one of at least one competency" in words(reply.text)
    assert "<tbody>" not in reply.text


@pytest.mark.parametrize("text", ["0", "5.01", "3.123", "tiga", "1e1", "-3", "%00"])
def test_a_cut_that_is_no_level_is_said_beside_its_field(signed_in, opening, text):
    panel, manager = opening

    reply = signed_in(manager).get(_address(panel, "cuts", cut="3", cut__NETW=text))

    assert reply.status_code == 422
    assert words(reply.text).count("Write a number from 1 to 5 with at most two decimals") == 1
    assert 'aria-invalid="true"' in reply.text


def test_a_missing_score_is_not_one_below_the_cut():
    said = {(one, other): cut_group(one, other) for one in CutOutcome for other in CutOutcome}

    assert {both for both, group in said.items() if group is CutGroup.UNSAID} == {
        both for both in said if CutOutcome.UNSAID in both
    }
    assert said[CutOutcome.YES, CutOutcome.NO] is CutGroup.TOTAL_ONLY
    assert said[CutOutcome.NO, CutOutcome.YES] is CutGroup.HURDLES_ONLY
    assert (said[CutOutcome.YES, CutOutcome.YES], said[CutOutcome.NO, CutOutcome.NO]) == (
        CutGroup.BOTH,
        CutGroup.NEITHER,
    )


@pytest.mark.parametrize(
    ("text", "cut"), [("3", 300), ("3,5", 350), ("3.05", 305), (" 5 ", 500), ("5.5", None), ("3.", None)]
)
def test_cuts_are_read_with_a_point_or_a_comma(text, cut):
    found = cuts_from({"cut": text}, [], None)

    assert (found.total, bool(found.wrong)) == (cut, cut is None)


def test_groups_that_are_not_on_offer_are_who_differs():
    assert [groups_from({"show": each}) for each in ("both", "x", "")] == [
        (CutGroup.BOTH,),
        DIFFERENT,
        DIFFERENT,
    ]


@on_both
def test_the_database_counts_and_lists_both_rules(session):
    panel, _manager = _opening()
    criteria = criteria_of_rubric(session, panel.opening.rubric_version_id)
    cuts = cuts_from({"cut": "3.25", "cut.NETW": "3"}, ["COMW", "NETW"], None)

    counts, page = queries.cut_page(
        session, panel.opening.id, criteria, cuts, Cursor(), groups=list(CutGroup), size=9
    )

    assert counts == {
        CutGroup.TOTAL_ONLY: 1,
        CutGroup.HURDLES_ONLY: 1,
        CutGroup.BOTH: 1,
        CutGroup.NEITHER: 1,
        CutGroup.UNSAID: 0,
    }
    assert [(each.row.code, each.group, each.below) for each in page.rows] == [
        ("K1", CutGroup.TOTAL_ONLY, ("NETW",)),
        ("K2", CutGroup.BOTH, ()),
        ("K3", CutGroup.HURDLES_ONLY, ()),
        ("K4", CutGroup.NEITHER, ("NETW",)),
    ]


def test_a_hurdle_that_no_task_measures_says_nothing_of_anybody(session):
    panel = _unmeasured()
    criteria = criteria_of_rubric(session, panel.opening.rubric_version_id)
    cuts = cuts_from({"cut": "3", "cut.COMO": "3"}, ["COMW", "COMO"], None)

    counts, page = queries.cut_page(
        session, panel.opening.id, criteria, cuts, Cursor(), groups=[CutGroup.BOTH], size=9
    )

    assert not page.rows
    assert {group: number for group, number in counts.items() if number} == {CutGroup.UNSAID: 1}


@pytest.mark.parametrize("page", ["weights", "cuts"])
@pytest.mark.parametrize("role", list(Role))
def test_nobody_without_the_opening_sees_what_would_be(signed_in, opening, page, role):
    panel, _manager = opening

    assert signed_in(UserFactory(roles=[role])).get(_address(panel, page)).status_code == 404
    assert signed_in(panel.reviewers[0]).get(_address(panel, page)).status_code == 404


def test_the_error_of_the_frozen_total_stands_beside_it(signed_in, session, opening):
    panel, manager = opening
    placed_by_hand(session, panel.opening.id)

    page = signed_in(manager).get(_address(panel, "weights", weight__COMW=1, weight__NETW=4)).text

    # Computed by hand for a total of 3.00: only where that stands.
    assert "K3 3.00 ± 0.20 8 ratings place 3 3.00 place 2" in words(page).replace("\xa0", " ")
    assert page.count('class="whisker"') == 1


@pytest.mark.journey
@pytest.mark.parametrize("locale", ["id", "en"])
def test_weights_and_cuts_are_chosen_by_keyboard_on_a_phone(app, session, window, opening, locale):
    panel, manager = opening
    manager.locale = locale
    session.commit()
    page = window(cookie=sign_in(app, session, manager).get_cookie("hiring"), java_script_enabled=True)

    page.goto(_address(panel, "weights"))
    page.locator("#weight-1").fill("1")
    page.locator("#weight-2").fill("4")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"weight\.COMW=1&weight\.NETW=4"))
    expect(page.locator("tbody tr").first).to_contain_text("Kandidat K2")
    assert (page_width(page) <= 360, faults(page)) == (True, [])
    page.goto(_address(panel, "cuts"))
    page.locator("#cut-total").fill("3,25")
    page.locator("#cut-2").fill("3")
    page.keyboard.press("Enter")
    expect(page.locator("tbody tr")).to_have_count(2)
    assert (page_width(page) <= 360, faults(page)) == (True, [])
