"""`make scale` measures every page of staff, on a database that says what the product would have said."""

import json
import sys

import pytest
from sqlalchemy import select

from bench.scale import __main__ as scale
from bench.scale.costs import Cost, counted
from bench.scale.pages import NOT_MEASURED, PAGES, address_of, next_of
from hiring.accounts.rules import Audience
from hiring.db import db
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.queries.counting import review_counts

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
    [row] = json.loads(target.read_text("utf-8"))["databases"]["sqlite"]
    assert row["page"] == "staff"
    assert row["small"]["statements"] == row["great"]["statements"]
