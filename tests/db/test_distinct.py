from sqlalchemy import select

from hiring.db.distinct import distinct_values
from hiring.openings.models import Application
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.postgres import on_both


def _found(session, *conditions, falling=False):
    values = distinct_values(Application.opening_id, *conditions, falling=falling)
    return session.scalars(select(values.c.value).where(values.c.value.is_not(None))).all()


@on_both
def test_each_value_is_found_once_in_either_order(session):
    first, _, last = (OpeningFactory() for _ in range(3))
    for opening in (last, first, last, first):
        ApplicationFactory(opening=opening)

    assert _found(session) == [first.id, last.id]
    assert _found(session, falling=True) == [last.id, first.id]


@on_both
def test_only_rows_that_meet_the_conditions_count_and_there_may_be_none(session):
    one, other = ApplicationFactory(stage="scored"), ApplicationFactory()

    assert _found(session, Application.stage == "scored") == [one.opening_id]
    assert _found(session, Application.stage == "invited") == [other.opening_id]
    assert _found(session, Application.stage == "withdrawn") == []
