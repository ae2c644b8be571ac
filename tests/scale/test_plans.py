"""How SQLite finds a page of each list: through an index in the order of the list, without sorting it."""

import pytest
from sqlalchemy import event

from hiring.accounts.queries import users_page
from hiring.db import db
from hiring.db.keyset import Cursor, read_page
from hiring.decisions.queries import shortlist_page
from hiring.decisions.shortlist import NAME, TOTAL, Order
from hiring.mail.models import MessageState
from hiring.openings.listing import Shown, WantedOpenings
from hiring.openings.progress import ProgressOrder, Wanted
from hiring.openings.queries import history_page, openings_page, progress_page, standings
from hiring.openings.rules import Stage
from hiring.oversight.queries import outbox_page, trail_page
from hiring.scoring.queries import unallocated_page
from tests.factories.accounts import UserFactory
from tests.factories.crowds import crowd
from tests.factories.openings import ApplicationFactory

#: (the list, what SQLite does first); "SCAN" of a table walks its ids from the newest.
LISTS = [
    (lambda s, at: openings_page(s, 1, WantedOpenings(Shown.OPEN), at, total=1), "ix_opening_closing"),
    (lambda s, at: openings_page(s, 1, WantedOpenings(Shown.CLOSED), at, total=1), "ix_opening_closing"),
    (lambda s, at: openings_page(s, 1, WantedOpenings(Shown.DRAFT), at, total=1), "ix_opening_newest"),
    (lambda s, at: openings_page(s, 1, WantedOpenings(Shown.ALL), at, total=1), "SCAN opening"),
    (lambda s, at: progress_page(s, 1, Wanted(), at, total=1), "ix_application_listed"),
    (
        lambda s, at: progress_page(s, 1, Wanted(column=ProgressOrder.SINCE), at, total=1),
        "ix_application_since",
    ),
    (
        lambda s, at: progress_page(s, 1, Wanted(column=ProgressOrder.TIME), at, total=1),
        "ix_application_time",
    ),
    (lambda s, at: progress_page(s, 1, Wanted(stage=Stage.INVITED), at, total=1), "ix_application_stage"),
    (lambda s, at: history_page(s, 1, at), "ix_audit_entry_opening"),
    (lambda s, at: trail_page(s, None, at), "ix_audit_entry_opening"),
    (lambda s, at: trail_page(s, 1, at), "SCAN audit_entry"),
    (lambda s, at: outbox_page(s, 1, None, at), "SCAN message"),
    (lambda s, at: outbox_page(s, 1, MessageState.FAILED, at), "ix_message_state"),
    (lambda s, at: users_page(s, "", at), "ix_user_name"),
    (lambda s, at: unallocated_page(s, 1, at, size=50, read=read_page), "ix_answer_to_rate_lacking"),
    (lambda s, at: unallocated_page(s, 1, at, size=50), "ix_answer_to_rate_lacking"),
    (lambda s, at: shortlist_page(s, 1, (), BY_NAME, at, size=50, total=1), "ix_application_listed"),
    (lambda s, at: shortlist_page(s, 1, (), BY_TOTAL, at, size=50, total=1), "ix_application_score_falling"),
]


BY_NAME, BY_TOTAL = Order(NAME, descending=False), Order(TOTAL, descending=True)
#: What SQLite may do for one application, in its own small steps, to count how many are how far.
MOST_STEPS = 12


@pytest.mark.parametrize(("ask", "way"), LISTS)
def test_a_page_is_found_through_an_index_and_not_sorted(session, ask, way):
    asked = []
    UserFactory()  # an empty list is not asked for

    def note(connection, cursor, statement, parameters, context, executemany):
        if " ORDER BY " in statement.replace("\n", " "):
            asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask(session, Cursor())
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    statement, parameters = asked[0]
    cursor = session.connection().connection.cursor()
    plan = [row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]

    assert way in next(step for step in plan if step.startswith(("SEARCH", "SCAN")))
    assert [step for step in plan if "TEMP B-TREE" in step] == []


def test_how_many_are_how_far_is_counted_along_an_index(session):
    """Nine conditions on every application took five times as many steps."""
    application = ApplicationFactory()
    crowd(session, application.candidate, 999)
    session.commit()
    few, steps = application.opening_id, []
    connection = session.connection().connection.driver_connection
    connection.set_progress_handler(lambda: steps.append(1), 10)

    standing = standings(session, [few])[few]

    connection.set_progress_handler(None, 0)
    assert standing.invited == 1000
    assert 10 * len(steps) < 1000 * MOST_STEPS
