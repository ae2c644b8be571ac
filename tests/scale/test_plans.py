"""How SQLite finds a page of each list: through an index in the order of the list, without sorting it."""

import pytest
from sqlalchemy import event, text

from hiring import clock
from hiring.accounts.queries import users_page
from hiring.accounts.rules import Role
from hiring.db import db
from hiring.db.keyset import Cursor, first_pages
from hiring.decisions.queries import (
    adjusted_page,
    awaiting_page,
    failed_letters,
    interviewed_page,
    not_interviewed,
    openings_that_wait,
    shortlist_page,
    work_of_hr,
)
from hiring.decisions.rules import DecisionFilter, Outcome
from hiring.decisions.shortlist import BAND, NAME, TOTAL, Order
from hiring.mail.models import MessageState
from hiring.openings.listing import Shown, WantedOpenings
from hiring.openings.progress import ProgressOrder, Wanted
from hiring.openings.queries import history_page, openings_page, progress_page, standings
from hiring.openings.queries.work import Deadlines, open_work
from hiring.openings.rules import MemberRole, Stage
from hiring.oversight.listing import WantedMails
from hiring.oversight.queries import outbox_page, staff_mails_page, trail_page
from hiring.privacy.queries import work_of_hr as requests_and_erasures
from hiring.privacy.rules import Retention
from hiring.scoring.queries import (
    Need,
    answers_not_final,
    needy_openings,
    openings_in_queue,
    unallocated_in,
)
from hiring.scoring.rules import ReviewState
from hiring.sittings.queries import answers_to
from tests.factories.accounts import UserFactory
from tests.factories.crowds import crowd
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.scoring import ReviewFactory
from tests.factories.sittings import AnswerRevisionFactory, SittingFactory
from tests.postgres import on_postgresql

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
    (lambda s, at: outbox_page(s, 1, WantedMails(), at), "SCAN message"),
    (lambda s, at: staff_mails_page(s, WantedMails(), at), "ix_message_opening"),
    (lambda s, at: outbox_page(s, 1, WantedMails(MessageState.FAILED), at), "ix_message_state"),
    (lambda s, at: outbox_page(s, 1, WantedMails(template="receipt"), at), "ix_message_template"),
    (lambda s, at: outbox_page(s, 1, WantedMails(search="a@surel.example"), at), "ix_message_address"),
    (lambda s, at: outbox_page(s, 1, WantedMails(opening="a" * 22), at), "ix_message_opening"),
    (lambda s, _at: failed_letters(s, 1, most=50), "ix_message_failed"),
    (lambda s, at: awaiting_page(s, 1, Outcome.RESERVE, at, size=50, total=1), "ix_application_outcome"),
    (lambda s, at: users_page(s, "", at), "ix_user_name"),
    (lambda s, _at: first_pages(s, unallocated_in(1), size=50), "ix_answer_to_rate_lacking"),
    (lambda s, at: unallocated_in(1).page(s, at, size=50), "ix_answer_to_rate_lacking"),
    (lambda s, at: shortlist_page(s, 1, (), BY_NAME, at, size=50, total=1), "ix_application_listed"),
    (lambda s, at: shortlist_page(s, 1, (), BY_TOTAL, at, size=50, total=1), "ix_application_score_falling"),
    (
        lambda s, at: shortlist_page(s, 1, (), IN_BANDS, at, size=50, total=1, run_id=1),
        "ix_candidate_standing_place",
    ),
    (lambda s, at: interviewed_page(s, 1, (), BY_TOTAL, at, size=50), "ix_interview_score_falling"),
    (lambda s, _at: not_interviewed(s, 1, None), "ix_application_listed"),
    (lambda s, at: adjusted_page(s, 1, 1, at, size=50, total=1), "ix_candidate_standing_adjusted_place"),
    (
        lambda s, at: shortlist_page(s, 1, (), BY_NAME, at, size=50, total=1, shown=DecisionFilter.WAITING),
        "ix_application_stage",
    ),
    (
        lambda s, at: shortlist_page(s, 1, (), BY_NAME, at, size=50, total=1, shown=DecisionFilter.OFFER),
        "ix_application_outcome",
    ),
    (
        lambda s, at: shortlist_page(s, 1, (), BY_TOTAL, at, size=50, total=1, shown=DecisionFilter.OFFER),
        "ix_application_score_falling",
    ),
]


IN_BANDS = Order(BAND, descending=False)
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
    few, found = application.opening_id, {}

    steps = _steps(session, lambda: found.update(standings(session, [few])))

    assert found[few].invited == 1000
    assert steps < 1000 * MOST_STEPS


def test_the_answers_to_a_task_are_found_in_as_many_steps_however_often_they_were_saved(session):
    """Who writes for an hour and a half leaves a thousand revisions, and the page looked at them all."""
    sitting = SittingFactory()
    item = sitting.assessment_version.sections[0].tasks[0].item_id

    def save(*revisions):
        for revision in revisions:
            AnswerRevisionFactory(sitting=sitting, item_id=item, revision=revision)
        session.flush()

    def look():
        [answer] = answers_to(session, sitting.id, item, ["a", "b"]).values()
        found.append(answer.revision)

    found: list[int] = []
    save(1)
    look()  # the plan is made
    few = _steps(session, look)
    save(*range(2, 200))
    many = _steps(session, look)

    assert found == [1, 1, 199]
    assert many == few


def test_answers_that_were_opened_again_are_found_in_as_many_steps_however_many_a_reviewer_has_marked(
    session,
):
    reviewer = UserFactory(roles=[Role.REVIEWER])
    sitting = SittingFactory()
    item = sitting.assessment_version.sections[0].tasks[0].item_id
    steps = []
    for marked in (1, 200):
        for _ in range(marked):
            ReviewFactory(
                opening_id=sitting.application.opening_id,
                sitting=SittingFactory(assessment_version=sitting.assessment_version),
                item_id=item,
                reviewer_id=reviewer.id,
                state=ReviewState.LOCKED,
                locked_at=clock.now(),
            )
        session.flush()
        answers_not_final(session, reviewer.id)  # the plan is made
        steps.append(_steps(session, lambda: answers_not_final(session, reviewer.id)))

    assert steps[0] == steps[1]


#: What first pages ask of everybody's openings, of somebody who works in all of them.
OF_OPEN_WORK = [
    lambda s, who: work_of_hr(s, who, most=5),
    lambda s, who: openings_that_wait(s, who, MemberRole.HIRING_MANAGER, most=5),
    *(lambda s, who, need=need: needy_openings(s, who, need, most=5) for need in Need),
    lambda s, who: openings_in_queue(s, who, Cursor(), size=5),
]


@pytest.mark.parametrize("ask", OF_OPEN_WORK)
def test_what_waits_is_found_without_a_look_at_openings_in_which_nothing_does(session, ask):
    everything = [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER]
    who = UserFactory(roles=everything)
    opening = OpeningFactory(hr=[who], reviewers=[who], hiring_managers=[who])
    steps = []
    for others in (1, 300):
        crowd(session, opening, others)
        session.commit()
        ask(session, who.id)  # the plan is made
        steps.append(_steps(session, lambda: ask(session, who.id)))

    assert steps[0] == steps[1]


def test_what_is_erased_soon_is_found_without_a_look_at_those_whose_time_has_not_come(session):
    who = UserFactory(roles=[Role.HR])
    somebody = ApplicationFactory(opening=OpeningFactory(hr=[who]))
    steps = []
    for others in (1, 300):
        crowd(session, somebody.opening, others)
        crowd(session, somebody.candidate, others)
        session.commit()

        def ask():
            return requests_and_erasures(session, who.id, Retention(30), clock.now(), most=5)

        ask()  # the plan is made
        steps.append(_steps(session, ask))

    assert steps[0] == steps[1]


@on_postgresql
def test_what_is_unsettled_is_not_looked_for_in_the_applications_of_everybody(session):
    """For each closed opening PostgreSQL read the table of applications from its beginning."""
    who = UserFactory(roles=[Role.HR])
    closed = OpeningFactory(hr=[who], state="closed", closed_at=clock.now())
    elsewhere = ApplicationFactory(opening=OpeningFactory(), stage=Stage.SCORED)
    crowd(session, closed, 100)
    crowd(session, elsewhere.candidate, 3000)
    session.commit()
    session.execute(text("ANALYZE"))
    asked = []

    def note(connection, cursor, statement, parameters, context, executemany):
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    now = clock.now()
    open_work(session, who.id, when=Deadlines(now, now, now), limit=5)
    event.remove(db.engine, "before_cursor_execute", note)
    statement, parameters = asked[0]
    explained = session.connection().exec_driver_sql(
        f"EXPLAIN (ANALYZE, FORMAT JSON, BUFFERS) {statement}", parameters
    )
    [plan] = explained.scalar_one()

    assert plan["Plan"]["Shared Hit Blocks"] < 2000


def _steps(session, ask):
    """Return how many of its own small steps SQLite takes."""
    found = []
    connection = session.connection().connection.driver_connection
    connection.set_progress_handler(lambda: found.append(1), 1)
    ask()
    connection.set_progress_handler(None, 0)
    return len(found)
