"""An event becomes a sentence: names for numbers, words for codes, moments in the reader's zone."""

import re

import pytest
from flask_babel import force_locale
from sqlalchemy import select

from hiring import clock
from hiring.accounts.events import RolesChanged, UserAdded
from hiring.accounts.rules import OPERATOR, SYSTEM, Role
from hiring.audit.actions import record
from hiring.audit.events import EVENTS, event, kinds, name_of, present_name
from hiring.audit.former_names import FORMER_NAMES
from hiring.audit.models import AuditDetail, AuditEntry
from hiring.audit.rendering import render_entries
from hiring.audit.rules import commitment_to
from hiring.i18n.translations import translations_for
from hiring.paths import PACKAGE
from tests.factories.accounts import UserFactory, actor_of


@pytest.fixture
def closing(contribute):
    """An event with every kind of field, forgotten afterwards."""

    @event(
        "test.closing_moved",
        "%(actor)s moved %(title)s to %(closes_at)s (%(stages)s).",
        stages={"a": "Reviewer", "b": "HR"},
    )
    class ClosingMoved:
        title: str
        closes_at: str
        stages: list[str]

    contribute(EVENTS(ClosingMoved))
    return ClosingMoved


def written(session):
    return list(session.scalars(select(AuditEntry).order_by(AuditEntry.id)))


def sentences(session, entries, locale):
    with force_locale(locale):
        return [told.sentence for told in render_entries(session, entries, zone="Asia/Makassar")]


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
    added = UserAdded(1, "Budi", [Role.HR])
    for by in (SYSTEM, OPERATOR):
        record(session, added, by=by)
    entries = written(session)
    entries.append(AuditEntry(id=9, event="user.added", details={"name": "Budi"}, actor="staff:404"))
    entries.append(AuditEntry(id=10, event="FromTheFuture", details={}, actor="system"))

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


def test_every_sentence_finds_its_values_in_its_event(app):
    """A placeholder without a field would break the page that tells the event."""
    missing = {
        kind.name: unknown
        for kind in kinds().values()
        if (unknown := set(re.findall(r"%\((\w+)\)", kind.sentence)) - {"actor"} - kind.fields)
    }
    assert missing == {}


def test_every_event_is_told_in_both_languages(app):
    """Without a sentence of its own an entry would be told as something that this version does not know."""
    places, indonesian = re.compile(r"%\((\w+)\)"), translations_for("id")
    untold = [
        kind.name
        for kind in kinds().values()
        if not kind.sentence.strip()
        or (told := indonesian.gettext(kind.sentence)) == kind.sentence
        or set(places.findall(told)) != set(places.findall(kind.sentence))
    ]

    assert untold == []


def test_every_former_name_is_still_known(app):
    """Entries are sealed and keep the name under which they were written."""
    assert {present_name(former) for former in FORMER_NAMES} - kinds().keys() == set()


def test_an_entry_of_an_earlier_version_is_told(app, session):
    entry = AuditEntry(id=1, event="UserAdded", details={"name": "Budi", "roles": ["hr"]}, actor="system")
    entry.at = clock.now()

    assert sentences(session, [entry], "en") == ["The system added the staff account of Budi."]


def test_all_events_that_are_defined_are_contributed_and_no_two_have_one_name(app):
    defined = re.compile(r"^@event\(", re.MULTILINE)
    written = [len(defined.findall(path.read_text("utf-8"))) for path in PACKAGE.glob("*/events.py")]
    names = [name_of(each) for each in EVENTS.of(app)]

    assert len(names) == len(set(names)) == sum(written)


def test_names_stand_beside_the_entry_that_commits_to_them_and_are_told_with_it(app, session):
    record(session, UserAdded(1, "Budi Santoso", [Role.HR]), by=SYSTEM)
    [entry] = written(session)
    [beside] = session.scalars(select(AuditDetail)).all()

    assert entry.details == {"user_id": 1, "roles": ["hr"]}
    assert entry.commitments == {"personal": commitment_to(beside.salt, {"name": "Budi Santoso"})}
    assert (beside.entry_id, beside.about, beside.content) == (1, "staff:1", {"name": "Budi Santoso"})
    assert len(bytes.fromhex(beside.salt)) == 16
    assert sentences(session, [entry], "en") == ["The system added the staff account of Budi Santoso."]


def test_what_was_erased_is_told_to_be_removed_in_both_languages(app, session):
    entry = AuditEntry(
        id=1,
        event="user.added",
        details={"user_id": 1, "roles": ["hr"]},
        actor="system",
        commitments={"personal": "0" * 64},
    )

    assert sentences(session, [entry], "en") == [
        "The system added the staff account of (removed on request)."
    ]
    assert sentences(session, [entry], "id") == ["Sistem menambahkan akun staf (dihapus atas permintaan)."]
