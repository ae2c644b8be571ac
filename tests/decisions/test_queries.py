from decimal import Decimal

import pytest

from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.decisions.rules import Outcome
from hiring.decisions.shortlist import NAME, TOTAL, Order
from hiring.scoring.queries import criteria_of_rubric
from hiring.scoring.scores import Missing
from tests.factories.decisions import decided
from tests.factories.made_once import made_once
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.reports import LEVELS, a_panel_with_hiring_manager, scored
from tests.postgres import on_both
from tests.statements import statements_noted

FIRST, USUAL = Cursor(), Order()


def shortlist(session, opening, order=USUAL, cursor=FIRST, size=50):
    criteria = criteria_of_rubric(session, opening.rubric_version_id)
    return queries.shortlist_page(session, opening.id, criteria, order, cursor, size=size, total=4)


@on_both
def test_a_row_holds_what_the_figures_rest_on(session):
    ready = scored(name="Siti")
    decided(ready.application, ready.hr, Outcome.RESERVE)

    [row] = shortlist(session, ready.panel.opening).rows

    assert (row.name, row.total, row.n_ratings, row.weight_covered, row.outcome) == (
        "Siti",
        Decimal("3.50"),
        4,
        Decimal("50.00"),
        Outcome.RESERVE,
    )
    assert {
        code: (one.score, one.missing, one.n_ratings, one.differs) for code, one in row.figures.items()
    } == {
        "COMW": (Decimal("3.50"), None, 4, True),
        "NETW": (None, Missing.NO_EVIDENCE, 0, False),
        "EVNT": (None, Missing.NO_TASK, 0, False),
    }


def test_nobody_is_listed_before_scoring_is_settled_or_after_withdrawing(session):
    ready = scored()
    scored(panel=ready.panel, settled=False)
    gone = scored(panel=ready.panel)
    gone.application.stage = "withdrawn"
    ApplicationFactory(opening=ready.panel.opening)
    session.flush()

    rows = shortlist(session, ready.panel.opening).rows

    assert [row.code for row in rows] == [ready.application.code]


def test_the_number_of_statements_does_not_grow_with_the_candidates(session):
    panel, manager = a_panel_with_hiring_manager()

    def statements() -> int:
        session.commit()
        with statements_noted() as made:
            shortlist(session, panel.opening)
        return len(made)

    scored(panel=panel, hiring_manager=manager)
    with_one = statements()
    for _ in range(3):
        scored(panel=panel, hiring_manager=manager)

    assert statements() == with_one <= 12


def test_a_hiring_managers_openings_come_with_those_that_wait_on_top(session):
    ready = scored()
    decided(scored(panel=ready.panel).application, ready.hr)
    quiet = OpeningFactory(hiring_managers=[ready.hiring_manager])

    found = queries.openings_to_decide(session, ready.hiring_manager.id, FIRST, size=9).rows

    assert [(one.opening.id, one.scored, one.decided) for one in found] == [
        (ready.panel.opening.id, 1, 1),
        (quiet.id, 0, 0),
    ]


@made_once
def _field():
    panel, manager = a_panel_with_hiring_manager()
    given = {"Ani": 3, "budi": None, "Citra": 5, "Dewi": 3, "Eko": None}
    for name, level in given.items():
        scored(dict.fromkeys(LEVELS, (level, level)), panel=panel, hiring_manager=manager, name=name)
    return panel


@pytest.fixture
def field(session):
    """Five candidates: two level with each other, one above, two without a total."""
    return _field()


def names(session, panel, order, size=50):
    """Return the names page by page, as somebody reads who goes on to the end."""
    page = shortlist(session, panel.opening, order, size=size)
    found = [row.name for row in page.rows]
    while page.next:
        page = shortlist(session, panel.opening, order, page.next, size=size)
        found += [row.name for row in page.rows]
    return found


@on_both
@pytest.mark.parametrize("column", [TOTAL, "COMW"])
def test_whoever_lacks_the_figure_stands_last_in_both_directions(session, field, column):
    down, up = Order(column), Order(column, descending=False)

    for size in (1, 2, 50):
        falling, rising = names(session, field, down, size), names(session, field, up, size)
        assert (falling[0], set(falling[1:3]), set(falling[3:])) == (
            "Citra",
            {"Ani", "Dewi"},
            {"budi", "Eko"},
        )
        assert (set(rising[:2]), rising[2], set(rising[3:])) == ({"Ani", "Dewi"}, "Citra", {"budi", "Eko"})


@on_both
def test_names_are_ordered_without_regard_to_capitals(session, field):
    for size in (2, 50):
        up = names(session, field, Order(NAME, descending=False), size)
        assert up == ["Ani", "budi", "Citra", "Dewi", "Eko"]
        assert names(session, field, Order(NAME), size) == up[::-1]
