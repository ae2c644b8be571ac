"""HR's pages of openings: who sees them, what they say, what they do."""

import re
from datetime import timedelta
from html import unescape

import pytest

from hiring import clock
from hiring.accounts.rules import Role
from hiring.db import db
from hiring.i18n.localised import Localised
from hiring.openings import queries
from hiring.openings.models import Opening
from hiring.openings.rules import MemberRole
from tests.factories.accounts import UserFactory
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.openings import ApplicationFactory, CandidateFactory, OpeningFactory
from tests.postgres import on_both

PAGES = [
    "",
    "/about",
    "/history",
    "/edit",
    "/people",
    "/open",
    "/close",
    "/extend",
    "/invite",
    "/invite-again",
    "/remind",
]
DEEDS = [
    "/edit",
    "/people",
    "/open",
    "/close",
    "/extend",
    "/invite",
    "/invite/preview",
    "/invite-again",
    "/remind",
]


@pytest.fixture
def page(hr, signed_in):
    return signed_in(hr)


def at(opening, rest=""):
    return f"/openings/{opening.public_id}{rest}"


def complete(opening, **changes):
    """Return the form of a draft, filled in."""
    return {
        "title_id": "Petugas Komunitas",
        "title_en": "Community Officer",
        "place": "Bekasi",
        "description_id": "Uraian",
        "description_en": "Description",
        "assessment": opening.assessment_version_id or "",
        "closes_on": "2030-11-27",
        "closes_at": "23:59",
        "zone": "Asia/Makassar",
        "languages": ["id", "en"],
        "references_wanted": "3",
        "raters_per_answer": "2",
        "tolerance": "2",
        **changes,
    }


def texts_of(opening, **changes):
    """Return the form of an opening that is open, filled in: texts only."""
    names = ("title_id", "title_en", "place", "description_id", "description_en")
    return {name: complete(opening)[name] for name in names} | changes


@on_both
@pytest.mark.parametrize("name", ["nobody", "a%00b", "%27", "x" * 500, "%E2%80%AE"])
def test_an_opening_nobody_knows_is_not_found(page, name):
    assert {page.get(f"/openings/{name}{rest}").status_code for rest in PAGES} == {404}


@pytest.mark.parametrize("role", [Role.HR, Role.REVIEWER, Role.HIRING_MANAGER, Role.ADMIN])
def test_an_opening_is_there_for_its_own_hr_only(opening, signed_in, role):
    stranger = signed_in(UserFactory(roles=[role]))

    found = {stranger.get(at(opening, rest)).status_code for rest in PAGES}
    found |= {stranger.send(at(opening, rest)).status_code for rest in DEEDS}

    assert found == {404}


def test_the_panel_and_the_hiring_manager_do_not_reach_hrs_pages(
    opening, signed_in, reviewers, hiring_manager
):
    for member in (reviewers[0], hiring_manager):
        client = signed_in(member)
        assert {client.get(at(opening, rest)).status_code for rest in PAGES} == {404}


def test_a_stranger_is_sent_to_the_sign_in(client, opening):
    reply = client.get(at(opening))

    assert reply.status_code == 302
    assert reply.location.startswith("/sign-in")


def test_hr_loses_an_opening_with_the_role(opening, hr, session, signed_in):
    hr.roles.clear()
    session.flush()

    assert signed_in(hr).get(at(opening)).status_code == 404


def listed(text):
    return re.findall(r'<th scope="row"><a [^>]*><bdi>([^<]*)</bdi>', text)


def named(title, **values):
    return OpeningFactory(title=Localised(id=title, en=title), **values)


def test_the_list_holds_ones_own_openings_the_next_to_close_first(page, hr, opening):
    named("Lebih dulu", hr=[hr], closes_at=clock.now() + timedelta(days=1))
    named("Sudah tutup", hr=[hr], state="closed")
    named("Milik lain", hr=[UserFactory(roles=[Role.HR])])

    assert listed(page.get("/openings").text) == ["Lebih dulu", "Petugas Komunitas, Bekasi"]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"show": "open"}, ["Humas"]),
        ({"show": "draft"}, ["Konsep muda", "Konsep tua"]),
        ({"show": "closed"}, ["Baru tutup", "Lama tutup"]),
        ({"show": "all"}, ["Lama tutup", "Baru tutup", "Konsep muda", "Konsep tua", "Humas"]),
        ({"show": "uninvited"}, ["Humas"]),
        ({"q": "KONSEP"}, ["Konsep muda", "Konsep tua"]),
        ({"q": "magelang"}, ["Humas"]),
        ({"q": "tutup", "show": "open"}, []),
        ({"q": "100%"}, []),
        ({"show": "'; --", "q": "\x00"}, ["Humas"]),
    ],
)
def test_the_list_is_filtered_by_state_and_searched_by_title_and_place(page, hr, asked, shown):
    named("Humas", hr=[hr], place="Magelang")
    named("Konsep tua", hr=[hr], draft=True)
    named("Konsep muda", hr=[hr], draft=True)
    named("Baru tutup", hr=[hr], state="closed", closes_at=clock.now() - timedelta(days=1))
    named("Lama tutup", hr=[hr], state="closed", closes_at=clock.now() - timedelta(days=9))

    assert listed(page.get("/openings", query_string=asked).text) == shown


def test_with_nothing_open_the_list_begins_with_the_drafts(page, hr):
    named("Konsep", hr=[hr], draft=True)
    named("Lama", hr=[hr], state="closed")

    assert listed(page.get("/openings").text) == ["Konsep"]


@pytest.mark.thorough
@pytest.mark.parametrize("shown", ["open", "draft", "closed", "all"])
def test_a_thousand_openings_are_turned_a_page_at_a_time_forth_and_back(page, hr, shown):
    state = {"all": "open"}.get(shown, shown)
    moments = [clock.now() + timedelta(days=1 + number // 2) for number in range(120)]
    version = AssessmentVersionFactory()
    made = [
        named(f"Nomor {place}", hr=[hr], state=state, closes_at=at, assessment_version=version)
        for place, at in enumerate(moments)
    ]
    expected = [opening.title.id for opening in made]
    if shown != "open":
        expected.reverse()
    address, turned = f"/openings?show={shown}", []

    while address:
        text = page.get(address).text
        turned.append(listed(text))
        following = re.search(r'href="([^"]+)" rel="next"', text)
        address = unescape(following.group(1)) if following else None

    assert turned == [expected[:50], expected[50:100], expected[100:]]
    before = re.search(r'href="([^"]+)" rel="prev"', text)
    assert listed(page.get(unescape(before.group(1))).text) == expected[50:100]


def test_an_empty_list_says_how_to_begin(page):
    text = page.get("/openings").text

    assert "Anda belum memiliki lowongan." in text
    assert 'href="/openings/new"' in text


def test_a_draft_begins_with_its_title_and_lists_what_it_lacks(page, session):
    reply = page.send("/openings/new", title_id="Petugas", title_en="")

    opening = session.query(Opening).one()
    assert reply.location == at(opening, "/edit")
    text = page.get(at(opening)).text
    assert f'href="{at(opening, "/edit")}#title_en"' in text
    assert f'href="{at(opening, "/edit")}#closes_on"' in text
    assert f'href="{at(opening, "/people")}#reviewers"' in text
    assert page.get(at(opening, "/open")).location == at(opening), "an incomplete draft has no such page"


def test_a_draft_needs_a_title(page):
    reply = page.send("/openings/new", title_id=" ", title_en="x")

    assert reply.status_code == 422
    assert 'href="#title_id"' in reply.text


def test_a_filled_in_draft_is_kept_and_opens(page, session, draft):
    assert page.edit(at(draft, "/edit"), **complete(draft)).location == at(draft)

    found = queries.plan_of(draft)
    assert found.title == Localised(id="Petugas Komunitas", en="Community Officer")
    assert (found.references_wanted, found.zone) == (3, "Asia/Makassar")
    assert found.closes_at.isoformat() == "2030-11-27T15:59:59+00:00"
    assert "Tidak ada yang kurang" in page.get(at(draft)).text
    assert "60%" in page.get(at(draft, "/open")).text

    page.edit(at(draft, "/open"))

    assert draft.state == "open"


def test_a_draft_may_have_gaps(page, draft):
    gaps = complete(draft, title_en="", place="", description_id="", assessment="", closes_on="")

    assert page.edit(at(draft, "/edit"), **gaps).status_code == 302
    assert (draft.closes_at, draft.assessment_version_id, draft.rubric_version_id) == (None, None, None)


@pytest.mark.parametrize(
    "change",
    [
        {"title_id": "x" * 161},
        {"title_id": "Petugas\x00"},
        {"description_id": "x" * 10_001},
        {"assessment": "999999"},
        {"assessment": "1 or 1=1"},
        {"closes_on": "27 November"},
        {"closes_on": "0001-01-01"},
        {"closes_on": "9999-12-31"},
        {"closes_at": "25:00"},
        {"zone": "Europe/Berlin"},
        {"languages": ["de"]},
        {"languages": []},
        {"references_wanted": "7"},
        {"raters_per_answer": "0"},
        {"raters_per_answer": "NaN"},
        {"tolerance": "10"},
    ],
)
def test_nonsense_in_a_draft_is_refused_and_nothing_is_lost(page, draft, change):
    reply = page.edit(at(draft, "/edit"), **{**complete(draft, description_en="Kept <b>text</b>"), **change})

    assert reply.status_code == 422
    assert "Kept &lt;b&gt;text&lt;/b&gt;" in reply.text
    assert draft.place == "Bekasi"
    assert draft.title.en == "Community Officer, Bekasi"


def test_an_open_opening_shows_texts_to_mend_and_nothing_else(page, opening):
    text = page.get(at(opening, "/edit")).text

    assert 'name="place"' in text
    assert 'name="tolerance"' not in text
    reply = page.edit(at(opening, "/edit"), **texts_of(opening, place="Depok"))
    assert reply.location == at(opening, "/about")
    assert (opening.place, opening.tolerance) == ("Depok", 2)


@pytest.mark.parametrize(
    "change",
    [{"tolerance": "4"}, {"provisional_keys_count": "yes"}, {"languages": ["id"]}, {"assessment": "999999"}],
)
def test_a_page_of_the_draft_sent_once_it_is_open_cannot_change_the_rules(page, opening, hr, change):
    hr.locale = "en"
    before = queries.plan_of(opening)
    as_it_was = {"zone": opening.zone, "references_wanted": "2", "place": "Depok <b>"}

    reply = page.edit(at(opening, "/edit"), **complete(opening, **as_it_was | change))

    assert reply.status_code == 422
    assert "its assessment, languages and rules can no longer change" in reply.text
    assert "Depok &lt;b&gt;" in reply.text
    assert queries.plan_of(opening) == before


def test_a_page_of_the_draft_that_changes_texts_only_is_taken_once_it_is_open(page, opening):
    as_it_was = {"zone": opening.zone, "references_wanted": "2", "place": "Depok"}

    reply = page.edit(at(opening, "/edit"), **complete(opening, **as_it_was))

    assert reply.location == at(opening, "/about")
    assert opening.place == "Depok"


def test_texts_of_an_open_opening_cannot_go_missing(page, opening):
    reply = page.edit(at(opening, "/edit"), **complete(opening, title_en="", description_en=" "))

    assert reply.status_code == 422
    assert 'href="#title_en"' in reply.text
    assert 'href="#description_en"' in reply.text


def test_descriptions_are_shown_as_safe_markdown(page, opening, session):
    opening.description = Localised(id="**Tugas** <script>alert(1)</script>", en="x")

    text = page.get(at(opening, "/about")).text

    assert "<strong>Tugas</strong> &lt;script&gt;" in text


def test_people_are_chosen_from_active_staff_with_the_role(page, draft, hr, reviewers, hiring_manager):
    new = UserFactory(name="Maya <i>", roles=[Role.REVIEWER])
    gone = UserFactory(name="Sudah Pergi", roles=[Role.REVIEWER], active=False)

    text = page.get(at(draft, "/people")).text
    assert "Maya &lt;i&gt;" in text
    assert "Sudah Pergi" not in text

    def chosen(*reviewers):
        return {"reviewers": [u.id for u in reviewers], "hiring_managers": hiring_manager.id, "hr": hr.id}

    assert page.edit(at(draft, "/people"), **chosen(*reviewers, new)).location == at(draft)
    assert page.edit(at(draft, "/people"), **chosen(*reviewers, gone)).status_code == 422


def test_in_a_large_house_people_are_found_by_name_and_nothing_that_was_ticked_is_lost(
    page, draft, hr, reviewers, hiring_manager
):
    staff = [UserFactory(name=f"Penilai {n:03}", roles=[Role.REVIEWER]) for n in range(100)]
    ticked = [*reviewers, staff[3]]
    sent = {"reviewers": [u.id for u in ticked], "hiring_managers": hiring_manager.id, "hr": hr.id}

    first = page.get(at(draft, "/people")).text
    found = page.edit(at(draft, "/people"), **sent, search="penilai 09", look="1")

    assert "Penilai 015" in first
    assert "Penilai 095" not in first
    assert found.status_code == 200
    assert boxes(found.text, "reviewers") == {
        **{str(each.id): True for each in ticked},
        **{str(each.id): False for each in staff[90:]},
    }
    assert queries.people_of(draft)[MemberRole.REVIEWER] == {each.id for each in reviewers}

    chosen = {**sent, "reviewers": [*sent["reviewers"], staff[97].id]}
    assert page.edit(at(draft, "/people"), **chosen).location == at(draft)
    db.session.expire_all()
    after = queries.opening_by_public_id(db.session, draft.public_id)
    assert queries.people_of(after)[MemberRole.REVIEWER] == set(chosen["reviewers"])


def boxes(html, name):
    """Return the values of the boxes called `name`, and which are ticked."""
    found = re.findall(rf'<input ((?:checked )?)[^>]*name="{name}"[^>]*value="(\d+)"', html)
    return {value: bool(checked) for checked, value in found}


def test_a_search_that_nobody_can_type_is_refused_and_keeps_who_is_ticked(page, draft, reviewers):
    reply = page.edit(at(draft, "/people"), reviewers=reviewers[0].id, search="Nobody \x00", look="1")

    assert reply.status_code == 422
    assert str(reviewers[0].id) in boxes(reply.text, "reviewers")


def test_more_ids_than_a_house_has_people_are_refused_and_not_asked_for(page, draft):
    reply = page.edit(at(draft, "/people"), reviewers=[*range(1_000, 3_000), 2**80])

    assert reply.status_code == 422


def test_a_reviewer_who_would_know_the_names_is_refused_with_a_sentence(page, draft, hr, hiring_manager):
    both = UserFactory(roles=[Role.REVIEWER, Role.HR])

    reply = page.edit(
        at(draft, "/people"), reviewers=both.id, hiring_managers=hiring_manager.id, hr=[hr.id, both.id]
    )

    assert reply.status_code == 422
    assert "Penilai tidak boleh mengetahui nama kandidat." in reply.text


def test_hr_who_leaves_an_opening_is_told_so(page, draft, reviewers, hiring_manager):
    other = UserFactory(roles=[Role.HR])

    reply = page.edit(
        at(draft, "/people"),
        reviewers=[r.id for r in reviewers],
        hiring_managers=hiring_manager.id,
        hr=other.id,
    )

    assert reply.location == "/openings"
    assert page.get(at(draft)).status_code == 404


def test_closing_asks_first_and_says_what_happens(page, opening):
    ApplicationFactory(opening=opening)
    ApplicationFactory(opening=opening, stage="sitting")

    text = page.get(at(opening, "/close")).text
    assert "1 kandidat belum mulai" in text
    assert "1 kandidat sedang mengerjakan tugas" in text
    assert opening.state == "open"

    page.send(at(opening, "/close"))

    assert opening.state == "closed"


def test_the_closing_moment_can_only_move_away(page, opening):
    before = opening.closes_at

    assert page.edit(at(opening, "/extend"), closes_on="2020-01-01", closes_at="10:00").status_code == 422
    assert page.edit(at(opening, "/extend"), closes_on="x", closes_at="y").status_code == 422
    assert opening.closes_at == before
    assert page.edit(at(opening, "/extend"), closes_on="2031-01-01", closes_at="10:00").location == at(
        opening
    )
    assert opening.closes_at.isoformat() == "2031-01-01T03:00:00+00:00"


def people(opening, **stages):
    for stage, names in stages.items():
        for name in names:
            ApplicationFactory(opening=opening, stage=stage, candidate=CandidateFactory(name=name))


def names(page, opening, query=""):
    return names_in(page.get(at(opening, query)).text)


def names_in(text):
    return re.findall(r'id="name-\d+"[^>]*><bdi>([^<]*)</bdi>', text)


def onward(page, text):
    """Return the page after the one that says `text`."""
    return page.get(unescape(re.search(r'href="([^"]+)" rel="next"', text).group(1))).text


def test_the_stages_filter_the_table(page, opening):
    people(opening, invited=["Ani", "Budi"], sitting=["Citra"], withdrawn=["Dewi"])

    assert names(page, opening) == ["Ani", "Budi", "Citra", "Dewi"]
    assert names(page, opening, "?stage=invited") == ["Ani", "Budi"]
    assert names(page, opening, "?stage=withdrawn") == ["Dewi"]
    assert names(page, opening, "?stage=scored") == []


@on_both
def test_the_table_is_searched_for_the_very_letters(page, opening):
    people(opening, invited=["Ani 100%", "Budi_S", "Citra"])

    assert names(page, opening, "?q=100%25") == ["Ani 100%"]
    assert names(page, opening, "?q=_") == ["Budi_S"]
    assert names(page, opening, "?q=%25") == ["Ani 100%"]
    assert names(page, opening, "?q=CITRA") == ["Citra"]
    assert names(page, opening, "?q=' or 1=1 --") == []


@on_both
def test_the_table_is_sorted_by_any_column_both_ways(page, opening):
    long_ago = clock.now() - timedelta(days=1)
    ApplicationFactory(opening=opening, candidate=CandidateFactory(name="ani"), seconds_used=5)
    ApplicationFactory(
        opening=opening, candidate=CandidateFactory(name="Budi"), stage_at=long_ago, seconds_used=9
    )

    assert names(page, opening, "?order=desc") == ["Budi", "ani"]
    assert names(page, opening, "?sort=time&order=desc") == ["Budi", "ani"]
    assert names(page, opening, "?sort=since") == ["Budi", "ani"]
    assert names(page, opening, "?sort=since&order=desc") == ["ani", "Budi"]


@pytest.mark.parametrize(
    "query",
    [
        "?after=9999999999999999999999&after=1",
        "?before=%00&before=x&stage=%00&sort[]=x",
        "?q=%ff%fe",
        "?order=desc&order=asc",
        "?stage=x'",
    ],
)
def test_a_hostile_address_shows_the_table(page, opening, query):
    people(opening, invited=["Ani"])

    assert page.get(at(opening, query)).status_code == 200


def test_markup_in_a_name_is_shown_as_text(page, opening):
    people(opening, invited=['"><img src=x onerror=alert(1)>'])

    for address in (at(opening), at(opening, "/history")):
        assert "<img" not in page.get(address).text


@on_both
def test_a_long_table_comes_in_pages_with_as_few_statements_as_a_short_one(page, opening, statements):
    people(opening, invited=["Ani"])
    with statements() as short:
        page.get(at(opening))
    people(opening, invited=[f"Orang {number:03}" for number in range(120)])

    address = at(opening, "?sort=name")
    with statements() as long:
        first = page.get(address).text
    third = onward(page, onward(page, first))

    assert names_in(first) == ["Ani", *(f"Orang {number:03}" for number in range(49))]
    assert names_in(third) == [f"Orang {number:03}" for number in range(99, 120)]
    assert len(long) == len(short)


def test_the_history_tells_in_sentences_who_did_what(page, draft):
    page.edit(at(draft, "/edit"), **complete(draft))
    page.edit(at(draft, "/open"))
    page.edit(at(draft, "/extend"), closes_on="2031-01-01", closes_at="10:00")

    text = page.get(at(draft, "/history")).text

    assert "Ratna Dewi membuka Petugas Komunitas bagi kandidat." in text
    assert "Ratna Dewi memperpanjang batas waktu Petugas Komunitas sampai 1 Jan 2031, 10.00 WITA." in text


def test_pages_speak_english_to_whoever_prefers_it(page, draft, hr):
    hr.locale = "en"

    assert "Nothing is missing" in page.get(at(draft)).text


def test_the_kinds_of_referees_wanted_are_kept_shown_and_add_up(session, draft, page):
    wanted = {"references_wanted": "3", "bosses_wanted": "1", "community_wanted": "1"}
    page.edit(at(draft, "/edit"), **complete(draft, **wanted))

    session.refresh(draft)
    assert (draft.bosses_wanted, draft.colleagues_wanted, draft.community_wanted) == (1, 0, 1)
    assert "Atasan langsung: paling sedikit 1" in page.get(at(draft, "/about")).text

    reply = page.edit(at(draft, "/edit"), **complete(draft, **wanted | {"references_wanted": "1"}))
    assert reply.status_code == 422
    assert "Jumlah referensi lebih sedikit" in reply.text


@pytest.mark.parametrize(
    ("page", "tab", "here"),
    [
        ("scoring", "scoring", "page"),
        ("scoring/rules", "scoring", "true"),
        ("scoring/differences", "scoring", "true"),
        ("scoring/conflicts", "scoring", "true"),
    ],
)
def test_a_page_below_a_tab_says_to_which_tab_it_belongs(signed_in, opening, hr, page, tab, here):
    html = signed_in(hr).get(f"/openings/{opening.public_id}/{page}").text

    tabs = re.search(r'<nav class="tabs".*?</nav>', html, re.DOTALL)
    assert tabs is not None
    current = re.findall(r'<a href="([^"]+)" aria-current="(\w+)"', tabs[0])
    assert current == [(f"/openings/{opening.public_id}/{tab}", here)]
