"""What every page costs, counted: the same number of statements at two and at sixty of each thing."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from sqlalchemy import event, insert

from hiring.accounts.rules import Role
from hiring.calibration.drift import DriftFigures
from hiring.db import db
from hiring.openings.models import OpeningMember
from hiring.openings.rules import MOST_IN_ROLE, MemberRole
from hiring.quality.models import OpeningQuality
from hiring.quality.reviewer_pages import REVIEWERS_ON_A_PAGE
from hiring.quality.rules import NearFigures, QualityFigures, RaterFigures, WorkFigures
from tests.factories.accounts import UserFactory
from tests.factories.crowds import crowd
from tests.factories.standings import placed_by_hand
from tests.scale.pages import Page, pages_of

pytestmark = pytest.mark.thorough

FEW, MANY = 2, 60
#: A page of a list holds fifty rows at most; one more says that there is another page.
MOST_ROWS = 51
#: As many values go with a list as a page has rows, and some to choose them by; a statement may ask for
#: several lists.
MOST_VALUES = 58
MOST_BYTES = 60_000
#: What belongs to one thing and is read as a whole, by the table it stands in.
WHOLE = {
    "opening_member": "the people who work on one opening: who they are says who may see it",
    "section_task": "the tasks of one assessment",
    "section_task AS section_task_1": "the tasks of one assessment",
    "user_role": "the roles of the people of one page",
    "competency_figure": "the figures of the people of one page, one for each competency",
    "interview_figure": "the same of the total after tasks and interviews",
}
#: How many statements a page may take, and those that read much: about one thing, or for every capability.
MOST_STATEMENTS = 12
OF_MUCH = {"dossiers.dossier": 25, "reports.how_scored": 25}
BOARD = "decisions.shortlist in bands"
STRICTNESS = "decisions.equal_strictness of many"
QUALITY = "quality.opening of many"
TWO_LISTS = "decisions.shortlist after interviews"
#: Pages bounded by something else than the length of a page: what that is.
BOUNDED_OTHERWISE = {
    "openings.invite_again": "those who were chosen, at most five hundred at a time",
    "openings.remind": "those who were chosen, at most five hundred at a time",
    QUALITY: "the panel of one opening, of whom twenty are shown at a time",
    "scoring.scoring": "the panel of one opening, with what each has yet to do",
    "scoring.give_third_reading": "the panel of one opening, with what each has yet to do",
    "scoring.excuse": "the answers of an opening that is counted while one waits, two thousand at most",
    "scoring.answers": "a hundred answers, which take a line each",
    "privacy_requests.record": "those who process data for the organisation, two hundred at most",
    "privacy_requests.record_as_json": "those who process data for the organisation, two hundred at most",
}


@dataclass
class Asked:
    """One statement: its text, how many values went with it, how many rows came back."""

    statement: str
    values: int
    rows: int = 0

    @property
    def lists(self) -> int:
        return 1 + self.statement.count("UNION ALL")

    @property
    def table(self) -> str:
        found = re.search(r"\sFROM ([\w\"]+( AS \w+)?)", self.statement)
        return found.group(1).strip('"') if found else ""


@dataclass
class Cost:
    """What one page took."""

    asked: list[Asked] = field(default_factory=list)
    status: int = 0
    size: int = 0

    def excess(self, *, otherwise: bool) -> Iterator[str]:
        """Yield what no page may do, however much there is."""
        if self.size > MOST_BYTES:
            yield f"{self.size} bytes"
        if otherwise:
            return
        for each in self.asked:
            if each.rows > MOST_ROWS and each.table not in WHOLE:
                yield f"{each.rows} rows of {each.table}"
            if each.values > MOST_VALUES * each.lists:
                yield f"{each.values} values for {each.table}"


class CountingCursor(sqlite3.Cursor):
    """Notes every statement with the rows that are fetched of it."""

    noted: list[Asked] | None = None
    asked: Asked | None = None

    def execute(self, statement: str, values: Any = ()) -> "CountingCursor":
        self.asked = None
        if CountingCursor.noted is not None and statement.split(maxsplit=1)[0] in {
            "SELECT",
            "INSERT",
            "UPDATE",
            "WITH",
        }:
            self.asked = Asked(statement, len(values))
            CountingCursor.noted.append(self.asked)
        super().execute(statement, values)
        return self

    def _counted(self, rows: list[Any]) -> list[Any]:
        if self.asked is not None:
            self.asked.rows += len(rows)
        return rows

    def fetchall(self) -> list[Any]:
        return self._counted(super().fetchall())

    def fetchmany(self, *number: int) -> list[Any]:
        return self._counted(super().fetchmany(*number))

    def fetchone(self) -> Any:
        row = super().fetchone()
        self._counted([row] if row else [])
        return row


class CountingConnection(sqlite3.Connection):
    def cursor(self, factory: Any = CountingCursor) -> Any:
        return super().cursor(factory)


@pytest.fixture
def counting(session: Any) -> Iterator[Callable[[], AbstractContextManager[Cost]]]:
    """Return a context that notes what a page asks of the database."""
    engine = db.engine

    def connect(dialect: Any, record: Any, arguments: Any, values: dict[str, Any]) -> None:
        values["factory"] = CountingConnection

    @contextmanager
    def counted() -> Iterator[Cost]:
        cost = Cost()
        CountingCursor.noted = cost.asked
        try:
            yield cost
        finally:
            CountingCursor.noted = None

    session.commit()
    engine.dispose()
    event.listen(engine, "do_connect", connect)
    yield counted
    event.remove(engine, "do_connect", connect)
    engine.dispose()


#: Not pages: bytes that are streamed from a file.
UNCOUNTED = {
    "asset": "a file of ours",
    "organisation.colour_sheet": "made of its address",
    "organisation.logo_file": "a file of ours",
}


def _costs(pages: dict[str, Page], people: dict[str, Any], counting: Any) -> dict[str, Cost]:
    costs = {}
    for endpoint, page in pages.items():
        with counting() as cost:
            reply = people[page.who].get(page.address)
        cost.status, cost.size = reply.status_code, len(reply.data)
        costs[endpoint] = cost
    return costs


def _faults(few: Cost, many: Cost, endpoint: str) -> list[str]:
    faults = list(many.excess(otherwise=endpoint in BOUNDED_OTHERWISE))
    if len(many.asked) > OF_MUCH.get(endpoint, MOST_STATEMENTS):
        faults.append(f"{len(many.asked)} statements")
    if len(few.asked) != len(many.asked):
        faults.append(f"{len(few.asked)} statements became {len(many.asked)}")
    return faults


def test_every_page_costs_as_much_with_two_as_with_sixty_of_everything(world, people, counting):
    """Wherever somebody loops over rows and asks for each, or shows them all, this fails by name."""
    pages = pages_of(world)
    world.grow(FEW - 1)
    _costs(
        pages, people, counting
    )  # what is remembered between requests, e.g. task texts, is so from here on
    few = _costs(pages, people, counting)
    world.grow(MANY - FEW)
    many = _costs(pages, people, counting)

    answered = {endpoint: cost.status for endpoint, cost in many.items()}
    assert answered == {endpoint: page.status for endpoint, page in pages.items()}
    faults = {endpoint: _faults(few[endpoint], many[endpoint], endpoint) for endpoint in pages}
    assert {endpoint: found for endpoint, found in faults.items() if found} == {}


def test_the_list_after_interviews_costs_as_much_with_two_as_with_sixty(world, people, counting):
    address = f"/openings/{world.opening.public_id}/shortlist?view=interviews"
    page = {TWO_LISTS: Page("manager", address)}
    world.grow(FEW - 1)
    _costs(page, people, counting)
    few = _costs(page, people, counting)[TWO_LISTS]
    world.grow(MANY - FEW)
    many = _costs(page, people, counting)[TWO_LISTS]

    assert (many.status, _faults(few, many, TWO_LISTS)) == (200, [])


def test_the_decision_board_costs_as_much_with_two_as_with_sixty(world, people, counting, session):
    board = Page("manager", f"/openings/{world.opening.public_id}/shortlist")
    pages = {BOARD: board, STRICTNESS: Page("manager", f"{board.address}/strictness")}
    world.grow(FEW - 1)
    placed_by_hand(session, world.opening.id)
    _costs(pages, people, counting)
    few = _costs(pages, people, counting)
    world.grow(MANY - FEW)
    placed_by_hand(session, world.opening.id)
    many = _costs(pages, people, counting)

    board_page, other_page = (people["manager"].get(page.address).text for page in pages.values())
    assert (board_page.count("band-head"), other_page.count("<tr>") > FEW + 1) == (1, True)
    assert [(many[name].status, _faults(few[name], many[name], name)) for name in pages] == [
        (200, []),
        (200, []),
    ]


def test_the_quality_of_marking_costs_as_much_with_two_as_with_sixty_reviewers(
    world, people, counting, session
):
    page = {QUALITY: Page("hr", f"/openings/{world.opening.public_id}/quality")}
    users = crowd(session, UserFactory(roles=[Role.REVIEWER], name="Hartati Wulandari"), MANY)

    world.opening.control_share = 15

    def with_reviewers(number):
        figures = QualityFigures(
            900,
            40,
            raters=[RaterFigures(who, 20, who / 100, 0.1, who % 9 == 0, 0.2, 0.1, 1.0, 1.0) for who in users],
            work=[WorkFigures(who, 40, 2, 6.5, 30) for who in users[:number]],
            near=[NearFigures(who, 12, 9, 0.1) for who in users[:number]],
            drift=[DriftFigures(who, 4, 12, 9, 2, 0.1, 0.1, 0.0, 0.2) for who in users[:number]],
        )
        found = replace(figures, raters=figures.raters[:number]).plain()
        session.merge(OpeningQuality(opening_id=world.opening.id, basis="", figures=found))
        session.commit()
        return _costs(page, people, counting)[QUALITY]

    with_reviewers(FEW)
    few, many = with_reviewers(FEW), with_reviewers(MANY)

    assert (many.status, _faults(few, many, QUALITY)) == (200, [])
    html = people["hr"].get(page[QUALITY].address).text
    assert html.count('class="severity-name"') == REVIEWERS_ON_A_PAGE < MANY


def test_pages_that_show_everybody_of_an_opening_hold_as_many_as_may_work_there(world, people, session):
    name = "Hartati Wulandari Kusumo"
    for role, most in MOST_IN_ROLE.items():
        sample = UserFactory(roles=[Role(role.value)], name=f"{name} {role.value}")
        there = sum(member.role == role for member in world.opening.members)
        users = crowd(session, sample, most - there)
        panel = [{"opening_id": world.opening.id, "user_id": user, "role": role} for user in users]
        session.execute(insert(OpeningMember), panel)
        if role == MemberRole.REVIEWER:
            crowd(session, world.open_review, len(users), reviewer_id=users.__getitem__)
    session.commit()

    for page in ("people", "scoring"):
        reply = people["hr"].get(f"/openings/{world.opening.public_id}/{page}")
        assert reply.text.count(name) >= MOST_IN_ROLE[MemberRole.REVIEWER] - 5
        assert len(reply.data) < MOST_BYTES


def test_every_page_there_is_stands_in_the_table(app, world):
    """A new page is counted, too: give it a line in `_pages`, or say in `UNCOUNTED` why it has none."""
    shown = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())}

    assert shown - UNCOUNTED.keys() == pages_of(world).keys()
    assert UNCOUNTED.keys() <= shown
