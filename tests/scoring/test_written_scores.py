"""Scores stand in rows: written by settlement, superseded, never changed, and they come out again."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DBAPIError

from hiring.accounts.rules import OPERATOR
from hiring.audit.models import AuditEntry
from hiring.scoring import actions, queries
from hiring.scoring.actions.scores import write_missing_scores, write_scores
from hiring.scoring.commands import scores as command
from hiring.scoring.models import ApplicationScore, CompetencyFigure, Rating
from hiring.scoring.queries.checking import Mismatch, discrepancies
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.score_rules import RULES, scores_of
from hiring.scoring.scores import CELLS, TASK_MEANS, Missing, Rule
from hiring.scoring.task_means import competency_scores
from tests.factories.scoring import a_panel, settled
from tests.postgres import on_both

STRICTER = Rule("task-means", 2)


def _rows(session):
    return list(session.scalars(select(ApplicationScore).order_by(ApplicationScore.id)))


def _forget_scores(session):
    """Leave a database as it was before scores were written down."""
    dialect = session.get_bind().dialect.name
    for table in ("competency_figure", "application_score"):
        if dialect == "sqlite":
            for deed in ("update", "delete"):
                session.execute(text(f"DROP TRIGGER {table}_keeps_{deed}"))
        else:
            session.execute(text(f"DROP TRIGGER {table}_keeps_rows ON {table}"))
        session.execute(text(f"DELETE FROM {table}"))
    session.expunge_all()


@on_both
def test_settling_writes_what_the_rule_makes_of_the_ratings(session):
    panel = a_panel(2, competencies=[("COMW", 60), ("NETW", 30), ("ADAP", 10)])
    sitting = settled(panel, 5, 2)

    [row] = _rows(session)
    found = queries.scores_of_application(session, sitting.application_id)
    given = score_inputs(session, panel.opening.id, [sitting.id])[sitting.id]

    assert (row.rule, row.rule_version, row.number) == ("cells", 1, 1)
    assert row.policy == {
        "weights": {"COMW": 60, "NETW": 30, "ADAP": 10},
        "tolerance": 2,
        "raters": 2,
        "rule": ["cells", 1],
    }
    assert row.input_hash == given.digest()
    assert (row.total, row.falling, row.rising) == (Decimal("3.50"), 350, 350)
    assert (row.weight_covered, row.n_ratings, row.n_differences, row.widest) == (Decimal("90.00"), 4, 2, 3)
    assert found.scores == scores_of(given, CELLS)
    assert found.scores.of("ADAP").missing is Missing.NO_TASK


def test_what_is_missing_stands_last_in_both_orders(session):
    settled(a_panel(2, score_rule="task-means"), None, None)

    [row] = _rows(session)
    figures = session.scalars(select(CompetencyFigure)).all()

    assert (row.total, row.falling < 0, row.rising > 500) == (None, True, True)
    assert all((one.score, one.falling < 0, one.rising > 500) == (None, True, True) for one in figures)


@on_both
@pytest.mark.parametrize("table", ["application_score", "competency_figure"])
def test_the_database_refuses_to_change_or_remove_scores(session, table):
    settled(a_panel(2), 3, 4)
    session.commit()

    for statement in (f"UPDATE {table} SET falling = 500", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match=f"{table} is append-only"):
            session.execute(text(statement))
        session.rollback()


def test_computing_the_same_anew_writes_nothing(session):
    sitting = settled(a_panel(2), 3, 4)

    assert actions.recompute_scores(session, sitting.id, by=OPERATOR) is False
    assert len(_rows(session)) == 1


@on_both
def test_another_rule_is_another_row_and_the_earlier_one_stays(session, monkeypatch):
    sitting = settled(a_panel(2, score_rule="task-means"), 4, 3)
    monkeypatch.setitem(
        RULES, STRICTER, lambda given: competency_scores([], given.policy.competencies, tasks=given.tasks)
    )

    assert write_scores(session, sitting, sitting.application, by=OPERATOR, rule=STRICTER)

    before, after = _rows(session)
    found = queries.scores_of_application(session, sitting.application_id)
    assert (before.number, before.total) == (1, Decimal("3.50"))
    assert (after.number, after.rule_version, found.number, found.rule) == (2, 2, 2, STRICTER)
    assert found.scores.total is None
    assert session.scalar(
        select(AuditEntry.details).where(AuditEntry.event == "scoring.scores_superseded")
    ) == {
        "opening_id": before.opening_id,
        "application_id": before.application_id,
        "number": 2,
    }
    assert actions.recompute_scores(session, sitting.id, by=OPERATOR)  # by the rule of the opening again
    assert queries.scores_of_application(session, sitting.application_id).rule == TASK_MEANS


# Verifying


@on_both
def test_scores_that_come_out_again_are_no_discrepancy(session):
    for levels in ((5, 1), (None, 3), (2, 2)):
        settled(a_panel(2, letters=1), *levels)
    session.commit()

    assert list(discrepancies(session)) == []


def test_a_rating_that_was_changed_behind_the_scores_is_found_and_mended(app, session):
    sitting = settled(a_panel(2), 4, 3)
    application = sitting.application
    session.execute(update(Rating).values(level=5))
    session.commit()

    [found] = discrepancies(session)
    assert (found.sitting_id, found.code, found.fault) == (sitting.id, application.code, Mismatch.OTHER_INPUT)
    call = app.test_cli_runner().invoke
    refused = call(command, ["verify"])
    assert refused.exit_code == 1
    assert f"{application.code}: the ratings or the policy are not those" in refused.output

    assert app.test_cli_runner().invoke(command, ["recompute"]).exit_code == 0

    assert (
        app.test_cli_runner().invoke(command, ["verify"]).output == "Every score follows from its ratings.\n"
    )
    assert [row.total for row in _rows(session)] == [Decimal("3.50"), Decimal("5.00")]


def test_figures_no_rule_gives_and_rules_nobody_knows_are_found(session, monkeypatch):
    sitting = settled(a_panel(2, score_rule="task-means"), 4, 3)
    session.commit()

    monkeypatch.setitem(
        RULES, TASK_MEANS, lambda given: competency_scores([], given.policy.competencies, tasks=given.tasks)
    )
    assert [one.fault for one in discrepancies(session)] == [Mismatch.OTHER_FIGURES]
    monkeypatch.delitem(RULES, TASK_MEANS)
    assert [one.fault for one in discrepancies(session)] == [Mismatch.UNKNOWN_RULE]
    assert sitting.id


# What was settled before scores were written down


@on_both
def test_a_worker_writes_the_scores_of_what_was_settled_before(session, monkeypatch):
    monkeypatch.setattr("hiring.scoring.actions.scores._AT_ONCE", 2)
    panel = a_panel(2)
    for levels in ((5, 1), (None, 3), (2, 2)):
        settled(panel, *levels)
    _forget_scores(session)
    assert [one.fault for one in discrepancies(session)] == [Mismatch.NOT_WRITTEN] * 3

    assert write_missing_scores(session) == 2
    assert write_missing_scores(session) == 1
    assert write_missing_scores(session) == 0

    assert list(discrepancies(session)) == []
    assert session.scalar(select(func.count()).where(AuditEntry.event == "scoring.scores_superseded")) == 0


def test_more_than_one_batch_goes_on_by_itself(session, monkeypatch, work):
    monkeypatch.setattr("hiring.scoring.actions.scores._AT_ONCE", 1)
    panel = a_panel(2)
    for levels in ((5, 1), (2, 2)):
        settled(panel, *levels)
    session.commit()
    work()
    _forget_scores(session)
    write_missing_scores(session)
    session.commit()

    work()

    assert list(discrepancies(session)) == []
