"""Write a draft: sections, tasks, their order and their section; two people at once."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.assessments import drafting, queries
from hiring.assessments.drafting import SentDraft, SentSection
from hiring.audit.events import kinds
from hiring.audit.models import AuditEntry
from hiring.banks.models import BankItem
from hiring.errors import Frozen, StalePage
from hiring.i18n.localised import EMPTY
from tests.at_once import at_once
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, BankItemFactory, letter, scenario
from tests.factories.rubrics import RubricVersionFactory, both
from tests.postgres import on_both


@pytest.fixture
def hr(session):
    return actor_of(UserFactory(roles=[Role.HR], name="Ratna"))


@pytest.fixture
def bank(session):
    return BankFactory()


def item(bank, code: str, **content):
    document = letter(bank=bank, code=f"old-{code}").content
    return BankItemFactory(bank=bank, content={**document, "code": code, **content}, title=both(code))


@pytest.fixture
def draft(session, bank):
    first = [item(bank, "T01"), item(bank, "T02"), item(bank, "T03")]
    return AssessmentVersionFactory(state="draft", content_hash=None, sections=[first, [item(bank, "T04")]])


def order(version) -> list[list[str]]:
    """Return the codes of the tasks, section by section."""
    return [[task.item.code for task in section.tasks] for section in version.sections]


def positions(version) -> list[list[int]]:
    return [[task.position for task in section.tasks] for section in version.sections]


def sent(version, *, seen: str | None = None, **changes) -> SentDraft:
    sections = {each.public_id: SentSection(each.title, each.minutes) for each in version.sections}
    values = {
        "title": version.title,
        "rubric_version": version.rubric_version,
        "sections": sections | changes.pop("sections", {}),
        "places": changes.pop("places", {}),
        "seen": drafting.draft_mark(version) if seen is None else seen,
    }
    return SentDraft(**{**values, **changes})


def last_sentence(session) -> str:
    entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    return kinds()[entry.event].sentence % {"actor": entry.actor, **entry.details}


def test_title_rubric_and_sections_are_kept(session, draft, hr):
    other, key = RubricVersionFactory(), draft.sections[1].public_id

    assert drafting.save_draft(
        session,
        draft,
        sent(draft, title=both("New"), rubric_version=other, sections={key: SentSection(both("Two"), 45)}),
        by=hr,
    )

    assert (draft.title, draft.rubric_version_id, draft.edited_by_id) == (both("New"), other.id, hr.id)
    assert [(each.title.en, each.minutes) for each in draft.sections] == [("Section 1", 30), ("Two (en)", 45)]
    assert last_sentence(session) == (
        f"{hr.label} changed title, rubric or sections in the draft of the assessment “New (id)”."
    )


def test_a_task_given_another_section_stands_at_its_end(session, draft, hr):
    second = draft.sections[0].tasks[1].public_id

    drafting.save_draft(session, draft, sent(draft, places={second: draft.sections[1].public_id}), by=hr)

    assert (order(draft), positions(draft)) == ([["T01", "T03"], ["T04", "T02"]], [[1, 2], [1, 2]])
    session.expire_all()
    session.refresh(draft, ["sections"])
    for section in draft.sections:
        session.refresh(section, ["tasks"])
    assert [[task.position for task in section.tasks] for section in draft.sections] == [[1, 2], [1, 2]]


def test_a_place_that_does_not_exist_leaves_the_task_where_it_is(session, draft, hr):
    first = draft.sections[0].tasks[0].public_id

    drafting.save_draft(session, draft, sent(draft, places={first: "nowhere"}), by=hr)

    assert order(draft) == [["T01", "T02", "T03"], ["T04"]]


def test_saving_what_is_there_already_is_no_deed(session, draft, hr):
    assert drafting.save_draft(session, draft, sent(draft), by=hr)

    assert session.scalars(select(AuditEntry)).all() == []


def test_an_old_page_is_refused_unless_it_changes_nothing(session, draft, hr):
    seen, key = drafting.draft_mark(draft), draft.sections[0].public_id
    drafting.save_draft(session, draft, sent(draft, title=both("Theirs")), by=hr)

    mine = sent(draft, seen=seen, sections={key: SentSection(both("Mine"), 10)})
    with pytest.raises(StalePage):
        drafting.save_draft(session, draft, mine, by=hr)
    assert drafting.save_draft(session, draft, sent(draft, seen=seen), by=hr) is False

    assert (draft.title, draft.sections[0].minutes) == (both("Theirs"), 30)


def test_an_added_section_is_empty_and_stands_last(session, draft, hr):
    added = drafting.add_section(session, draft, by=hr)

    assert (added.position, added.title, added.minutes, added.tasks) == (3, EMPTY, 30, [])
    assert last_sentence(session) == (
        f"{hr.label} added section 3 to the draft of the assessment “Asesmen petugas komunitas”."
    )


def test_a_section_moves_with_its_tasks(session, draft, hr):
    drafting.move_section(session, draft.sections[1], -1, by=hr)

    assert order(draft) == [["T04"], ["T01", "T02", "T03"]]
    assert [each.position for each in draft.sections] == [1, 2]
    assert "moved section 2 to place 1" in last_sentence(session)


@pytest.mark.parametrize(("place", "steps"), [(0, -1), (1, 1)])
def test_a_section_at_the_end_stays_there(session, draft, hr, place, steps):
    drafting.move_section(session, draft.sections[place], steps, by=hr)

    assert order(draft) == [["T01", "T02", "T03"], ["T04"]]
    assert session.scalars(select(AuditEntry)).all() == []


def test_removing_a_section_closes_the_gap(session, draft, hr):
    drafting.remove_section(session, draft.sections[0], by=hr)

    assert (order(draft), draft.sections[0].position) == ([["T04"]], 1)


def test_tasks_are_added_at_the_end_in_the_order_given(session, draft, bank, hr):
    new = [item(bank, "T06"), item(bank, "T05")]

    assert drafting.add_tasks(session, draft.sections[1], new, by=hr) == 2

    assert (order(draft)[1], positions(draft)[1]) == (["T04", "T06", "T05"], [1, 2, 3])
    assert f"{hr.label} put “T05 (id)” into section 2 of the draft" in last_sentence(session)


def test_a_task_that_is_there_already_is_not_added_again_in_any_version(session, draft, bank, hr):
    same, newer = draft.sections[0].tasks[0].item, item(bank, "T02", minutes=25)

    assert drafting.add_tasks(session, draft.sections[1], [same, newer], by=hr) == 0

    assert order(draft) == [["T01", "T02", "T03"], ["T04"]]


def test_the_same_code_in_another_bank_is_another_task(session, draft, hr):
    other = item(BankFactory(), "T01")

    assert drafting.add_tasks(session, draft.sections[1], [other], by=hr) == 1


def test_a_practice_task_cannot_be_chosen(session, draft, bank, hr):
    with pytest.raises(drafting.PracticeTask):
        drafting.add_tasks(session, draft.sections[1], [item(bank, "P01", practice=True)], by=hr)

    assert order(draft)[1] == ["T04"]


@pytest.mark.parametrize(
    ("place", "steps", "codes"),
    [
        (2, -1, ["T01", "T03", "T02"]),
        (0, 1, ["T02", "T01", "T03"]),
        (0, -1, ["T01", "T02", "T03"]),
        (2, 1, ["T01", "T02", "T03"]),
    ],
)
def test_a_task_moves_within_its_section(session, draft, hr, place, steps, codes):
    drafting.move_task(session, draft.sections[0].tasks[place], steps, by=hr)

    assert (order(draft), positions(draft)[0]) == ([codes, ["T04"]], [1, 2, 3])


def test_removing_a_task_closes_the_gap(session, draft, hr):
    drafting.remove_task(session, draft.sections[0].tasks[0], by=hr)

    assert (order(draft)[0], positions(draft)[0]) == (["T02", "T03"], [1, 2])
    assert "removed “T01 (id)” from the draft" in last_sentence(session)


def test_the_newer_text_of_the_bank_can_be_taken(session, draft, bank, hr):
    task = draft.sections[0].tasks[0]
    task.item.current = False
    newer = item(bank, "T01", minutes=25)

    drafting.renew_task(session, task, by=hr)

    assert task.item is newer
    assert "put the newer text of “T01 (id)”" in last_sentence(session)


def test_what_a_task_holds_beyond_the_rubric_is_kept_as_notes(session, draft, bank, hr):
    beyond = [{"competency": "ANLZ", "points": [{"id": "Dua kesalahan", "en": "Two errors"}]}]
    drafting.add_tasks(session, draft.sections[1], [item(bank, "T05", look_fors=beyond)], by=hr)
    task = draft.sections[1].tasks[-1]

    drafting.keep_as_notes(session, task, by=hr)
    drafting.keep_as_notes(session, task, by=hr)
    session.commit()

    assert task.unscored == ["ANLZ"]
    kept = select(AuditEntry.details).where(AuditEntry.event == "assessment.content_kept_as_notes")
    assert [each["codes"] for each in session.scalars(kept)] == ["ANLZ"]


def test_a_text_that_the_bank_has_dropped_stays(session, draft, hr):
    task = draft.sections[0].tasks[0]
    task.item.current = False
    before = task.item

    drafting.renew_task(session, task, by=hr)

    assert task.item is before


@pytest.mark.parametrize("state", ["published", "retired"])
def test_nothing_of_a_frozen_version_can_change(session, hr, state):
    version = AssessmentVersionFactory(state=state)
    section, before = version.sections[0], order(version)
    task = section.tasks[0]

    for deed in (
        lambda: drafting.save_draft(session, version, sent(version, title=both("New")), by=hr),
        lambda: drafting.add_section(session, version, by=hr),
        lambda: drafting.move_section(session, section, 1, by=hr),
        lambda: drafting.remove_section(session, section, by=hr),
        lambda: drafting.add_tasks(session, section, [scenario()], by=hr),
        lambda: drafting.move_task(session, task, 1, by=hr),
        lambda: drafting.remove_task(session, task, by=hr),
        lambda: drafting.renew_task(session, task, by=hr),
    ):
        with pytest.raises(Frozen):
            deed()

    assert order(version) == before


@on_both
def test_a_task_chosen_by_two_people_at_the_same_moment_stands_there_once(app, session, draft, bank, hr):
    section, new = draft.sections[1].public_id, item(bank, "T05").id
    session.commit()

    def choose(own_session) -> None:
        found = queries.section_by_public_id(own_session, section)
        drafting.add_tasks(own_session, found, [own_session.get_one(BankItem, new)], by=hr)

    assert at_once(app, choose, choose) == ["done", "done"]

    key = draft.public_id
    session.expunge_all()
    assert order(queries.version_by_public_id(session, key)) == [["T01", "T02", "T03"], ["T04", "T05"]]


@on_both
def test_of_two_people_moving_tasks_at_the_same_moment_one_is_told(app, session, draft, hr):
    key = draft.public_id
    tasks, other = [task.public_id for task in draft.sections[0].tasks], draft.sections[1].public_id
    places = [{tasks[0]: other}, {tasks[1]: other}]
    seen = drafting.draft_mark(draft)
    session.commit()

    def move(number):
        def deed(own_session) -> None:
            version = queries.version_by_public_id(own_session, key)
            drafting.save_draft(own_session, version, sent(version, seen=seen, places=places[number]), by=hr)

        return deed

    assert at_once(app, move(0), move(1)) == ["StalePage", "done"]
