"""Two totals are two lists: in that after tasks and interviews only those stand who were interviewed."""

import re

import pytest

from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.decisions.shortlist import NAME, NotMeasuredBy, Order, ShortlistView, view_from, why_not_measured
from hiring.scoring.queries import criteria_of_rubric
from tests.factories.interviews import interviewed, planned, scored
from tests.factories.openings import ApplicationFactory
from tests.factories.scoring import handed_in
from tests.page import words
from tests.postgres import on_both


@pytest.mark.parametrize(
    ("state", "locked", "still_open", "first", "why"),
    [
        (None, 0, 0, True, NotMeasuredBy.NOT_INVITED),
        ("called_off", 0, 0, True, NotMeasuredBy.CALLED_OFF),
        ("missed", 0, 2, True, NotMeasuredBy.MISSED),
        ("arranged", 1, 1, True, NotMeasuredBy.NOT_LOCKED),
        ("arranged", 1, 0, True, NotMeasuredBy.ONE_CARD),
        ("arranged", 2, 0, False, NotMeasuredBy.NO_FIRST_TOTAL),
        ("arranged", 2, 0, True, NotMeasuredBy.PENDING),
    ],
)
def test_why_somebody_has_no_second_total_is_told_apart(state, locked, still_open, first, why):
    assert why_not_measured(state, locked=locked, still_open=still_open, has_first_total=first) is why


def test_only_lists_on_offer_are_read_from_an_address():
    assert [view_from({"view": each}) for each in ("interviews", "tasks", "both", "")] == [
        ShortlistView.INTERVIEWS,
        ShortlistView.TASKS,
        ShortlistView.TASKS,
        ShortlistView.TASKS,
    ]


@pytest.fixture
def opening(session):
    """An opening with an interviewed candidate (lower after tasks) and one who was not invited (higher)."""
    interviewing, _interview = interviewed(5, 4, by_tasks=(2, 2))
    application = ApplicationFactory(
        opening=interviewing.opening, consented=True, stage="handed_in", candidate__name="Bayu Nugraha"
    )
    scored(interviewing, 4, 4, sitting=handed_in(interviewing.panel, application=application))
    session.commit()
    return interviewing


def address(interviewing, **values):
    query = "&".join(f"{name}={value}" for name, value in values.items())
    return f"/openings/{interviewing.opening.public_id}/shortlist?{query}"


def names_in_table(html):
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    return re.findall(r"<bdi>([^<]+)</bdi>", table)


def test_who_was_not_interviewed_is_never_in_one_list_with_who_was(signed_in, opening):
    client = signed_in(opening.panel.hr)

    after_tasks = client.get(address(opening)).text
    after_both = client.get(address(opening, view="interviews")).text

    assert names_in_table(after_tasks) == ["Bayu Nugraha", "Sari Wulandari"]
    assert names_in_table(after_both) == ["Sari Wulandari"]
    below = words(after_both[after_both.index('id="others"') :])
    assert "Bayu Nugraha" in below
    assert "tidak diundang wawancara" in below


def test_each_figure_says_what_it_is_made_of(signed_in, opening):
    opening.panel.hr.locale = "en"

    shown = words(signed_in(opening.panel.hr).get(address(opening, view="interviews")).text)

    # COMW 2 x 40%, NETW half of 2 and half of 4.5 x 40%, COMO 4.5 x 20%
    assert "3.00 after tasks 2.00 2 interviewers" in shown
    assert "3.25 tasks 2.00 (50%), interview 4.50 (50%)" in shown
    assert "4.50 interview alone" in shown
    assert "2.00 tasks alone" in shown


@pytest.mark.parametrize("sort", ["total", "name", "COMO"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_the_second_list_has_every_order_of_the_first(signed_in, opening, sort, order):
    shown = signed_in(opening.panel.hr).get(address(opening, view="interviews", sort=sort, order=order)).text

    assert names_in_table(shown) == ["Sari Wulandari"]
    assert "view=interviews" in shown[shown.index("<thead>") : shown.index("</thead>")]


def test_the_filter_by_decision_holds_for_both_parts_of_the_second_list(signed_in, opening):
    shown = words(signed_in(opening.panel.hr).get(address(opening, view="interviews", show="offer")).text)

    assert "Sari Wulandari" not in shown
    assert "Bayu Nugraha" not in shown


def test_where_nobody_was_ever_invited_there_is_one_total_and_no_choice(signed_in, session):
    interviewing = planned()
    scored(interviewing, 3, 3)
    session.commit()

    shown = signed_in(interviewing.panel.hr).get(address(interviewing)).text

    assert names_in_table(shown) == ["Sari Wulandari"]
    assert "view=interviews" not in shown


@on_both
def test_the_second_list_is_cut_and_ordered_by_the_database(session):
    interviewing, _ = interviewed(5, 4)
    criteria = criteria_of_rubric(session, interviewing.opening.rubric_version_id)
    for sort in (Order(), Order(NAME, descending=False), Order("NETW")):
        page = queries.interviewed_page(session, interviewing.opening.id, criteria, sort, Cursor(), size=1)
        assert [(row.name, row.n_interviewers) for row in page.rows] == [("Sari Wulandari", 2)]
        assert (page.total, page.next) == (1, None)
    assert queries.not_interviewed(session, interviewing.opening.id, None) == []
