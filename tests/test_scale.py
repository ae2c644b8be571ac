"""`make scale` measures every page of staff, on a database that says what the product would have said."""

import json
import sys
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select, text

from bench.scale import __main__ as scale
from bench.scale.costs import Cost, counted
from bench.scale.pages import NOT_MEASURED, PAGES, address_of, next_of
from bench.scale.world import build
from hiring.accounts.rules import Audience
from hiring.db import db
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.queries.counting import review_counts
from tests.postgres import on_postgresql

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def place():
    with scale._place("sqlite", 60, 8) as place:
        yield place


def test_every_page_of_staff_is_measured_or_left_out_by_name(app):
    staff = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and (right := getattr(app.view_functions[rule.endpoint], "permission", None))
        and right.audience is Audience.STAFF
    }

    assert staff - {page.endpoint for page in PAGES} == NOT_MEASURED


def test_every_page_opens_for_who_is_to_look_at_it(place):
    answers = {}
    for page in PAGES:
        with place.app.test_request_context():
            address = address_of(db.session(), place.world, page)
            db.session.remove()
        answers[page.name] = place.clients[page.role].get(address)

    assert {name for name, reply in answers.items() if reply.status_code != 200} == set()
    assert next_of(answers["shortlist by total"].text) is not None


def test_the_scores_that_are_built_are_those_of_the_product(place):
    with place.app.app_context():
        session = db.session()
        assert place.world.opening is not None
        assert list(discrepancies(session)) == []
        counts = review_counts(session, place.world.opening.id)
        db.session.remove()

    assert [(one.answers, one.wanted, one.locked, one.open) for one in counts.tasks] == [
        (66, 132, 120, 12)
    ] * 6


@on_postgresql
def test_reviews_are_counted_in_one_pass_by_a_database_without_statistics(app, session):
    """As it is when it has just been restored or filled: answers compared with each review took minutes."""
    session.execute(text("ALTER TABLE review SET (autovacuum_enabled = false)"))
    session.execute(text("ALTER TABLE answer_to_rate SET (autovacuum_enabled = false)"))
    world = build(session, 400, 2)
    assert world.opening is not None
    counts = review_counts(session, world.opening.id)  # the session's facts are loaded
    answers = sum(one.answers for one in counts.tasks)

    with rows_looked_at() as looked_at:
        review_counts(session, world.opening.id)

    assert answers == 2640
    assert max(looked_at) < 60 * answers


@contextmanager
def rows_looked_at():
    """Collect, per statement of a query, how many rows PostgreSQL takes up in all steps of its plan."""
    found = []

    def explain(_connection, cursor, statement, parameters, *_):
        if statement.startswith("SELECT"):
            asked = f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}"
            [(plans,)] = cursor.connection.execute(asked, parameters).fetchall()
            found.append(_taken_up(plans[0]["Plan"]))

    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)


def _taken_up(step):
    kept_or_not = (
        step["Actual Rows"],
        step.get("Rows Removed by Filter", 0),
        step.get("Rows Removed by Join Filter", 0),
    )
    return step["Actual Loops"] * sum(kept_or_not) + sum(map(_taken_up, step.get("Plans", ())))


def test_statements_are_counted_without_those_of_transactions(place):
    with place.app.app_context(), counted(db.engine) as statements:
        db.session.execute(select(1))
        db.session.rollback()
        db.session.remove()

    assert statements == ["SELECT 1"]


def test_a_page_that_costs_too_much_is_named_with_what_is_over():
    page = next(page for page in PAGES if page.name == "shortlist by total")
    answer = next(page for page in PAGES if page.name == "one answer to mark")
    form = next(page for page in PAGES if page.name == "decision")

    assert scale._over(page, Cost(12, 20.0, 0.0, 60.0, 1.0), 1.5) == []
    assert scale._over(page, Cost(13, 20.0, 9.0, 60.1, 1.0), 1.6) == ["ratio", "statements", "HTML"]
    assert scale._over(answer, Cost(20, 10.0, 5.1, 90.0, 1.0), 9.0) == ["CPU"]
    assert scale._over(form, Cost(20, 10.0, 5.1, 90.0, 1.0), 9.0) == []


def test_a_table_is_printed_and_json_written(tmp_path, monkeypatch, capsys):
    target = tmp_path / "deep" / "scale.json"
    wanted = ["scale", "sqlite", "--applications", "100", "--openings", "10", "--page", "staff"]
    monkeypatch.setattr(sys, "argv", [*wanted, "--json", str(target)])

    scale.main()

    assert "staff" in capsys.readouterr().out
    rows = json.loads(target.read_text("utf-8"))["databases"]["sqlite"]
    [row] = [row for row in rows if row["page"] == "staff"]
    assert row["small"]["statements"] == row["great"]["statements"]
