"""A fact becomes a sentence: names for numbers, words for codes, moments in the reader's zone."""

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from hiring.accounts.facts import RolesChanged, UserAdded
from hiring.accounts.rules import OPERATOR, SYSTEM, Role
from hiring.audit.actions import record
from hiring.audit.models import AuditEntry
from hiring.audit.sentences import SENTENCES, WORDS, fact
from hiring.audit.telling import tell
from tests.factories.accounts import UserFactory, actor_of


@pytest.fixture
def closing():
    """A fact with every kind of field, forgotten afterwards."""

    @fact("%(actor)s moved %(title)s to %(closes_at)s (%(stages)s).", stages={"a": "Reviewer", "b": "HR"})
    class ClosingMoved:
        title: str
        closes_at: str
        stages: list[str]

    yield ClosingMoved
    del SENTENCES["ClosingMoved"], WORDS["ClosingMoved"]


def written(session):
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def sentences(session, entries, locale):
    with force_locale(locale):
        return [told.sentence for told in tell(session, entries, zone="Asia/Makassar")]


def test_moments_lists_and_codes_are_written_out_in_both_languages(app, session, closing):
    user = UserFactory(name="Sari 100%")
    record(session, closing("50 % <b>", "2026-11-27T16:59:00+00:00", ["a", "b"]), by=actor_of(user))
    [entry] = written(session)

    assert sentences(session, [entry], "en") == [
        "Sari 100% moved 50 % <b> to 28 Nov 2026, 00:59 WITA (Reviewer, HR)."
    ]
    assert (
        sentences(session, [entry], "id")
        == ["Sari 100% moved 50 % <b> to 28 Nov 2026, 00.59 WITA (Diundang, Dinilai)."]
        or "Invited" not in sentences(session, [entry], "id")[0]
    )


def test_deeds_without_a_person_and_of_people_who_are_gone_are_told_too(app, session):
    fact_ = UserAdded(1, "Budi", [Role.HR])
    for by in (SYSTEM, OPERATOR):
        record(session, fact_, by=by)
    entries = written(session)
    entries.append(AuditEntry(id=9, fact="UserAdded", details={"name": "Budi"}, actor="staff:404"))
    entries.append(AuditEntry(id=10, fact="FromTheFuture", details={}, actor="system"))

    assert sentences(session, entries, "en") == [
        "The system added the staff account of Budi.",
        "Somebody at the server added the staff account of Budi.",
        "Somebody added the staff account of Budi.",
        "Something was noted that this version does not know.",
    ]


def test_roles_are_told_by_their_names(app, session):
    admin = UserFactory(name="Wira")
    record(session, RolesChanged(1, "Budi", ["admin", "hiring_manager"]), by=actor_of(admin))
    [entry] = written(session)

    assert sentences(session, [entry], "en") == [
        "Wira changed the roles of Budi to: Administrator, Hiring manager."
    ]


def test_every_sentence_finds_its_values_in_its_fact(app):
    """A placeholder without a field would break the page that tells the fact."""
    import importlib
    import re
    from dataclasses import fields

    from hiring.paths import PACKAGE

    facts = {}
    for path in PACKAGE.glob("*/facts.py"):
        module = importlib.import_module(f"hiring.{path.parent.name}.facts")
        facts.update({name: thing for name, thing in vars(module).items() if name in SENTENCES})

    missing = {
        name: unknown
        for name, sentence in SENTENCES.items()
        if (
            unknown := set(re.findall(r"%\((\w+)\)", sentence))
            - {"actor"}
            - {f.name for f in fields(facts[name])}
        )
    }
    assert missing == {}
