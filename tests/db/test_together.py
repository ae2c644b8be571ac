"""Several short lists in one statement."""

from datetime import UTC, datetime

from sqlalchemy import func, select

from hiring.accounts.models import User
from hiring.db.keyset import Cursor, Key, OrderedList, first_pages, read_whole
from hiring.db.together import read_together
from hiring.openings.models import Opening
from tests.factories.accounts import UserFactory
from tests.factories.openings import OpeningFactory
from tests.factories.rubrics import both
from tests.postgres import on_both
from tests.statements import statements_noted

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


@on_both
def test_each_list_comes_back_with_its_own_columns_names_and_types(session):
    user = UserFactory(name="Rina", created_at=AT)
    opening = OpeningFactory(title=both("Petugas"), closed_at=None)
    session.flush()

    people, openings, numbers, nothing = read_together(
        session,
        select(User.name, User.created_at, User.id, User.public_id, User.name).where(User.id == user.id),
        select(Opening.title, Opening.id, Opening.closed_at, Opening.zone).where(Opening.id == opening.id),
        select(func.count().label("number")).select_from(User).where(User.id == user.id),
        select(User.id).where(User.id < 0),
    )

    assert [tuple(row) for row in people] == [("Rina", AT, user.id, user.public_id, "Rina")]
    assert (people[0].name, people[0].created_at) == ("Rina", AT)
    assert [tuple(row) for row in openings] == [(both("Petugas"), opening.id, None, opening.zone)]
    assert openings[0].title == both("Petugas")
    assert [row.number for row in numbers] == [1]
    assert nothing == []


@on_both
def test_first_pages_are_those_of_the_lists_themselves_in_one_statement(session):
    for name in ("Ani", "Budi", "Citra", "Dewi"):
        UserFactory(name=name)
    session.flush()
    newest = OrderedList(
        select(User.name),
        (Key(User.id, read_whole, descending=True),),
        lambda _session, rows: [row.name for row in rows],
    )
    oldest = OrderedList(
        select(User.name, User.id),
        (Key(User.active, read_whole), Key(User.id, read_whole)),
        lambda _session, rows: [row.name for row in rows],
    )

    with statements_noted() as asked:
        found = first_pages(session, newest, oldest, size=3)

    assert len(asked) == 1
    alone = [each.page(session, Cursor(), size=3) for each in (newest, oldest)]
    assert [page.rows for page in found] == [page.rows for page in alone]
    assert [page.rows for page in found] == [["Dewi", "Citra", "Budi"], ["Ani", "Budi", "Citra"]]
    assert [page.next for page in found] == [page.next for page in alone]
    assert [page.total for page in found] == [None, None]
