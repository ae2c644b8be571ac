from decimal import Decimal

from sqlalchemy import event

from hiring.decisions import queries
from hiring.decisions.rules import Outcome
from hiring.scoring.scores import Missing
from hiring.store import db
from tests.factories.decisions import decided
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.reports import a_panel_with_hiring_manager, scored
from tests.postgres import on_both


@on_both
def test_a_row_holds_what_the_figures_rest_on(session):
    ready = scored(name="Siti")
    decided(ready.application, ready.hr, Outcome.RESERVE)

    [row] = queries.shortlist_rows(session, ready.panel.opening.id)

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

    rows = queries.shortlist_rows(session, ready.panel.opening.id)

    assert [row.code for row in rows] == [ready.application.code]


def test_the_number_of_statements_does_not_grow_with_the_candidates(session):
    panel, manager = a_panel_with_hiring_manager()

    def statements() -> int:
        counted = []
        listener = lambda *args: counted.append(args[2])  # noqa: E731
        session.commit()
        event.listen(db.engine, "before_cursor_execute", listener)
        queries.shortlist_rows(session, panel.opening.id)
        event.remove(db.engine, "before_cursor_execute", listener)
        return len(counted)

    scored(panel=panel, hiring_manager=manager)
    with_one = statements()
    for _ in range(3):
        scored(panel=panel, hiring_manager=manager)

    assert statements() == with_one <= 12


def test_a_hiring_managers_openings_come_with_those_that_wait_on_top(session):
    ready = scored()
    decided(scored(panel=ready.panel).application, ready.hr)
    quiet = OpeningFactory(hiring_managers=[ready.hiring_manager])

    found = queries.openings_to_decide(session, ready.hiring_manager.id)

    assert [(one.opening.id, one.scored, one.decided) for one in found] == [
        (ready.panel.opening.id, 1, 1),
        (quiet.id, 0, 0),
    ]
