"""The short way of a save: it keeps exactly what the long way keeps, and leaves to it what is not plain."""

import random
import uuid
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import event, select, text, update

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.db import db, single_statements, writing
from hiring.openings.models import Application
from hiring.sittings import actions
from hiring.sittings.models import AnswerRevision, Sitting
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, letter, scenario
from tests.factories.openings import OpeningFactory
from tests.postgres import on_both, on_postgresql
from tests.running import wait_until
from tests.sittings.statements import statements_seen


@contextmanager
def between_the_statements(deed):
    """Do `deed`, once, after the short way has looked and before it keeps."""
    done = []

    def do(connection, cursor, statement, *_):
        if statement.startswith("INSERT INTO answer_revision") and not done:
            done.append(True)
            with writing(db.engine) as another:
                deed(another)

    event.listen(db.engine, "before_cursor_execute", do)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", do)


def kept(session):
    rows = session.query(AnswerRevision).order_by(AnswerRevision.id)
    return [(row.revision, row.value.get("text"), row.late, row.superseded) for row in rows]


@on_both
def test_a_plain_save_costs_one_select_and_one_insert(at_work, session):
    work = at_work()
    work.save("satu")  # reads the task, which is known from then on

    with statements_seen(work) as seen:
        reply = work.save("dua", based_on=1)

    assert (reply.status_code, seen) == (200, ["SELECT", "INSERT"])
    assert kept(session) == [(1, "satu", False, False), (2, "dua", False, False)]


def test_every_few_minutes_a_save_writes_down_that_the_browser_is_alive(at_work, session):
    work = at_work()
    work.save("satu")
    long_ago = clock.now() - timedelta(minutes=6)
    session.execute(update(UserSession).values(seen_at=long_ago))

    with statements_seen(work) as first:
        work.save("dua", based_on=1)
    with statements_seen(work) as second:
        work.save("tiga", based_on=2)

    assert first == ["SELECT", "INSERT", "UPDATE"]
    assert second == ["SELECT", "INSERT"]
    assert session.scalar(select(UserSession.seen_at)) > long_ago


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_answer_speaks_the_language_of_the_application(at_work, locale):
    work = at_work(application__locale=locale)
    work.save("satu")

    assert work.save("dua", based_on=1).json["saved"].startswith({"id": "Tersimpan ", "en": "Saved "}[locale])


@on_both
def test_handed_in_between_the_statements_is_late(at_work, session):
    work = at_work()
    work.save("satu")

    def hand_in(another):
        another.execute(
            update(Sitting).values(state="handed_in", handed_in_at=clock.now(), receipt_code="T-2345")
        )

    with between_the_statements(hand_in):
        reply = work.save("dua", based_on=1)

    assert (reply.status_code, reply.json["reason"]) == (409, "late")
    assert kept(session) == [(1, "satu", False, False), (2, "dua", True, False)]


@on_both
def test_an_application_that_ends_between_the_statements_stores_nothing_more(at_work, session):
    work = at_work()
    work.save("satu")

    with between_the_statements(
        lambda another: another.execute(update(Application).values(stage="withdrawn"))
    ):
        reply = work.save("dua", based_on=1)

    assert (reply.json["reason"], kept(session)) == ("ended", [(1, "satu", False, False)])


@on_both
def test_a_quicker_save_between_the_statements_is_a_conflict(at_work, session):
    work = at_work()
    work.save("satu")
    first = session.query(AnswerRevision).one()
    quicker = {
        "sitting_id": first.sitting_id,
        "item_id": first.item_id,
        "part": "a",
        "operation_id": "quicker",
        "revision": 2,
        "value": {"text": "dua dari tab lain"},
        "sha256": "0" * 64,
    }

    with between_the_statements(lambda another: another.execute(AnswerRevision.__table__.insert(), quicker)):
        reply = work.save("dua", based_on=1)

    assert (reply.status_code, reply.json["theirs"]["text"]) == (409, "dua dari tab lain")
    assert kept(session)[1:] == [(2, "dua dari tab lain", False, False), (3, "dua", False, True)]


@on_postgresql
def test_a_save_waits_for_a_hand_in_under_way_and_leaves_it_to_the_long_way(app, at_work, session):
    work = at_work()
    work.save("satu")
    user_session, sitting = session.scalar(select(UserSession.token_hash)), work.sitting.public_id
    answer = actions.SentAnswer(work.letter.public_id, "a", "op", 1, {"text": "dua"})
    session.commit()
    outcomes = []

    def save():
        with app.app_context(), single_statements(db.engine) as connection:
            outcomes.append(
                actions.save_the_short_way(
                    connection,
                    user_session,
                    sitting,
                    answer,
                    arrived=clock.now(),
                    grace=timedelta(seconds=60),
                )
            )

    saving = Thread(target=save)
    with db.engine.connect() as handing_in, handing_in.begin():
        handing_in.execute(select(Sitting.id).with_for_update())
        handing_in.execute(
            update(Sitting).values(state="handed_in", handed_in_at=clock.now(), receipt_code="T-2345")
        )
        saving.start()
        with db.engine.connect() as looking:
            wait_until(lambda: _somebody_waits(looking), "the save that waits for the row")
    saving.join()

    assert (outcomes, kept(session)) == ([None], [(1, "satu", False, False)])


def _somebody_waits(connection):
    found = connection.execute(
        text(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE wait_event_type = 'Lock' AND datname = current_database()"
        )
    ).scalar()
    connection.rollback()
    return found


PARTS = ("a", "b", "choice")


class Script:
    """A seeded afternoon of one candidate with two tabs and a bad line."""

    def __init__(self, seed, work):
        self.chance, self.work = random.Random(seed), work
        self.known = {(tab, part): 0 for tab in (1, 2) for part in PARTS}
        self.sent = []
        self.heard = []

    def step(self):
        deed = self.chance.choice(
            [self.write] * 6 + [self.repeat, self.twist, self.write_unheard, self.nonsense]
        )
        deed()

    def write(self, **values):
        tab, part = self.chance.choice((1, 2)), self.chance.choice(PARTS)
        body = {
            "operation_id": str(uuid.UUID(int=self.chance.getrandbits(128), version=4)),
            "based_on": self.known[tab, part],
            "value": self.value(part),
            **values,
        }
        self.sent.append((part, body))
        reply = self.put(part, body)
        if reply.status_code == 200:
            self.known[tab, part] = reply.json["revision"]
        elif reply.status_code == 409 and self.chance.random() < 0.5:
            self.known[tab, part] = reply.json.get("theirs", {}).get("revision", 0)

    def repeat(self):
        """Send again what was not heard."""
        if self.sent:
            self.put(*self.chance.choice(self.sent))

    def twist(self):
        """Send another text under an operation that came before."""
        if self.sent:
            part, body = self.chance.choice(self.sent)
            self.put(part, {**body, "value": self.value(part)})

    def write_unheard(self):
        """Write on from a save whose answer was lost."""
        self.write(after=[body["operation_id"] for _, body in self.sent[-3:]])

    def nonsense(self):
        part, value = self.chance.choice(
            [
                ("z", {"text": "x"}),
                ("a", {"choice": "A"}),
                ("choice", {"most": "A", "least": "A"}),
                ("b", {"text": 1}),
            ]
        )
        self.put(part, {"operation_id": str(uuid.UUID(int=1, version=4)), "based_on": 0, "value": value})

    def value(self, part):
        if part == "choice":
            return {"most": self.chance.choice("ABC")}
        return {
            "text": " ".join(self.chance.choices(["ibu", "Lastri", "jalan", "\r\n", "\x00", "truk"], k=3))
        }

    def put(self, part, body):
        place = self.work.scenario if part == "choice" else self.work.letter
        reply = self.work.put(body, part, place)
        self.heard.append((reply.status_code, reply.json))
        return reply


def hand_in(session, work):
    sitting = work.sitting
    sitting.state, sitting.handed_in_at, sitting.receipt_code = "handed_in", clock.now(), f"T-{sitting.id}"


def withdraw(session, work):
    work.sitting.application.stage = "withdrawn"


NOON = datetime(2026, 11, 28, 5, tzinfo=UTC)
#: Minutes into a section of thirty, how many steps are taken then, and what happens first.
AFTERNOON = (
    (1, 50, None),
    (29.9, 10, None),
    (30.9, 10, None),
    (31.1, 10, None),
    (2, 10, hand_in),
    (2, 10, withdraw),
)


def an_afternoon(app, session, work, seed, *, long_way_only):
    """Return what was heard and what is kept after one scripted afternoon."""
    script, either_way = Script(seed, work), app.view_functions["answers.save"]
    if long_way_only:
        app.view_functions["answers.save"] = either_way.__wrapped__
    try:
        for minutes, steps, event_ in AFTERNOON:
            with clock.held_at(NOON + timedelta(minutes=minutes)):
                if event_ is not None:
                    event_(session, work)
                for _ in range(steps):
                    script.step()
    finally:
        app.view_functions["answers.save"] = either_way
    return script.heard, kept_of(session, work.sitting.id)


def kept_of(session, sitting_id):
    columns = (
        "part",
        "operation_id",
        "revision",
        "value",
        "sha256",
        "words",
        "saved_at",
        "late",
        "superseded",
    )
    rows = session.query(AnswerRevision).filter_by(sitting_id=sitting_id).order_by(AnswerRevision.id)
    return [tuple(getattr(row, column) for column in columns) for row in rows]


@pytest.mark.thorough
@on_both
@pytest.mark.parametrize("seed", range(3))
def test_both_ways_answer_alike_and_keep_the_same(app, session, at_work, seed):
    with clock.held_at(NOON):
        bank = BankFactory()
        version = AssessmentVersionFactory(sections=[[letter(bank=bank), scenario(bank=bank)]])
        opening = OpeningFactory(assessment_version=version)
        short, long = (at_work(application__opening=opening) for _ in range(2))

    heard_short, kept_short = an_afternoon(app, session, short, seed, long_way_only=False)
    heard_long, kept_long = an_afternoon(app, session, long, seed, long_way_only=True)

    assert heard_short == heard_long
    assert kept_short == kept_long
    statuses = Counter(status for status, _ in heard_short)
    assert min(statuses[200], statuses[409], statuses[422]) > 3, "the script must meet every case"
    assert (
        {late for *_, late, _ in kept_short} == {superseded for *_, superseded in kept_short} == {True, False}
    )
