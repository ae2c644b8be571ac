"""The pages about assessments: what they show, to whom, and that nothing typed is lost."""

import re
from html import unescape

import pytest

from hiring.accounts.rules import Role
from hiring.assessments import actions, drafting, queries
from hiring.assessments.rules import content_hash
from hiring.i18n.localised import Localised
from hiring.versions import actions as versions
from hiring.versions.rules import VersionState
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, BankItemFactory, letter, scenario
from tests.factories.rubrics import RubricVersionFactory, both

NASTY = '<script>alert("x")</script>&amp;'


@pytest.fixture
def ratna(session):
    return UserFactory(roles=[Role.HR], name="Ratna", locale="en")


@pytest.fixture
def hr(ratna, signed_in):
    return signed_in(ratna)


@pytest.fixture
def bank(session):
    return BankFactory()


@pytest.fixture
def draft(session, ratna, bank):
    """A draft with the letter T90 and the scenario T91 in one section of 30 minutes."""
    source = AssessmentVersionFactory(sections=[[letter(bank=bank), scenario(bank=bank)]])
    return versions.start_version(session, actions.ASSESSMENT, source, by=actor_of(ratna))


def page_of(version, rest: str = "") -> str:
    return f"/assessments/versions/{version.public_id}{rest}"


def edit(version) -> str:
    return page_of(version, "/edit")


def choose(section) -> str:
    return f"/assessments/sections/{section.public_id}/tasks"


def whole(version, **changes: str) -> dict[str, str]:
    """Return what the form of a draft sends; `changes` by the name of the field."""
    values = {
        "title_id": version.title.id,
        "title_en": version.title.en,
        "rubric": version.rubric_version.public_id,
        "seen": drafting.draft_mark(version),
    }
    for section in version.sections:
        key = section.public_id
        values |= {
            f"title-{key}_id": section.title.id,
            f"title-{key}_en": section.title.en,
            f"minutes-{key}": str(section.minutes),
            **{f"place-{task.public_id}": key for task in section.tasks},
        }
    return {**values, **changes}


def fresh(session, version):
    """Return the version as it stands in the database, with everything it holds."""
    key = version.public_id
    session.expunge_all()
    return queries.version_by_public_id(session, key)


def codes(version) -> list[list[str]]:
    return [[task.item.code for task in section.tasks] for section in version.sections]


def value_of(page: str, name: str) -> str:
    """Return what the field `name` of a page holds."""
    found = re.search(rf'<input(?=[^>]* name="{name}")[^>]* value="([^"]*)"', page)
    assert found, f"no field {name}"
    return unescape(found.group(1))


def listed_faults(page: str) -> list[str]:
    """Return the lines of the list of what still blocks publishing."""
    lines = re.findall(r'<li><a href="/assessments/[^"]+#[^"]+">([^<]*)</a></li>', page)
    return [unescape(line) for line in lines]


def test_every_page_speaks_both_languages(session, signed_in, draft):
    pages = {
        "/assessments": ("Asesmen", "Assessments"),
        "/assessments/new": ("Asesmen baru", "New assessment"),
        page_of(draft): ("Asesmen petugas komunitas", "Community officer assessment"),
        edit(draft): (
            "Sunting asesmen: Asesmen petugas komunitas",
            "Edit assessment: Community officer assessment",
        ),
        choose(draft.sections[0]): ("Pilih tugas untuk “Bagian 1”", "Choose tasks for “Section 1”"),
        page_of(draft, "/publish"): ("Terbitkan versi 2", "Publish version 2"),
        page_of(draft, "/discard"): ("Buang draf ini?", "Discard the draft?"),
    }
    for place, locale in enumerate(("id", "en")):
        client = signed_in(UserFactory(roles=[Role.HR], locale=locale))
        headings = {}
        for address in pages:
            reply = client.get(address)
            assert (reply.status_code, address) == (200, address)
            headings[address] = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", reply.text, re.DOTALL).group(1))
        assert headings == {address: names[place] for address, names in pages.items()}


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER, Role.ADMIN])
def test_nobody_but_hr_finds_a_page_of_assessments(session, signed_in, draft, role):
    other = signed_in(UserFactory(roles=[role]))

    for address in (
        "/assessments",
        "/assessments/new",
        page_of(draft),
        edit(draft),
        choose(draft.sections[0]),
        page_of(draft, "/publish"),
        page_of(draft, "/discard"),
    ):
        assert (other.get(address).status_code, address) == (404, address)
    for address in (page_of(draft, "/retire"), page_of(draft, "/new-version"), edit(draft)):
        assert (other.send(address).status_code, address) == (404, address)


def test_strangers_are_led_to_the_door(client, draft):
    reply = client.get(edit(draft))

    assert (reply.status_code, reply.location.split("?")[0]) == (302, "/sign-in")


def test_the_menu_leads_hr_to_the_assessments(session, hr, signed_in):
    assert '<a href="/assessments"' in hr.get("/account").text
    assert '<a href="/assessments"' not in signed_in(UserFactory(roles=[Role.REVIEWER])).get("/account").text


def test_an_unknown_version_is_not_found(hr):
    assert hr.get("/assessments/versions/nothing").status_code == 404
    assert hr.get("/assessments/sections/nothing/tasks").status_code == 404


def test_without_a_published_rubric_the_page_says_what_comes_first(hr):
    page = hr.get("/assessments/new").text

    assert "There is no published rubric yet." in page
    assert 'name="title_id"' not in page


def test_a_new_assessment_is_made_against_a_published_rubric_only(session, hr):
    published, other = RubricVersionFactory(), RubricVersionFactory(draft=True)
    titles = {"title_id": "Satu", "title_en": "One"}

    refused = hr.send("/assessments/new", **titles, rubric=other.public_id)
    reply = hr.send("/assessments/new", **titles, rubric=published.public_id)

    assert (refused.status_code, value_of(refused.text, "title_id")) == (422, "Satu")
    version = queries.version_by_public_id(session, reply.location.split("/")[3])
    assert (version.title, version.rubric_version) == (Localised(id="Satu", en="One"), published)
    assert listed_faults(hr.get(reply.location).text) == ["There is no section yet."]


def test_sections_are_added_named_and_timed(session, hr, draft):
    reply = hr.send(edit(draft), **whole(draft, step="add-section"))
    draft = fresh(session, draft)
    key = draft.sections[1].public_id
    assert reply.location == f"{edit(draft)}#section-{key}"

    hr.send(
        edit(draft),
        **whole(draft, **{f"title-{key}_id": "Dua", f"title-{key}_en": "Two", f"minutes-{key}": "45"}),
    )

    second = fresh(session, draft).sections[1]
    assert (second.title, second.minutes) == (Localised(id="Dua", en="Two"), 45)


@pytest.mark.parametrize("typed", ["", "half", "0", "601", "1.5"])
def test_minutes_that_are_no_minutes_are_refused_and_everything_kept(session, hr, draft, typed):
    key = draft.sections[0].public_id
    changes = {f"minutes-{key}": typed, f"title-{key}_en": "A better title"}

    reply = hr.send(edit(draft), **whole(draft, **changes))

    assert reply.status_code == 422
    assert value_of(reply.text, f"minutes-{key}") == typed
    assert value_of(reply.text, f"title-{key}_en") == "A better title"
    assert f'<a href="#minutes-{key}">Section 1: minutes: ' in reply.text
    assert fresh(session, draft).sections[0].minutes == 30


def test_titles_may_wait_and_are_listed_with_links_to_their_fields(session, hr, draft):
    key = draft.sections[0].public_id
    hr.send(edit(draft), **whole(draft, **{f"title-{key}_en": "", "title_id": ""}))

    page = hr.get(edit(draft)).text

    assert re.findall(r'<li><a href="(/assessments/[^"]+#[^"]+)">', page) == [
        f"{edit(draft)}#title_id",
        f"{edit(draft)}#title-{key}_en",
    ]
    assert f'id="title-{key}_en"' in page


def test_tasks_are_chosen_from_what_the_bank_holds_now(session, hr, draft, bank):
    section = draft.sections[0]
    BankItemFactory(bank=bank, content={**section.tasks[0].item.content, "code": "T92"}, title=both("New"))
    old = {**section.tasks[0].item.content, "code": "T93"}
    BankItemFactory(bank=bank, content=old, title=both("Old"), current=False)
    practice = {**section.tasks[0].item.content, "code": "P01", "practice": True, "measures": []}
    practice_item = BankItemFactory(bank=bank, content=practice, title=both("Practice"))

    page = hr.get(choose(section)).text
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    offered = [re.search(r'value="([^"]+)"', box).group(1) for box in boxes if "disabled" not in box]

    assert [queries.item_key(task.item) for task in section.tasks] == [f"{bank.id}/T90", f"{bank.id}/T91"]
    assert len(offered) == 1
    assert len(boxes) == 4
    assert "Old (en)" not in page
    assert hr.send(choose(section), tasks=practice_item.public_id).status_code == 422

    reply = hr.send(choose(section), tasks=offered)
    assert reply.location == f"{edit(draft)}#section-{section.public_id}"
    assert codes(fresh(session, draft)) == [["T90", "T91", "T92"]]


def test_choosing_says_how_a_task_measures_how_long_it_takes_and_where_to_look_at_it(session, hr, draft):
    letter_item = draft.sections[0].tasks[0].item

    page = hr.get(choose(draft.sections[0])).text

    assert "Written task · 20 minutes · already in “Section 1 (en)”" not in page
    assert "Written task · 20 minutes · already in “Section 1”" in page
    assert "Situational judgement · 6 minutes" in page
    assert f'href="/banks/tasks/{letter_item.public_id}"' in page


def test_choosing_nothing_is_said(hr, draft):
    reply = hr.send(choose(draft.sections[0]))

    assert reply.status_code == 422
    assert "Choose at least one task." in reply.text


def test_choosing_the_same_task_twice_keeps_it_once(session, hr, draft):
    key = draft.sections[0].tasks[0].item.public_id

    reply = hr.send(choose(draft.sections[0]), tasks=key)

    assert "What you chose is in the assessment already." in hr.get(reply.location).text
    assert codes(fresh(session, draft)) == [["T90", "T91"]]


def test_a_task_moves_up_and_down_and_what_was_typed_is_kept(session, hr, draft):
    key, task = draft.sections[0].public_id, draft.sections[0].tasks[1].public_id

    reply = hr.send(edit(draft), **whole(draft, **{f"minutes-{key}": "44", "step": f"up:{task}"}))

    assert reply.location == f"{edit(draft)}#up-{task}"
    draft = fresh(session, draft)
    assert (codes(draft), draft.sections[0].minutes) == ([["T91", "T90"]], 44)


def test_an_arrow_pressed_twice_by_mistake_moves_once(session, hr, draft):
    pressed = whole(draft, step=f"down:{draft.sections[0].tasks[0].public_id}")

    hr.send(edit(draft), **pressed)
    hr.send(edit(draft), **pressed)

    assert codes(fresh(session, draft)) == [["T91", "T90"]]


def test_a_task_moves_to_another_section(session, hr, draft):
    hr.send(edit(draft), **whole(draft, step="add-section"))
    draft = fresh(session, draft)
    task, target = draft.sections[0].tasks[0].public_id, draft.sections[1].public_id

    hr.send(edit(draft), **whole(draft, **{f"place-{task}": target}))

    assert codes(fresh(session, draft)) == [["T91"], ["T90"]]


def test_sections_move_and_go(session, hr, draft):
    hr.send(edit(draft), **whole(draft, step="add-section"))
    draft = fresh(session, draft)
    first, second = (section.public_id for section in draft.sections)

    hr.send(edit(draft), **whole(draft, step=f"up:{second}"))
    draft = fresh(session, draft)
    assert codes(draft) == [[], ["T90", "T91"]]
    hr.send(edit(draft), **whole(draft, step=f"remove:{first}"))

    assert codes(fresh(session, draft)) == [[]]


def test_a_task_is_taken_out(session, hr, draft):
    task = draft.sections[0].tasks[0].public_id

    reply = hr.send(edit(draft), **whole(draft, step=f"remove:{task}"))

    assert codes(fresh(session, draft)) == [["T91"]]
    assert "is taken out" in hr.get(reply.location).text


def test_what_was_taken_out_can_be_chosen_again(session, hr, draft):
    section = draft.sections[0]
    task = section.tasks[0]
    item, key = task.item.public_id, task.public_id
    hr.send(edit(draft), **whole(draft, step=f"remove:{key}"))

    hr.send(choose(section), tasks=item)

    assert codes(fresh(session, draft)) == [["T91", "T90"]]


def test_a_newer_text_of_the_bank_is_offered_and_taken(session, hr, draft, bank):
    task = draft.sections[0].tasks[0]
    key, content = task.public_id, task.item.content
    task.item.current = False
    newer = BankItemFactory(bank=bank, content={**content, "minutes": 25}).public_id
    assert "The bank has a newer text." in hr.get(edit(draft)).text

    hr.send(edit(draft), **whole(draft, step=f"renew:{key}"))

    assert fresh(session, draft).sections[0].tasks[0].item.public_id == newer
    assert "The bank has a newer text." not in hr.get(edit(draft)).text


def test_what_a_task_holds_beyond_the_rubric_keeps_a_draft_back_until_somebody_decides(
    session, hr, bank, draft
):
    beyond = [{"competency": "ANLZ", "points": [{"id": "Dua kesalahan", "en": "Two errors"}]}]
    content = {**letter(bank=bank, code="T95").content, "code": "T95", "look_fors": beyond}
    section = draft.sections[0]
    section.tasks[0].item = BankItemFactory(bank=bank, content=content)
    session.commit()
    key = section.tasks[0].public_id
    offer, blocks = (
        "Holds content about ANLZ, which this rubric does not score.",
        "also holds content about ANLZ",
    )

    page = hr.get(edit(draft)).text
    assert offer in page
    assert blocks in "".join(listed_faults(hr.get(page_of(draft, "/publish")).text))
    reply = hr.send(edit(draft), **whole(draft, step=f"notes:{key}"))

    draft = fresh(session, draft)
    page = hr.get(reply.location).text
    assert offer not in page
    assert "Notes for reviewers, not scored: ANLZ" in page
    assert blocks not in hr.get(page_of(draft, "/publish")).text


def test_the_coverage_table_has_words_for_its_marks(hr, draft):
    page = hr.get(edit(draft)).text
    table = page[page.index("<caption") : page.index("</table>")]
    rows = [
        re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip()
        for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
    ]

    letter = "Letter to the village head (en)"

    assert rows == [
        f"Competency Weight {letter} Angry group (en) Measured by",
        f"Competency COMW (en) Weight 60% ● main {letter} not measured here Angry group (en) ▲ 1 task only",
        f"Competency NETW (en) Weight 40% ● main {letter} not measured here Angry group (en) ▲ 1 task only",
    ]


def test_doubts_are_said_and_do_not_block(session, hr, draft):
    key = draft.sections[0].public_id
    hr.send(edit(draft), **whole(draft, **{f"minutes-{key}": "25"}))

    page = hr.get(edit(draft)).text

    assert "Section 1 gives 25 minutes, but its tasks take 26." in page
    assert "rests on one task only" in page
    assert listed_faults(page) == []
    assert "Time in all: 25 minutes" in page


def test_an_old_page_is_refused_with_both_texts_in_sight(session, signed_in, hr, draft):
    key = draft.sections[0].public_id
    mine = whole(draft, **{f"title-{key}_en": "Mine", f"minutes-{key}": "33", "step": "add-section"})
    other = signed_in(UserFactory(roles=[Role.HR], name="Sari"))
    other.send(edit(draft), **whole(draft, **{f"title-{key}_en": "Theirs"}))

    reply = hr.send(edit(draft), **mine)

    assert reply.status_code == 409
    assert "Sari has saved this while you were writing" in reply.text
    assert value_of(reply.text, f"title-{key}_en") == "Mine"
    shown = re.findall(r'id="([^"]+)-saved">.*?<p class="answer"[^>]*>(.*?)</p>', reply.text, re.DOTALL)
    assert shown == [(f"title-{key}_en", "Theirs"), (f"minutes-{key}", "30")]
    assert len(fresh(session, draft).sections) == 1

    again = hr.send(edit(draft), **{**mine, "seen": value_of(reply.text, "seen"), "step": ""})
    assert (again.status_code, fresh(session, draft).sections[0].title.en) == (302, "Mine")


def test_a_task_moved_on_an_old_page_shows_where_it_stands_now(session, signed_in, hr, draft):
    hr.send(edit(draft), **whole(draft, step="add-section"))
    draft = fresh(session, draft)
    task, target = draft.sections[0].tasks[0].public_id, draft.sections[1].public_id
    mine = whole(draft, **{f"place-{task}": target})
    signed_in(UserFactory(roles=[Role.HR])).send(edit(draft), **whole(draft, title_en="Theirs"))

    reply = hr.send(edit(draft), **mine)

    shown = re.search(rf'id="place-{task}-saved">.*?<p class="answer"[^>]*>(.*?)</p>', reply.text, re.DOTALL)
    assert (reply.status_code, shown.group(1)) == (409, "Section 1")


def test_a_section_added_by_somebody_else_is_not_wiped_by_an_old_page(session, signed_in, hr, draft):
    mine = whole(draft, title_en="Mine")
    other = signed_in(UserFactory(roles=[Role.HR], name="Sari"))
    other.send(edit(draft), **whole(draft, step="add-section"))
    draft = fresh(session, draft)
    new = draft.sections[1].public_id
    other.send(edit(draft), **whole(draft, **{f"title-{new}_en": "Theirs", f"minutes-{new}": "12"}))

    reply = hr.send(edit(draft), **mine)

    assert reply.status_code == 409
    assert value_of(reply.text, f"title-{new}_en") == "Theirs"
    hr.send(edit(draft), **{**mine, "seen": value_of(reply.text, "seen")})
    draft = fresh(session, draft)
    assert (draft.title.en, draft.sections[1].title.en, draft.sections[1].minutes) == ("Mine", "Theirs", 12)


def test_a_title_written_for_a_section_that_is_gone_is_offered_back(session, signed_in, hr, draft):
    key = draft.sections[0].public_id
    mine = whole(draft, **{f"title-{key}_en": "My careful title", "title_en": "Mine"})
    other = signed_in(UserFactory(roles=[Role.HR], name="Sari"))
    other.send(edit(draft), **whole(draft, step=f"remove:{key}"))

    reply = hr.send(edit(draft), **mine)

    assert reply.status_code == 409
    assert "<li>My careful title</li>" in reply.text


def test_publishing_shows_the_whole_and_then_freezes_it(session, hr, draft):
    assert hr.send(edit(draft), **whole(draft, step="publish")).location == page_of(draft, "/publish")
    page = hr.get(page_of(draft, "/publish")).text
    assert "Letter to the village head (en)" in page

    reply = hr.send(page_of(draft, "/publish"), seen=value_of(page, "seen"))

    assert reply.location == page_of(draft)
    version = fresh(session, draft)
    assert (version.state, version.content_hash) == (
        VersionState.PUBLISHED,
        content_hash(queries.content_of(version)),
    )
    assert "Version 2 is published" in hr.get(reply.location).text


def test_publishing_a_draft_with_faults_is_refused_with_the_list(session, hr, draft):
    hr.send(edit(draft), **whole(draft, step="add-section"))
    draft = fresh(session, draft)

    reply = hr.send(page_of(draft, "/publish"), seen=content_hash(queries.content_of(draft)))

    assert reply.status_code == 409
    assert listed_faults(reply.text) == [
        "The title in Indonesian is missing.",
        "The title in English is missing.",
        "It has no task yet.",
    ]
    assert fresh(session, draft).state == VersionState.DRAFT


def test_publishing_what_changed_since_it_was_read_is_refused(session, hr, draft):
    seen = content_hash(queries.content_of(draft))
    hr.send(edit(draft), **whole(draft, title_en="Other"))

    reply = hr.send(page_of(draft, "/publish"), seen=seen)

    assert reply.status_code == 409
    assert "Somebody else has changed the draft since you read it" in reply.text


def test_after_publishing_every_later_edit_is_refused_and_the_text_offered_back(session, hr, draft):
    choosing, task = choose(draft.sections[0]), draft.sections[0].tasks[1].item.public_id
    late = whole(draft, title_en="A later title", step="add-section")
    hr.send(page_of(draft, "/publish"), seen=content_hash(queries.content_of(draft)))
    draft = fresh(session, draft)
    before = queries.content_of(draft)

    reply = hr.send(edit(draft), **late)

    assert reply.status_code == 409
    assert "A later title" in reply.text
    assert hr.send(choosing, tasks=task).status_code == 409
    assert hr.send(page_of(draft, "/discard"), seen="any").status_code == 409
    assert queries.content_of(fresh(session, draft)) == before
    page = page_of(fresh(session, draft))
    for address in (page + "/edit", choosing, page + "/publish", page + "/discard"):
        assert (hr.get(address).location, address) == (page, address)


def test_a_new_version_starts_from_the_old_one_and_there_is_only_one(session, hr):
    version = AssessmentVersionFactory()

    first, second = hr.send(page_of(version, "/new-version")), hr.send(page_of(version, "/new-version"))

    assert first.location == second.location
    family = fresh(session, version).assessment
    assert [(each.number, each.state) for each in family.versions] == [(1, "published"), (2, "draft")]


def test_retiring_is_said(session, hr):
    version = AssessmentVersionFactory()

    reply = hr.send(page_of(version, "/retire"))

    assert (reply.location, version.state) == (page_of(version), VersionState.RETIRED)
    assert "Version 1 is retired" in hr.get(page_of(version)).text


def test_throwing_a_draft_away_leads_back_to_the_list(session, hr, draft):
    key = draft.public_id

    reply = hr.edit(page_of(draft, "/discard"))

    assert reply.location == "/assessments"
    assert queries.version_by_public_id(session, key) is None


def test_markup_in_every_text_is_shown_as_text(session, hr, draft):
    key = draft.sections[0].public_id
    nasty = dict.fromkeys(("title_id", "title_en", f"title-{key}_id", f"title-{key}_en"), NASTY)
    hr.send(edit(draft), **whole(draft, **nasty))
    draft = fresh(session, draft)
    assert (draft.title.id, draft.sections[0].title.en) == (NASTY, NASTY)

    for address in (
        "/assessments",
        edit(draft),
        choose(draft.sections[0]),
        page_of(draft),
        page_of(draft, "/publish"),
        page_of(draft, "/discard"),
    ):
        page = hr.get(address).text
        assert ("<script>alert" in page, address) == (False, address)
    hr.send(page_of(draft, "/publish"), seen=content_hash(queries.content_of(draft)))
    assert "&lt;script&gt;alert" in hr.get(page_of(draft)).text


def test_a_title_that_asks_for_what_the_work_does_not_is_named_where_it_is_typed_with_the_reason(hr, draft):
    titles = {
        "title_en": "Officers up to 27 years old",
        f"title-{draft.sections[0].public_id}_id": "Khusus pria",
    }
    hr.edit(edit(draft), **whole(draft, **titles))

    page = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", hr.get(edit(draft)).text)))
    whole_page = unescape(hr.get(page_of(draft)).text)

    age = "“up to 27 years old” in the title in English may ask for what the work does not ask for: Age."
    sex = "“Khusus pria” in the title in Indonesian may ask for what the work does not ask for: Sex."
    assert page.count("Words to look at") == 2
    assert page.index(age) < page.index("Section 1") < page.index(sex)
    assert "Instead: Say which experience or skill the work needs." in page
    assert (age in whole_page, sex in whole_page) == (True, True)


def test_titles_that_ask_for_nothing_of_the_kind_are_left_alone(hr, draft):
    assert "Words to look at" not in hr.get(edit(draft)).text
