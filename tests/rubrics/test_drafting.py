"""Write a draft: weights, order, texts; two people at once."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.events import kinds
from hiring.audit.models import AuditEntry
from hiring.errors import Frozen, StalePage
from hiring.i18n.localised import EMPTY, Localised
from hiring.rubrics import actions, drafting, queries
from hiring.rubrics.rules import SentOutline, SentTexts, content_hash
from hiring.versions import actions as versions
from tests.at_once import at_once
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.rubrics import RubricVersionFactory, both
from tests.postgres import on_both


@pytest.fixture
def hr(session):
    return actor_of(UserFactory(roles=[Role.HR], name="Ratna"))


@pytest.fixture
def draft(session):
    return RubricVersionFactory(draft=True, competencies=[("COMW", 50), ("NETW", 30), ("EVNT", 20)])


def codes(version) -> list[str]:
    return [each.code for each in version.competencies]


def outline(version, *weights: int, title: Localised | None = None, seen: str | None = None) -> SentOutline:
    keys = [each.public_id for each in version.competencies]
    return SentOutline(
        title or version.title,
        dict(zip(keys, weights, strict=False)),
        drafting.outline_mark(version) if seen is None else seen,
    )


def texts(competency, *, seen: str | None = None, **changes) -> SentTexts:
    values = {
        "code": competency.code,
        "name": competency.name,
        "definition": competency.definition,
        "anchors": {level: competency.anchor(level) for level in range(1, 6)},
        "seen": drafting.texts_mark(competency) if seen is None else seen,
    }
    return SentTexts(**{**values, **changes})


def last_sentence(session) -> str:
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    return kinds()[entry.event].sentence % {"actor": entry.actor, **entry.details}


def test_weights_are_kept_even_when_they_do_not_add_up(session, draft, hr):
    assert drafting.save_outline(session, draft, outline(draft, 10, 0, 20), by=hr)

    assert [each.weight for each in draft.competencies] == [10, 0, 20]
    assert draft.edited_by_id == hr.id
    assert last_sentence(session) == (
        f"{hr.label} changed title or weights in the draft of the rubric “Community officer (id)”."
    )


def test_saving_what_is_there_already_is_no_deed(session, draft, hr):
    assert drafting.save_outline(session, draft, outline(draft, 50, 30, 20), by=hr)

    assert session.scalars(select(AuditEntry)).all() == []


def test_an_old_page_with_other_weights_is_refused(session, draft, hr):
    seen = drafting.outline_mark(draft)
    drafting.save_outline(session, draft, outline(draft, 60, 20, 20), by=hr)

    with pytest.raises(StalePage):
        drafting.save_outline(session, draft, outline(draft, 40, 40, 20, seen=seen), by=hr)

    assert [each.weight for each in draft.competencies] == [60, 20, 20]


def test_an_old_page_that_changes_nothing_is_harmless(session, draft, hr):
    seen = drafting.outline_mark(draft)
    drafting.save_outline(session, draft, outline(draft, 60, 20, 20), by=hr)

    assert drafting.save_outline(session, draft, outline(draft, 60, 20, 20, seen=seen), by=hr) is False


def test_an_added_competency_is_empty_and_stands_last(session, draft, hr):
    added = drafting.add_competency(session, draft, by=hr)

    assert (added.position, added.name, added.weight, drafting.is_empty(added)) == (4, EMPTY, 0, True)
    assert draft.competencies[-1] is added


@pytest.mark.parametrize(
    ("place", "steps", "order"),
    [
        (2, -1, ["COMW", "EVNT", "NETW"]),
        (0, 1, ["NETW", "COMW", "EVNT"]),
        (0, 2, ["NETW", "EVNT", "COMW"]),
        (0, -1, ["COMW", "NETW", "EVNT"]),
        (2, 1, ["COMW", "NETW", "EVNT"]),
    ],
)
def test_moving_keeps_the_order_of_all_others(session, draft, hr, place, steps, order):
    drafting.move_competency(session, draft.competencies[place], steps, by=hr)

    assert codes(draft) == order
    assert [each.position for each in draft.competencies] == [1, 2, 3]
    session.expire_all()
    session.refresh(draft, ["competencies"])
    assert codes(draft) == order


def test_a_move_is_told_with_the_new_place(session, draft, hr):
    drafting.move_competency(session, draft.competencies[2], -1, by=hr)

    assert last_sentence(session) == (
        f"{hr.label} moved “Competency EVNT (id)” to place 2 "
        "in the draft of the rubric “Community officer (id)”."
    )


def test_removing_closes_the_gap(session, draft, hr):
    second = draft.competencies[1]

    drafting.remove_competency(session, second, seen=drafting.texts_mark(second), by=hr)

    assert [(each.code, each.position) for each in draft.competencies] == [("COMW", 1), ("EVNT", 2)]


def test_removing_texts_that_somebody_just_changed_is_refused(session, draft, hr):
    second = draft.competencies[1]
    seen = drafting.texts_mark(second)
    drafting.save_texts(session, second, texts(second, name=both("New")), by=hr)

    with pytest.raises(StalePage):
        drafting.remove_competency(session, second, seen=seen, by=hr)

    assert codes(draft) == ["COMW", "NETW", "EVNT"]


def test_incomplete_texts_are_kept(session, draft, hr):
    first = draft.competencies[0]
    half = dict.fromkeys(range(1, 6), EMPTY) | {3: Localised(id="Tepat waktu", en="")}

    drafting.save_texts(session, first, texts(first, code="", anchors=half), by=hr)

    session.refresh(first)
    assert (first.code, first.anchor(3), first.anchor(4)) == ("", Localised(id="Tepat waktu", en=""), EMPTY)


def test_two_competencies_may_share_a_code_while_it_is_a_draft(session, draft, hr):
    first = draft.competencies[0]

    drafting.save_texts(session, first, texts(first, code="NETW"), by=hr)

    assert codes(draft) == ["NETW", "NETW", "EVNT"]


def test_texts_written_on_an_old_page_are_refused(session, draft, hr):
    first = draft.competencies[0]
    seen = drafting.texts_mark(first)
    drafting.save_texts(session, first, texts(first, name=both("Theirs")), by=hr)

    with pytest.raises(StalePage):
        drafting.save_texts(session, first, texts(first, name=both("Mine"), seen=seen), by=hr)

    assert first.name == both("Theirs")


def test_the_same_texts_sent_twice_are_kept_once(session, draft, hr):
    first = draft.competencies[0]
    sent = texts(first, name=both("New"))

    drafting.save_texts(session, first, sent, by=hr)
    drafting.save_texts(session, first, sent, by=hr)

    assert len(session.scalars(select(AuditEntry)).all()) == 1
    assert last_sentence(session) == (
        f"{hr.label} changed the texts of “New (id)” in the draft of the rubric “Community officer (id)”."
    )


def test_weights_changed_by_somebody_else_do_not_disturb_the_texts(session, draft, hr):
    first = draft.competencies[0]
    sent = texts(first, name=both("New"))
    drafting.save_outline(session, draft, outline(draft, 40, 40, 20), by=hr)

    drafting.save_texts(session, first, sent, by=hr)

    assert (first.name, first.weight) == (both("New"), 40)


@pytest.mark.parametrize("state", ["published", "retired"])
def test_nothing_of_a_frozen_version_can_change(session, hr, state):
    version = RubricVersionFactory(state=state)
    first = version.competencies[0]
    before = version.content()

    for deed in (
        lambda: drafting.save_outline(session, version, outline(version, 1, 99), by=hr),
        lambda: drafting.add_competency(session, version, by=hr),
        lambda: drafting.move_competency(session, first, 1, by=hr),
        lambda: drafting.remove_competency(session, first, seen=drafting.texts_mark(first), by=hr),
        lambda: drafting.save_texts(session, first, texts(first, name=both("New")), by=hr),
    ):
        with pytest.raises(Frozen):
            deed()

    assert version.content() == before


@on_both
def test_of_two_people_saving_at_the_same_moment_one_is_told(app, session, hr, draft):
    key, first = draft.public_id, draft.competencies[0]
    sent = [texts(first, name=both(name)) for name in ("One", "Two")]
    session.commit()

    def save(number):
        def deed(own_session) -> None:
            version = queries.version_by_public_id(own_session, key)
            drafting.save_texts(own_session, version.competencies[0], sent[number], by=hr)

        return deed

    assert at_once(app, save(0), save(1)) == ["StalePage", "done"]


@on_both
def test_what_is_being_published_cannot_change_under_it(app, session, hr):
    draft = RubricVersionFactory(draft=True)
    key, sent = draft.public_id, texts(draft.competencies[0], name=both("Late"))
    seen = content_hash(draft.content())
    session.commit()

    def save(own_session) -> None:
        version = queries.version_by_public_id(own_session, key)
        drafting.save_texts(own_session, version.competencies[0], sent, by=hr)

    def publish(own_session) -> None:
        version = queries.version_by_public_id(own_session, key)
        versions.publish_version(own_session, actions.RUBRIC, version, by=hr, seen=seen)

    outcomes = at_once(app, save, publish)

    session.expire_all()
    session.expunge_all()
    version = queries.version_by_public_id(session, key)
    assert outcomes in (["Frozen", "done"], ["StalePage", "done"])
    assert (version.state == "published") == (version.content_hash == content_hash(version.content()))


@on_both
def test_two_people_starting_a_new_version_start_one(app, session, hr):
    source = RubricVersionFactory()
    key = source.public_id
    session.commit()

    def start(own_session) -> None:
        version = queries.version_by_public_id(own_session, key)
        versions.start_version(own_session, actions.RUBRIC, version, by=hr)

    assert at_once(app, start, start) == ["DraftExists", "done"]
