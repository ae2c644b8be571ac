"""Where candidates are equal: the better place is shared, and every list orders them as the rules say."""

from hiring.db.keyset import Cursor
from hiring.decisions import queries
from hiring.decisions.shortlist import Order
from hiring.scoring.queries import criteria_of_rubric
from hiring.standings.computing import computed
from hiring.standings.queries import evidence_of_opening
from hiring.standings.rules import places_by
from tests.factories.standings import rated_opening
from tests.postgres import on_both

#: Levels in two tasks. K2 and K10 are equal; K10 was scored before K2, as its code is written.
LEVELS = {"K1": (5, 4), "K2": (3, 4), "K10": (4, 3), "K3": (2, 2)}


def _opening():
    rows = [
        (who, f"T{task}", rater, code, level)
        for who, levels in LEVELS.items()
        for task, level in enumerate(levels, 1)
        for rater in ("R1", "R2")
        for code in ("COMW", "NETW")
    ]
    return rated_opening(rows, positions=2)


def _listed(session, opening, order):
    competencies = criteria_of_rubric(session, opening.rubric_version_id)
    page = queries.shortlist_page(session, opening.id, competencies, order, Cursor(), size=9, total=4)
    return [row.code for row in page.rows]


@on_both
def test_in_a_list_of_scores_equal_ones_stand_in_the_order_in_which_scores_were_written(session):
    panel, _manager = _opening()

    for column in ("total", "COMW"):
        assert _listed(session, panel.opening, Order(column, descending=False)) == ["K3", "K10", "K2", "K1"]
        assert _listed(session, panel.opening, Order(column)) == ["K1", "K2", "K10", "K3"]


def test_equal_totals_share_the_better_place_and_the_next_stays_free():
    assert places_by({"K1": 4.5, "K2": 3.5, "K10": 3.499, "K3": 2.0}) == {"K1": 1, "K2": 2, "K10": 2, "K3": 4}


@on_both
def test_in_the_order_by_bands_equal_ones_stand_by_their_codes_and_share_their_chance(session):
    panel, _manager = _opening()

    found = computed(evidence_of_opening(session, panel.opening.id))

    assert list(found.places) == ["K1", "K2", "K10", "K3"]
    chances = [found.figures[code]["total"][4] for code in ("K2", "K10")]
    assert abs(chances[0] - chances[1]) < 0.05
