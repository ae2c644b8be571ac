"""The second total is written when the last card is locked, superseded, not changed, and comes out again."""

from decimal import Decimal
from importlib import import_module

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from hiring.accounts.rules import OPERATOR
from hiring.interviews import actions, queries
from hiring.interviews.models import InterviewFigure, InterviewNote, InterviewScore
from hiring.interviews.queries.checking import discrepancies
from hiring.jobs.models import Job
from hiring.scoring.commands import scores as command
from hiring.scoring.models import Rating
from hiring.scoring.queries.checking import Mismatch
from hiring.scoring.queries.scores import scores_of_application
from tests.factories.interviews import (
    arranged,
    card_of,
    interviewed,
    locked_card,
    planned,
    scored,
    staff,
)
from tests.postgres import on_both
from tests.trail import told


def totals(session):
    rows = session.scalars(select(InterviewScore).order_by(InterviewScore.id))
    return [(row.number, row.total) for row in rows]


@on_both
def test_the_last_card_writes_the_second_total_and_leaves_the_first_as_it_is(session):
    interviewing, interview = interviewed(5)
    first = scores_of_application(session, interview.application_id)
    assert totals(session) == []

    locked_card(interview, interviewing.interviewers[1], 4)

    found = queries.joined_scores_of(session, interview.application_id)
    # COMW 40%: tasks 3.5; NETW 40%: half of 3.5 and half of 4.5; COMO 20%: 4.5 of the interview alone
    assert [(one.code, one.score, one.share) for one in found.scores.competencies] == [
        ("COMW", Decimal("3.50"), 0),
        ("NETW", Decimal("4.00"), 50),
        ("COMO", Decimal("4.50"), 100),
    ]
    assert (found.scores.total, found.rule.name, found.n_interviewers) == (
        Decimal("3.90"),
        "tasks-and-interviews",
        2,
    )
    assert scores_of_application(session, interview.application_id) == first
    assert [each[0] for each in told(session)[-2:]] == ["interview.card_locked", "interview.total_written"]


@on_both
def test_where_the_interview_comes_first_the_second_total_follows_the_scores(session, work):
    interviewing, interview = arranged()
    for user in interviewing.interviewers[:2]:
        locked_card(interview, user, 5)
    assert totals(session) == []

    scored(interviewing, 4, 3)
    session.commit()
    work()

    assert totals(session) == [(1, Decimal("4.10"))]


@on_both
def test_what_was_locked_before_second_totals_were_written_gets_one_by_the_migration(session, work):
    interviewing, interview = arranged()
    for user in interviewing.interviewers[:2]:
        locked_card(interview, user, 5)
    scored(interviewing, 4, 3)
    session.execute(delete(Job))  # an earlier version asked for nothing
    session.commit()
    migration = import_module("hiring.db.migrations.versions.0063_totals_of_earlier_interviews_are_written")

    migration.queue_totals(session.connection())
    session.commit()
    work()

    assert totals(session) == [(1, Decimal("4.10"))]
    migration.queue_totals(session.connection())
    assert session.scalars(select(Job).where(Job.state == "queued", Job.key.endswith(":earlier"))).all() == []


def test_one_interviewer_alone_gives_no_second_total(session):
    interviewing, interview = interviewed(5)
    card = card_of(interview, interviewing.interviewers[1])

    actions.declare_conflict(session, card, "Kami pernah satu tim.", by=staff(interviewing.interviewers[1]))

    assert totals(session) == []


@pytest.mark.parametrize("steps_aside", [True, False])
def test_a_third_who_steps_aside_or_is_taken_off_leaves_the_total_of_the_others(session, steps_aside):
    interviewing = planned()
    everybody = frozenset(each.id for each in interviewing.interviewers)
    _, interview = arranged(interviewing, interviewers=everybody)
    scored(interviewing, 4, 3)
    *two, third = interviewing.interviewers
    for user in two:
        locked_card(interview, user, 5)
    card = card_of(interview, third)
    assert totals(session) == []

    if steps_aside:
        actions.declare_conflict(session, card, "Kami pernah satu tim.", by=staff(third))
    else:
        application = queries.application_of_interview_page(session, interviewing.application.public_id)
        actions.take_off(session, application, card.public_id, by=interviewing.hr)

    assert totals(session) == [(1, Decimal("4.10"))]


def test_other_scores_after_tasks_supersede_the_second_total_and_the_earlier_one_stays(session, app, work):
    interviewed(5, 5)
    session.commit()
    session.execute(update(Rating).values(level=5))
    session.commit()

    assert app.test_cli_runner().invoke(command, ["verify"]).exit_code == 1
    assert app.test_cli_runner().invoke(command, ["recompute"]).exit_code == 0
    work()

    assert totals(session) == [(1, Decimal("4.10")), (2, Decimal("5.00"))]
    assert app.test_cli_runner().invoke(command, ["verify"]).exit_code == 0


@on_both
def test_a_level_changed_behind_the_card_is_found_and_the_total_computed_anew(session):
    _interviewing, interview = interviewed(5, 5)
    assert list(discrepancies(session)) == []

    session.execute(update(InterviewNote).where(InterviewNote.level == 5).values(level=3))
    session.commit()

    [found] = discrepancies(session)
    assert found.fault == Mismatch.OTHER_CARDS
    assert actions.recompute_total(session, found.sitting_id, OPERATOR)
    assert list(discrepancies(session)) == []
    assert not actions.write_total(session, interview.application_id)


@on_both
@pytest.mark.parametrize("table", ["interview_score", "interview_figure"])
def test_the_database_refuses_to_change_or_remove_second_totals(session, table):
    interviewed(3, 4)
    session.commit()

    for statement in (f"UPDATE {table} SET falling = 500", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match=f"{table} is append-only"):
            session.execute(text(statement))
        session.rollback()


def test_a_total_that_is_not_written_down_is_found(session, app):
    _interviewing, interview = interviewed(3, 4)
    for table in ("interview_figure", "interview_score"):
        session.execute(text(f"DROP TRIGGER {table}_keeps_delete"))
        session.execute(text(f"DELETE FROM {table}"))
    session.commit()
    session.expunge_all()

    assert [one.fault for one in discrepancies(session)] == [Mismatch.NO_SECOND_TOTAL]
    assert app.test_cli_runner().invoke(command, ["recompute"]).output == "Applications with new scores: 1.\n"
    assert list(discrepancies(session)) == []
    assert session.scalar(select(InterviewFigure.share).where(InterviewFigure.share == 50)) == 50
    assert interview.application_id
