"""HR browses the bank; nobody who might be measured sees a key."""

import re

import pytest
from sqlalchemy import select

from hiring.accounts.rules import SYSTEM, Audience, Role
from hiring.banks.actions import load_bank
from hiring.banks.documents import task_from_json
from hiring.banks.models import BankItem
from hiring.sittings.models import AnswerRevision
from tests.factories.accounts import UserFactory
from tests.factories.sittings import SittingFactory
from tests.page import words


@pytest.fixture
def item(session, shipped):
    load_bank(session, shipped, by=SYSTEM)
    return lambda code: session.scalars(select(BankItem).where(BankItem.code == code)).one()


@pytest.mark.parametrize(
    ("locale", "title", "measures"),
    [
        ("id", "Email kepada LSM", "Jejaring dan kemitraan"),
        ("en", "E-mail to an NGO", "Networking and partnership"),
    ],
)
def test_the_list_of_tasks_speaks_the_readers_language(signed_in, item, locale, title, measures):
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))

    page = hr.get("/banks").text

    assert title in page
    assert measures in page


@pytest.mark.parametrize("code", ["P00", *(f"T{n:02}" for n in range(1, 13))])
@pytest.mark.parametrize("locale", ["id", "en"])
def test_every_task_has_a_page_and_a_preview(signed_in, item, code, locale):
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))

    replies = [hr.get(f"/banks/tasks/{item(code).public_id}{end}") for end in ("", "/preview")]

    assert [reply.status_code for reply in replies] == [200, 200]


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en", "35 minutes (about 20 of them for reading and writing)"),
        ("id", "35 menit (sekitar 20 di antaranya untuk membaca dan menulis)"),
    ],
)
def test_hr_reads_how_much_of_its_time_a_task_leaves_for_thinking(signed_in, item, locale, told):
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))

    assert told in words(hr.get(f"/banks/tasks/{item('T01').public_id}").text)
    assert "di antaranya" not in hr.get(f"/banks/tasks/{item('P00').public_id}").text


def test_the_preview_holds_no_key_look_for_or_example(signed_in, item):
    hr = signed_in(UserFactory(roles=[Role.HR], locale="en"))
    task = item("T01").content

    page = hr.get(f"/banks/tasks/{item('T01').public_id}/preview").text

    secrets = [point["en"] for each in task["look_fors"] for point in each["points"]]
    secrets += [trap["en"] for trap in task["traps"]]
    assert secrets
    assert [secret for secret in secrets if secret in page] == []


SHOWN = re.compile(
    r'<details class="material".*?</details>|<div class="prose instructions">.*?</div>|'
    r'<div class="prose" id="part-[^"]+-prompt">.*?</div>|<textarea[^>]*>|<label.*?</label>',
    re.DOTALL,
)


@pytest.mark.parametrize("locale", ["id", "en"])
def test_the_preview_shows_a_task_as_the_candidate_sees_it(signed_in, locale):
    sitting = SittingFactory(application__locale=locale)
    hr = signed_in(UserFactory(roles=[Role.HR], locale=locale))
    candidate = signed_in(sitting.application, Audience.CANDIDATE)

    for place in sitting.assessment_version.sections[0].tasks:
        seen = candidate.get(f"/candidate/tasks/{place.public_id}").text
        previewed = hr.get(f"/banks/tasks/{place.item.public_id}/preview").text
        assert len(SHOWN.findall(previewed)) >= 3
        assert [piece for piece in SHOWN.findall(previewed) if piece not in seen] == []


def test_what_is_typed_into_a_preview_is_kept_nowhere(signed_in, session):
    item = SittingFactory().assessment_version.sections[0].tasks[0].item
    hr, address = signed_in(UserFactory(roles=[Role.HR])), f"/banks/tasks/{item.public_id}/preview"

    assert hr.send(address, answer="Ditik di sini").status_code == 405
    reply = hr.get(address, query_string={"answer": "Ditik di sini"})

    assert (reply.status_code, "Ditik di sini" in reply.text) == (200, False)
    assert session.scalars(select(AnswerRevision)).all() == []


def test_a_preview_loads_the_scripts_of_its_kinds_as_the_candidates_page_does(signed_in, item):
    page = signed_in(UserFactory(roles=[Role.HR])).get(f"/banks/tasks/{item('T16').public_id}/preview").text

    assert "data-practice" in page
    assert re.search(r'src="/assets/\w+/js/sittings/practice\.long_text\.sop_steps\.js"', page)
    assert "Add a row" in page or "Tambah baris" in page


def test_a_story_is_followed_in_a_preview_and_what_else_was_typed_stays_on_the_page(signed_in, item, session):
    hr, address = signed_in(UserFactory(roles=[Role.HR])), f"/banks/tasks/{item('T07').public_id}/preview"
    part = task_from_json(item("T07").content).parts[0]
    first = f"{part.nodes[0].key}-{part.nodes[0].options[0].key}"

    page = hr.get(
        address, query_string={"part.decisions": first, "part.message": "Ditik di sini", "step": "decisions"}
    ).text

    assert f'name="path.decisions" value="{first}"' in page
    assert "Ditik di sini" in page
    assert session.scalars(select(AnswerRevision)).all() == []


def test_reviewers_and_managers_find_no_bank(signed_in, item):
    for role in (Role.REVIEWER, Role.HIRING_MANAGER, Role.ADMIN):
        somebody = signed_in(UserFactory(roles=[role]))
        pages = ["/banks", f"/banks/tasks/{item('T01').public_id}"]
        assert [somebody.get(page).status_code for page in pages] == [404, 404]
