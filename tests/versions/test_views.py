"""What changed between two versions and why: side by side, for every kind of document."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Role
from hiring.assessments.actions import ASSESSMENT
from hiring.assessments.models import Section
from hiring.audit.models import AuditEntry
from hiring.i18n.localised import Localised
from hiring.privacy import erasing
from hiring.privacy.jobs import repeat_erasures
from hiring.rubrics.actions import RUBRIC
from hiring.versions import actions
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankItemFactory
from tests.factories.rubrics import CompetencyFactory, RubricVersionFactory, both

NASTY = '<script>alert("x")</script>'
KINDS = {"rubrics": (RUBRIC, RubricVersionFactory), "assessments": (ASSESSMENT, AssessmentVersionFactory)}


@pytest.fixture
def ratna(session):
    return UserFactory(roles=[Role.HR], name="Ratna", locale="en")


@pytest.fixture
def hr(ratna, signed_in):
    return signed_in(ratna)


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


def draft_of(session, ratna, kind, source=None):
    document, factory = KINDS[kind]
    return actions.start_version(session, document, source or factory(), by=actor_of(ratna))


def published(session, ratna, kind, draft, note=""):
    actions.publish_version(session, KINDS[kind][0], draft, by=actor_of(ratna), note=note)
    return draft


def at(kind, version, page=""):
    return f"/{kind}/versions/{version.public_id}{page}"


def shown(page: str) -> list[tuple[str, str, str]]:
    """Return the rows of all tables of changes: what, before, after, with marks for what differs."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\">(.*?)</th>(.*?)</tr>", page, re.DOTALL)
    found = []
    for what, cells in rows:
        words = [re.sub(r"</?(span|td)[^>]*>", "", cell) for cell in cells.split("</td>")[:2]]
        found.append((_plain(what), *(_plain(cell) for cell in words)))
    return found


def _plain(text: str) -> str:
    text = re.sub(r"<(/?)(del|ins)>", r"[\1\2]", text)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def parts(page: str) -> list[str]:
    return [_plain(each) for each in re.findall(r'<h2 id="part-\d+"[^>]*>(.*?)</h2>', page, re.DOTALL)]


def test_a_title_that_changed_stands_beside_what_it_was(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    draft.title = Localised(id=draft.title.id, en="Officer of today")
    before = draft.earlier[0].title.en

    page = hr.get(at(kind, draft, "/changes")).text

    ((what, old, new),) = shown(page)
    assert what == "Title (English)"
    assert re.sub(r"\[/?del\]", "", old) == before
    assert "[ins]" in new
    assert re.sub(r"\[/?ins\]", "", new) == "Officer of today"


def test_versions_that_say_the_same_are_said_to_be_the_same(session, hr, ratna, kind):
    page = hr.get(at(kind, draft_of(session, ratna, kind), "/changes")).text

    assert "Compared with version 1." in page
    assert "Both say the same, word for word." in page
    assert shown(page) == []


def test_the_first_version_has_nothing_to_be_compared_with(session, hr, kind):
    page = hr.get(at(kind, KINDS[kind][1](), "/changes")).text

    assert "This is the first version" in page


def test_any_earlier_version_can_be_chosen_and_no_other(session, hr, ratna, kind):
    first = KINDS[kind][1]()
    second = published(session, ratna, kind, draft_of(session, ratna, kind, first))
    third = draft_of(session, ratna, kind, second)
    page = at(kind, third, "/changes")

    assert "Compared with version 2." in hr.get(page).text
    assert f'href="{page}?since={first.public_id}"' in hr.get(page).text
    assert "Compared with version 1." in hr.get(f"{page}?since={first.public_id}").text
    for other in (third.public_id, KINDS[kind][1]().public_id, "nothing"):
        assert hr.get(f"{page}?since={other}").status_code == 404
    assert hr.get(at(kind, second, f"/changes?since={third.public_id}")).status_code == 404


def test_markup_in_what_changed_is_shown_as_text(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    draft.title = Localised(id=NASTY, en=NASTY)
    published(session, ratna, kind, draft, note=NASTY)

    for address in (at(kind, draft, "/changes"), at(kind, draft), f"/{kind}"):
        reply = hr.get(address)
        assert (reply.status_code, "<script>alert" in reply.text, address) == (200, False, address)
    assert "&lt;script&gt;alert" in hr.get(at(kind, draft, "/changes")).text


def test_the_changes_of_a_rubric_are_listed_competency_by_competency(session, hr, ratna):
    draft = draft_of(session, ratna, "rubrics")
    writing, networks = draft.competencies
    writing.weight, writing.definition = 70, both("What it really means")
    draft.competencies.remove(networks)
    draft.competencies.append(
        CompetencyFactory.build(code="ANLZ", weight=30, position=2, name=both("Analysis"))
    )

    page = hr.get(at("rubrics", draft, "/changes")).text

    assert parts(page) == [
        "The rubric",
        "Competency COMW (en)",
        "Analysis (en) ◐ new",
        "Competency NETW (en) ○ no longer there",
    ]
    rows = shown(page)
    assert ("Weight", "[del]60%[/del]", "[ins]70%[/ins]") in rows
    assert ("Definition (English)", "What it means (en)", "What it [ins]really[/ins] means (en)") in rows
    assert ("Weight", "(empty)", "[ins]30%[/ins]") in rows
    assert (
        "Order",
        "Competency COMW (en) · Competency NETW (en)",
        "Competency COMW (en) · Analysis (en)",
    ) in [tuple(re.sub(r"\[/?(del|ins)\]", "", each) for each in row) for row in rows]


def test_the_changes_of_an_assessment_are_listed_section_by_section_and_task_by_task(session, hr, ratna):
    draft = draft_of(session, ratna, "assessments")
    letter, scenario = draft.sections[0].tasks
    letter.item = BankItemFactory(bank=letter.item.bank, content=letter.item.content, content_hash="f" * 64)
    draft.sections[0].minutes = 50
    draft.sections.append(Section(position=2, title=both("Talking"), minutes=10, tasks=[]))
    draft.sections[0].tasks.remove(scenario)

    page = hr.get(at("assessments", draft, "/changes")).text

    assert parts(page) == [
        "The assessment",
        "Section 1",
        "Talking (en) ◐ new",
        "Letter to the village head (en)",
        "Angry group (en) ○ no longer there",
    ]
    assert ("Time", "[del]30[/del] minutes", "[ins]50[/ins] minutes") in shown(page)
    assert "Text" in [what for what, _, _ in shown(page)]


def test_readers_of_rubrics_see_what_changed_between_published_versions_only(session, signed_in, ratna):
    first = RubricVersionFactory()
    second = published(session, ratna, "rubrics", draft_of(session, ratna, "rubrics", first), "Clearer now")
    third = draft_of(session, ratna, "rubrics", second)
    reader = signed_in(UserFactory(roles=[Role.REVIEWER], locale="en"))

    assert "Clearer now" in reader.get(at("rubrics", second, "/changes")).text
    assert reader.get(at("rubrics", third, "/changes")).status_code == 404


def test_what_changed_and_why_is_asked_when_a_later_version_is_published(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    page = hr.get(at(kind, draft, "/publish")).text
    seen = re.search(r'name="seen" value="([^"]+)"', page).group(1)
    note = "Weights follow the new job.\nAsked for by the regional offices."

    reply = hr.send(at(kind, draft, "/publish"), seen=seen, note=note.replace("\n", "\r\n"))

    assert reply.location == at(kind, draft)
    assert f'href="{at(kind, draft, "/changes")}"' in page
    assert draft.change_note == note
    for address in (at(kind, draft), at(kind, draft, "/changes"), f"/{kind}"):
        shown_there = hr.get(address).text
        assert (note in shown_there, address) == (True, address)


def test_a_first_version_is_not_asked_what_changed(session, hr, kind):
    draft = KINDS[kind][1](state="draft", published_at=None, content_hash=None)

    assert 'name="note"' not in hr.get(at(kind, draft, "/publish")).text


def test_a_version_may_be_published_without_a_note(session, hr, ratna, kind):
    draft = published(session, ratna, kind, draft_of(session, ratna, kind))

    assert draft.change_note is None
    assert "change-note" not in hr.get(f"/{kind}").text


def test_a_note_that_is_too_long_is_refused_and_kept(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)

    reply = hr.send(at(kind, draft, "/publish"), seen=KINDS[kind][0].content_hash(draft), note="n" * 2_001)

    assert (reply.status_code, draft.state) == (422, "draft")
    assert "n" * 2_001 in reply.text


def test_a_note_is_given_back_when_the_draft_was_changed_meanwhile(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    seen = KINDS[kind][0].content_hash(draft)
    draft.title = both("Other")

    reply = hr.send(at(kind, draft, "/publish"), seen=seen, note="My careful note")

    assert (reply.status_code, draft.state) == (409, "draft")
    assert re.search(r"<textarea[^>]*>\s*My careful note</textarea>", reply.text)


def test_a_note_is_given_back_when_the_draft_has_faults(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    draft.title = Localised(id="", en="")

    seen = KINDS[kind][0].content_hash(draft)
    reply = hr.send(at(kind, draft, "/publish"), seen=seen, note="My careful note")

    assert (reply.status_code, draft.state) == (409, "draft")
    assert "My careful note" in reply.text


def test_a_note_is_given_back_when_somebody_else_has_published_first(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    seen = KINDS[kind][0].content_hash(draft)
    published(session, ratna, kind, draft, note="Theirs")

    reply = hr.send(at(kind, draft, "/publish"), seen=seen, note="My careful note")

    assert (reply.status_code, draft.change_note) == (409, "Theirs")
    assert "My careful note" in reply.text


def test_the_same_button_pressed_twice_publishes_once(session, hr, ratna, kind):
    draft = draft_of(session, ratna, kind)
    pressed = {"seen": KINDS[kind][0].content_hash(draft), "note": "Clearer now"}

    replies = [hr.send(at(kind, draft, "/publish"), **pressed) for _ in range(2)]

    assert [reply.location for reply in replies] == [at(kind, draft)] * 2


def test_the_note_is_no_part_of_what_the_hash_names(session, ratna, kind):
    document = KINDS[kind][0]
    draft = draft_of(session, ratna, kind)
    before = document.content_hash(draft)

    published(session, ratna, kind, draft, note="Clearer now")

    assert draft.content_hash == before == document.content_hash(draft)


def test_hr_takes_a_note_that_names_a_person_out_of_a_version_and_its_lists(
    session, hr, ratna, kind, work, tmp_path
):
    note = "Because Budi Santoso complained."
    draft = published(session, ratna, kind, draft_of(session, ratna, kind), note)
    session.commit()
    hashed, page = draft.content_hash, at(kind, draft, "/change-note")
    changes = hr.get(at(kind, draft, "/changes")).text
    assert f'href="{page}"' in changes
    assert note in hr.get(page).text

    reply = hr.send(page)

    assert reply.location == at(kind, draft, "/changes")
    for address in (at(kind, draft), at(kind, draft, "/changes"), f"/{kind}"):
        assert note not in hr.get(address).text
    assert (draft.change_note, draft.content_hash) == (None, hashed)
    assert hr.send(page).location == at(kind, draft, "/changes")
    assert "gone already" in hr.get(at(kind, draft, "/changes")).text
    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(2)).all()
    assert [entry.event.partition(".")[2] for entry in entries] == ["change_note_taken_out", "published"]
    work()
    [line] = erasing.erasures_in(tmp_path / erasing.LEDGER)
    assert (line.what, line.public_id) == ("change_note", draft.public_id)


def test_a_note_that_was_taken_out_goes_again_from_a_backup(session, ratna, kind, tmp_path):
    draft = published(session, ratna, kind, draft_of(session, ratna, kind), "Because of Budi")
    session.commit()
    ledger = tmp_path / "elsewhere.jsonl"
    erasing.note_erasure(ledger, erasing.CHANGE_NOTE, draft.public_id, clock.now())
    erasing.note_erasure(ledger, erasing.CHANGE_NOTE, "0" * 22, clock.now())

    assert [repeat_erasures(session, ledger) for _ in range(2)] == [1, 0]
    assert draft.change_note is None


def test_only_who_writes_documents_takes_a_note_out(session, ratna, signed_in):
    version = published(session, ratna, "rubrics", draft_of(session, ratna, "rubrics"), "Because of Budi")
    reader = signed_in(UserFactory(roles=[Role.REVIEWER], locale="en"))

    assert "change-note" in reader.get(at("rubrics", version, "/changes")).text
    assert at("rubrics", version, "/change-note") not in reader.get(at("rubrics", version, "/changes")).text
    assert reader.send(at("rubrics", version, "/change-note")).status_code == 404
    assert version.change_note == "Because of Budi"
