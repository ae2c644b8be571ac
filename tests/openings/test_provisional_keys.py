"""An opening says whether keys count that no panel of experts has confirmed, and what that does."""

import re
from html import unescape

import pytest

from hiring.errors import NotReady
from hiring.openings import actions, queries
from hiring.rubrics.models import Competency
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.banks import BankFactory, _letter, letter, scenario
from tests.factories.openings import OpeningFactory
from tests.page import words
from tests.postgres import on_both


@pytest.fixture
def of_letters(session):
    """Return a function that makes an assessment of some letters and a scenario with a provisional key."""

    def made(letters):
        bank = BankFactory()
        written = [letter(bank=bank, content=_letter() | {"code": f"T{90 + n}"}) for n in range(letters)]
        return AssessmentVersionFactory(
            sections=[[*written, scenario(bank=bank, code="T80", provisional=True)]]
        )

    return made


@pytest.fixture
def drafted(of_letters, hr, reviewers, hiring_manager):
    def made(letters, **values):
        people = {"hr": [hr], "reviewers": reviewers, "hiring_managers": [hiring_manager]}
        return OpeningFactory(draft=True, assessment_version=of_letters(letters), **people, **values)

    return made


def sentences(session, opening):
    return [(gap.anchor, gap.sentence.split("%")[0]) for gap in queries.faults_of(session, opening)]


@on_both
def test_usually_they_do_not_count_and_nothing_is_asked_of_the_keys(session, drafted, by):
    opening = drafted(1)

    assert not opening.provisional_keys_count
    assert queries.faults_of(session, opening) == []
    actions.open_opening(session, opening, by=by)
    assert opening.state == "open"


@on_both
def test_where_they_count_a_quarter_of_a_competency_at_most_may_come_from_keys(session, drafted, by):
    too_few, enough = drafted(2, provisional_keys_count=True), drafted(3, provisional_keys_count=True)
    [name] = session.query(Competency.name).filter_by(version_id=too_few.rubric_version_id, code="COMW")

    [gap] = queries.faults_of(session, too_few)

    assert (gap.page, gap.anchor, gap.values) == ("edit", "provisional_keys_count", {"competency": name[0]})
    with pytest.raises(NotReady) as refused:
        actions.open_opening(session, too_few, by=by)
    assert refused.value.missing[0].startswith(f"More than a quarter of “{name[0].en}” would come")
    assert (too_few.state, queries.faults_of(session, enough)) == ("draft", [])


@pytest.mark.parametrize(
    ("locale", "words_of_it"),
    [("en", "would come from answer keys"), ("id", "akan berasal dari kunci jawaban")],
)
def test_the_page_of_the_draft_says_of_which_competency(signed_in, hr, drafted, locale, words_of_it):
    hr.locale = locale
    opening = drafted(1, provisional_keys_count=True)
    client = signed_in(hr)

    page = unescape(client.get(f"/openings/{opening.public_id}").text)

    [line] = re.findall(r'#provisional_keys_count">([^<]+)<', page)
    assert words_of_it in line
    assert f"({locale})" in line
    assert client.get(f"/openings/{opening.public_id}/open").status_code == 302
    listed = words(client.get("/openings").text)
    assert ("1 thing is missing" if locale == "en" else "kurang 1 hal") in listed


def test_a_provisional_key_that_tells_of_nothing_scored_is_not_named(session, signed_in, hr):
    elsewhere = scenario(provisional=True, key={"measures": {"choice": "CMOD"}})
    opening = OpeningFactory(
        draft=True, hr=[hr], assessment_version=AssessmentVersionFactory(sections=[[elsewhere]])
    )
    hr.locale = "en"

    assert (
        "Answer keys still provisional" not in signed_in(hr).get(f"/openings/{opening.public_id}/edit").text
    )


def test_the_choice_names_the_tasks_is_kept_and_shown(signed_in, hr, drafted):
    hr.locale = "en"
    opening, client = drafted(3), signed_in(hr)
    address = f"/openings/{opening.public_id}/edit"

    page = client.get(address).text
    assert "Answer keys still provisional: Angry group (en)." in words(page)
    assert re.search(r'value="no"[^>]*checked|checked[^>]*value="no"', page)
    sent = {
        "title_id": "Petugas",
        "assessment": opening.assessment_version_id,
        "zone": opening.zone,
        "languages": ["id", "en"],
        "references_wanted": "2",
        "raters_per_answer": "2",
        "tolerance": "2",
    }
    assert client.edit(address, **sent, provisional_keys_count="yes").status_code == 302
    assert opening.provisional_keys_count
    assert client.edit(address, **sent, provisional_keys_count="perhaps").status_code == 422
    assert client.edit(address, **sent).status_code == 302  # a page that does not ask changes nothing
    assert opening.provisional_keys_count
    about = words(client.get(f"/openings/{opening.public_id}/about").text)
    assert "Provisional answer keys count, and are named" in about
