"""The pages about rubrics: what they show, to whom, and that nothing typed is lost."""

import re
from html import unescape

import pytest

from hiring.accounts.rules import Role
from hiring.i18n.localised import Localised
from hiring.rubrics import actions, drafting, queries
from hiring.rubrics.rules import LEVELS, content_hash
from hiring.versions import actions as versions
from hiring.versions.rules import VersionState
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.rubrics import RubricVersionFactory, both

NASTY = '<script>alert("x")</script>&amp;'


@pytest.fixture
def ratna(session):
    return UserFactory(roles=[Role.HR], name="Ratna", locale="en")


@pytest.fixture
def hr(ratna, signed_in):
    return signed_in(ratna)


@pytest.fixture
def draft(session, ratna):
    return versions.start_version(session, actions.RUBRIC, RubricVersionFactory(), by=actor_of(ratna))


def edit(version) -> str:
    return f"/rubrics/versions/{version.public_id}/edit"


def texts_page(competency) -> str:
    return f"/rubrics/competencies/{competency.public_id}"


def outline(version, *weights: object, **changes: str) -> dict[str, str]:
    """Return what the form of a draft sends."""
    keys = [each.public_id for each in version.competencies]
    return {
        "title_id": version.title.id,
        "title_en": version.title.en,
        "seen": drafting.outline_mark(version),
        **{f"weight-{key}": str(weight) for key, weight in zip(keys, weights, strict=True)},
        **changes,
    }


def texts(competency, **changes: str) -> dict[str, str]:
    """Return what the form of a competency sends."""
    values = {"code": competency.code, "seen": drafting.texts_mark(competency)}
    pairs = {"name": competency.name, "definition": competency.definition}
    pairs |= {f"anchor_{level}": competency.anchor(level) for level in LEVELS}
    for name, text in pairs.items():
        values |= {f"{name}_id": text.id, f"{name}_en": text.en}
    return {**values, **changes}


def value_of(page: str, name: str) -> str:
    """Return what the field `name` of a page holds."""
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    found = found or re.search(rf'<input(?=[^>]* name="{name}")[^>]* value="([^"]*)"', page)
    assert found, f"no field {name}"
    return unescape(found.group(1))


def listed_faults(page: str) -> list[str]:
    """Return the lines of the list of what still blocks publishing."""
    return [
        unescape(line) for line in re.findall(r'<li><a href="/rubrics/[^"]+#[^"]+">([^<]*)</a></li>', page)
    ]


def test_every_page_speaks_both_languages(session, signed_in, draft):
    first = draft.competencies[0]
    pages = {
        "/rubrics": ("Rubrik", "Rubrics"),
        "/rubrics/new": ("Rubrik baru", "New rubric"),
        f"/rubrics/versions/{draft.public_id}": ("Community officer (id)", "Community officer (en)"),
        edit(draft): ("Sunting rubrik: Community officer (id)", "Edit rubric: Community officer (en)"),
        f"/rubrics/versions/{draft.public_id}/publish": ("Terbitkan versi 2", "Publish version 2"),
        f"/rubrics/versions/{draft.public_id}/discard": ("Buang draf ini?", "Discard the draft?"),
        texts_page(first): ("Competency COMW (id)", "Competency COMW (en)"),
        texts_page(first) + "/remove": ("Hapus “Competency COMW (id)”?", "Remove “Competency COMW (en)”?"),
    }
    for place, locale in enumerate(("id", "en")):
        client = signed_in(UserFactory(roles=[Role.HR], locale=locale))
        headings = {}
        for address in pages:
            reply = client.get(address)
            assert (reply.status_code, address) == (200, address)
            headings[address] = unescape(re.search(r"<h1[^>]*>(.*?)</h1>", reply.text, re.DOTALL).group(1))
        assert headings == {address: names[place] for address, names in pages.items()}


def test_a_version_shows_weights_definitions_and_anchors(session, signed_in, hr):
    version = RubricVersionFactory()

    page = hr.get(f"/rubrics/versions/{version.public_id}").text

    assert "Weight 60%" in page
    assert page.count("What it means (en)") == 2
    assert page.count("Behaviour of level 5 (en)") == 2


def test_the_other_language_is_one_click_away(session, hr):
    version = RubricVersionFactory()
    address = f"/rubrics/versions/{version.public_id}"

    assert f'href="{address}?language=id"' in hr.get(address).text
    page = hr.get(f"{address}?language=id").text

    assert '<span lang="id">Behaviour of level 5 (id)</span>' in page
    assert "Behaviour of level 5 (en)" not in page


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.HIRING_MANAGER])
def test_readers_find_published_versions_and_no_page_that_writes(session, signed_in, draft, role):
    published = draft.rubric.versions[0]
    first = draft.competencies[0]
    reader = signed_in(UserFactory(roles=[role]))

    assert reader.get(f"/rubrics/versions/{published.public_id}").status_code == 200
    listing = reader.get("/rubrics").text
    assert published.public_id in listing
    assert draft.public_id not in listing
    assert "/rubrics/new" not in listing
    for address in (
        f"/rubrics/versions/{draft.public_id}",
        "/rubrics/new",
        edit(draft),
        f"/rubrics/versions/{draft.public_id}/publish",
        f"/rubrics/versions/{draft.public_id}/discard",
        texts_page(first),
        texts_page(first) + "/remove",
    ):
        assert (reader.get(address).status_code, address) == (404, address)
    for address in (f"/rubrics/versions/{published.public_id}/retire", edit(draft), texts_page(first)):
        assert (reader.send(address).status_code, address) == (404, address)


def test_administrators_see_no_rubrics(session, signed_in):
    version = RubricVersionFactory()
    admin = signed_in(UserFactory(roles=[Role.ADMIN]))

    assert admin.get("/rubrics").status_code == 404
    assert admin.get(f"/rubrics/versions/{version.public_id}").status_code == 404


def test_strangers_are_led_to_the_door(client, session):
    version = RubricVersionFactory()

    reply = client.get(f"/rubrics/versions/{version.public_id}")

    assert (reply.status_code, reply.location.split("?")[0]) == (302, "/sign-in")


def test_the_menu_leads_hr_to_the_rubrics(session, hr, signed_in):
    assert '<a href="/rubrics"' in hr.get("/account").text
    assert '<a href="/rubrics"' not in signed_in(UserFactory(roles=[Role.ADMIN])).get("/account").text


def test_an_unknown_version_is_not_found(hr):
    assert hr.get("/rubrics/versions/nothing").status_code == 404
    assert hr.get("/rubrics/competencies/nothing").status_code == 404


def test_a_new_rubric_needs_a_title_in_both_languages_and_keeps_what_was_typed(hr):
    reply = hr.send("/rubrics/new", title_id="Petugas komunitas", title_en="", start_from="")

    assert reply.status_code == 422
    assert value_of(reply.text, "title_id") == "Petugas komunitas"


def test_a_new_rubric_can_start_from_a_banks_version(session, hr):
    source = RubricVersionFactory()

    reply = hr.send("/rubrics/new", title_id="Satu", title_en="One", start_from=source.public_id)

    version = queries.version_by_public_id(session, reply.location.split("/")[3])
    assert reply.location == edit(version)
    assert (version.title, version.state) == (Localised(id="Satu", en="One"), VersionState.DRAFT)
    assert version.content().competencies == source.content().competencies


def test_a_rubric_made_from_nothing_says_what_to_do_first(session, hr):
    reply = hr.send("/rubrics/new", title_id="Satu", title_en="One", start_from="")

    assert listed_faults(hr.get(reply.location).text) == ["There is no competency yet."]


def test_weights_that_do_not_add_up_are_kept_and_named(session, hr, draft):
    reply = hr.send(edit(draft), **outline(draft, 50, 45))

    page = hr.get(reply.location).text
    assert reply.status_code == 302
    assert [each.weight for each in draft.competencies] == [50, 45]
    assert "Together 95%, but it must be 100%" in page
    assert listed_faults(page) == ["The weights add up to 95%, not to 100%."]


@pytest.mark.parametrize("typed", ["ten", "10,5", "-1", "101", "1e3"])
def test_a_weight_that_is_no_whole_percentage_is_refused_and_kept(session, hr, draft, typed):
    name = f"weight-{draft.competencies[0].public_id}"

    reply = hr.send(edit(draft), **outline(draft, typed, 40, title_en="A new title"))

    assert reply.status_code == 422
    assert value_of(reply.text, name) == typed
    assert value_of(reply.text, "title_en") == "A new title"
    assert f'<a href="#{name}">Weight of Competency COMW (en): ' in reply.text
    assert [each.weight for each in draft.competencies] == [60, 40]


def test_each_missing_thing_is_a_link_to_its_field(session, hr, draft):
    first = draft.competencies[0]
    hr.send(texts_page(first), **texts(first, code="", name_en="", anchor_3_id=""))
    hr.send(edit(draft), **outline(draft, "", 100))

    page = hr.get(edit(draft)).text

    assert re.findall(r'<li><a href="(/rubrics/[^"]+#[^"]+)">', page) == [
        f"{edit(draft)}#weight-{first.public_id}",
        f"{texts_page(first)}#code",
        f"{texts_page(first)}#name_en",
        f"{texts_page(first)}#anchor_3_id",
    ]
    assert 'id="anchor_3_id"' in hr.get(texts_page(first)).text


def test_arrows_move_a_competency_and_keep_what_was_typed_beside_them(session, hr, draft):
    first, second = draft.competencies

    reply = hr.send(edit(draft), **outline(draft, 70, 30, step=f"up:{second.public_id}"))

    assert reply.location == f"{edit(draft)}#up-{second.public_id}"
    page = hr.get(edit(draft)).text
    assert page.index(f"row-{second.public_id}") < page.index(f"row-{first.public_id}")
    assert (first.position, first.weight, second.position, second.weight) == (2, 70, 1, 30)


def test_an_arrow_pressed_twice_by_mistake_moves_once(session, hr, draft):
    third = drafting.add_competency(session, draft, by=actor_of(UserFactory(roles=[Role.HR])))
    pressed = outline(draft, 60, 40, "", step=f"up:{third.public_id}")

    hr.send(edit(draft), **pressed)
    hr.send(edit(draft), **pressed)

    assert third.position == 2


def test_adding_leads_to_the_texts_of_the_new_competency(session, hr, draft):
    reply = hr.send(edit(draft), **outline(draft, 60, 40, step="add"))

    competency = queries.competency_by_public_id(session, reply.location.split("/")[-1])
    assert competency.position == 3
    assert "Competency 3" in hr.get(reply.location).text


def test_an_empty_competency_goes_at_once_a_written_one_is_asked_about(session, hr, draft):
    first = draft.competencies[0]
    hr.send(edit(draft), **outline(draft, 60, 40, step="add"))
    session.refresh(draft, ["competencies"])
    empty = draft.competencies[2]

    reply = hr.send(edit(draft), **outline(draft, 60, 40, "", step=f"remove:{empty.public_id}"))
    assert reply.location == edit(draft)
    session.refresh(draft, ["competencies"])
    reply = hr.send(edit(draft), **outline(draft, 60, 40, step=f"remove:{first.public_id}"))
    assert reply.location == texts_page(first) + "/remove"

    hr.send(reply.location, seen=drafting.texts_mark(first))
    session.refresh(draft, ["competencies"])
    assert [each.code for each in draft.competencies] == ["NETW"]


def test_removing_what_somebody_just_changed_asks_again(session, hr, draft):
    first = draft.competencies[0]

    reply = hr.send(texts_page(first) + "/remove", seen="an older mark")

    assert reply.status_code == 409
    assert "nothing was removed" in reply.text
    assert queries.competency_by_public_id(session, first.public_id) is not None


def test_anchors_of_ten_thousand_characters_are_kept_whole(session, hr, draft):
    first = draft.competencies[0]
    long = ("Menyebut tanggal dan tempat. " * 400)[:10_000].strip()

    reply = hr.send(texts_page(first), **texts(first, anchor_5_id=long, anchor_5_en=long))

    assert reply.status_code == 302
    assert first.anchor(5) == Localised(id=long, en=long)
    assert value_of(hr.get(texts_page(first)).text, "anchor_5_id") == long


def test_a_text_over_the_limit_is_refused_and_kept(session, hr, draft):
    first = draft.competencies[0]

    reply = hr.send(texts_page(first), **texts(first, definition_en="x" * 20_001))

    assert reply.status_code == 422
    assert value_of(reply.text, "definition_en") == "x" * 20_001
    assert "Field cannot be longer than 20000 characters." in reply.text
    assert first.definition == both("What it means")


@pytest.mark.parametrize("typed", ["net work", "N", "ABCDEFGHIJK", "1ABC", "<B>"])
def test_a_code_of_the_wrong_shape_is_refused_and_kept(session, hr, draft, typed):
    first = draft.competencies[0]

    reply = hr.send(texts_page(first), **texts(first, code=typed, name_en="A new name"))

    assert reply.status_code == 422
    assert (value_of(reply.text, "code"), value_of(reply.text, "name_en")) == (typed.upper(), "A new name")
    assert '<a href="#code">Code: A code has two to ten letters or digits' in reply.text
    assert first.code == "COMW"


def test_a_code_may_be_typed_in_small_letters(session, hr, draft):
    first = draft.competencies[0]

    hr.send(texts_page(first), **texts(first, code=" comm "))

    assert first.code == "COMM"


def test_line_ends_of_a_browser_are_no_change(session, hr, draft):
    first = draft.competencies[0]
    hr.send(texts_page(first), **texts(first, anchor_1_en="One\nTwo"))

    hr.send(texts_page(first), **texts(first, anchor_1_en="One\r\nTwo"))

    assert first.anchor(1).en == "One\nTwo"


def test_saving_texts_can_lead_to_the_next_competency(session, hr, draft):
    first, second = draft.competencies

    reply = hr.send(texts_page(first), **texts(first, step="next"))

    assert reply.location == texts_page(second)
    assert hr.send(texts_page(second), **texts(second, step="next")).location == edit(draft)


def test_an_old_page_of_texts_is_refused_with_both_texts_in_sight(session, signed_in, hr, draft):
    first = draft.competencies[0]
    mine = texts(first, name_en="Mine", definition_en="My definition")
    other = signed_in(UserFactory(roles=[Role.HR], name="Sari"))
    other.send(texts_page(first), **texts(first, name_en="Theirs"))

    reply = hr.send(texts_page(first), **mine)

    assert reply.status_code == 409
    assert "Sari has saved this while you were writing" in reply.text
    assert value_of(reply.text, "name_en") == "Mine"
    assert value_of(reply.text, "definition_en") == "My definition"
    shown = re.findall(r'id="(\w+)-saved">.*?<p class="answer"[^>]*>(.*?)</p>', reply.text, re.DOTALL)
    assert shown == [("name_en", "Theirs"), ("definition_en", "What it means (en)")]

    again = hr.send(texts_page(first), **{**mine, "seen": value_of(reply.text, "seen")})
    assert (again.status_code, first.name.en) == (302, "Mine")


def test_a_page_grown_old_in_another_window_of_ones_own_says_so(session, hr, draft):
    first = draft.competencies[0]
    mine = texts(first, name_en="Mine")
    hr.send(texts_page(first), **texts(first, name_en="Mine too"))

    reply = hr.send(texts_page(first), **mine)

    assert reply.status_code == 409
    assert "You have saved this in another window" in reply.text


def test_an_old_page_of_weights_is_refused_with_both_numbers_in_sight(session, signed_in, hr, draft):
    first = draft.competencies[0]
    mine = outline(draft, 80, 20, step="add")
    other = signed_in(UserFactory(roles=[Role.HR], name="Sari"))
    other.send(edit(draft), **outline(draft, 70, 30))

    reply = hr.send(edit(draft), **mine)

    assert reply.status_code == 409
    assert value_of(reply.text, f"weight-{first.public_id}") == "80"
    shown = re.findall(r'-saved">.*?<p class="answer"[^>]*>(.*?)</p>', reply.text, re.DOTALL)
    assert shown == ["70", "30"]
    session.refresh(draft, ["competencies"])
    assert len(draft.competencies) == 2


def test_a_wrong_weight_on_an_old_page_still_cannot_overwrite(session, signed_in, hr, draft):
    mine = outline(draft, "ten", 20)
    other = signed_in(UserFactory(roles=[Role.HR], name="Sari"))
    other.send(edit(draft), **outline(draft, 70, 30))

    refused = hr.send(edit(draft), **mine)

    assert (refused.status_code, value_of(refused.text, "seen")) == (422, mine["seen"])


def test_publishing_shows_the_whole_and_then_freezes_it(session, hr, draft):
    address = f"/rubrics/versions/{draft.public_id}/publish"
    assert hr.send(edit(draft), **outline(draft, 60, 40, step="publish")).location == address
    page = hr.get(address).text
    assert page.count("Behaviour of level 5 (id)") == page.count("Behaviour of level 5 (en)") == 2

    reply = hr.send(address, seen=value_of(page, "seen"))

    assert reply.location == f"/rubrics/versions/{draft.public_id}"
    assert (draft.state, draft.content_hash) == (VersionState.PUBLISHED, content_hash(draft.content()))
    assert "Version 2 is published" in hr.get(reply.location).text


def test_publishing_a_draft_with_faults_is_refused_with_the_list(session, hr, draft):
    hr.send(edit(draft), **outline(draft, 60, 30))
    address = f"/rubrics/versions/{draft.public_id}/publish"

    reply = hr.send(address, seen=content_hash(draft.content()))

    assert reply.status_code == 409
    assert listed_faults(reply.text) == ["The weights add up to 90%, not to 100%."]
    assert '<form method="post" action="' + address not in hr.get(address).text
    assert draft.state == VersionState.DRAFT


def test_publishing_what_changed_since_it_was_read_is_refused(session, hr, draft):
    first = draft.competencies[0]
    seen = content_hash(draft.content())
    hr.send(texts_page(first), **texts(first, name_en="Other"))

    reply = hr.send(f"/rubrics/versions/{draft.public_id}/publish", seen=seen)

    assert reply.status_code == 409
    assert "Somebody else has changed the draft since you read it" in reply.text
    assert draft.state == VersionState.DRAFT


def test_after_publishing_every_later_edit_is_refused_and_the_text_offered_back(session, hr, draft):
    first = draft.competencies[0]
    weights, words = outline(draft, 1, 99, title_en="A later title"), texts(first, anchor_1_en="A later text")
    page = f"/rubrics/versions/{draft.public_id}"
    hr.send(page + "/publish", seen=content_hash(draft.content()))
    before = draft.content()

    late_weights, late_words = hr.send(edit(draft), **weights), hr.send(texts_page(first), **words)

    assert (late_weights.status_code, late_words.status_code) == (409, 409)
    assert "A later title" in late_weights.text
    assert "A later text" in late_words.text
    assert hr.send(texts_page(first) + "/remove", seen=words["seen"]).status_code == 409
    assert hr.send(page + "/discard", seen="any").status_code == 409
    session.refresh(draft, ["competencies"])
    assert draft.content() == before
    for address in (edit(draft), texts_page(first), texts_page(first) + "/remove", page + "/publish"):
        assert (hr.get(address).location, address) == (page, address)


def test_a_new_version_starts_from_the_old_one_and_there_is_only_one(session, hr):
    version = RubricVersionFactory()
    address = f"/rubrics/versions/{version.public_id}/new-version"

    first, second = hr.send(address), hr.send(address)

    assert first.location == second.location
    session.refresh(version.rubric, ["versions"])
    assert [(each.number, each.state) for each in version.rubric.versions] == [
        (1, VersionState.PUBLISHED),
        (2, VersionState.DRAFT),
    ]


def test_retiring_is_asked_for_and_then_said(session, hr):
    version = RubricVersionFactory()
    address = f"/rubrics/versions/{version.public_id}"

    reply = hr.send(address + "/retire")

    assert (reply.location, version.state) == (address, VersionState.RETIRED)
    assert "Version 1 is retired" in hr.get(address).text


def test_throwing_a_draft_away_leads_back_to_the_list(session, hr, draft):
    key = draft.public_id

    reply = hr.edit(f"/rubrics/versions/{key}/discard")

    assert reply.location == "/rubrics"
    assert queries.version_by_public_id(session, key) is None


def test_markup_in_every_text_is_shown_as_text(session, hr, draft):
    first = draft.competencies[0]
    everything = {key: NASTY for key in texts(first) if key.endswith(("_id", "_en"))}
    hr.send(texts_page(first), **texts(first, **everything))
    hr.send(edit(draft), **outline(draft, 60, 40, title_id=NASTY, title_en=NASTY))
    assert (first.name.en, draft.title.id) == (NASTY, NASTY)

    for address in (
        "/rubrics",
        "/rubrics/new",
        edit(draft),
        texts_page(first),
        texts_page(first) + "/remove",
        f"/rubrics/versions/{draft.public_id}",
        f"/rubrics/versions/{draft.public_id}/publish",
        f"/rubrics/versions/{draft.public_id}/discard",
    ):
        page = hr.get(address).text
        assert ("<script>alert" in page, address) == (False, address)
    hr.send(f"/rubrics/versions/{draft.public_id}/publish", seen=content_hash(draft.content()))
    assert "&lt;script&gt;alert" in hr.get(f"/rubrics/versions/{draft.public_id}").text


def test_a_character_that_cannot_be_kept_is_refused(session, hr, draft):
    first = draft.competencies[0]

    reply = hr.send(texts_page(first), **texts(first, anchor_2_en="a\x00b"))

    assert reply.status_code == 422
    assert "This text holds a character that cannot be kept." in reply.text
