"""The first page: what needs a person, the most urgent first, and what is running."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import delete

from hiring import clock
from hiring.accounts.rules import Role
from hiring.i18n.localised import Localised
from hiring.jobs.lanes import LANES
from hiring.jobs.models import WorkerSeen
from hiring.mail.actions import Recipient, send
from hiring.organisation.models import Organisation
from tests.factories.accounts import UserFactory
from tests.factories.assessments import AssessmentVersionFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory

TO = Recipient("A", "a@b.example", "id")


@pytest.fixture
def hr(session):
    return UserFactory(name="Ratna <b>", roles=[Role.HR])


def needs(text):
    found = re.findall(r'class="need-sentence">([^<]*)<', text)
    return [sentence.strip() for sentence in found]


def test_a_new_hr_member_learns_how_to_begin(signed_in, hr):
    text = signed_in(hr).get("/").text

    assert needs(text) == []
    assert "Saat ini tidak ada yang perlu Anda tangani." in text
    assert "Belum ada lowongan yang berjalan." in text
    assert "Ratna &lt;b&gt;" in text


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        (Role.ADMIN, "This list shows when work of the system is held up or was given up."),
        (Role.HR, "This list shows when candidates ask for something"),
        (Role.REVIEWER, "HR chooses in which openings you are a reviewer."),
        (Role.HIRING_MANAGER, "HR chooses in which openings you decide."),
    ],
)
def test_whoever_has_nothing_to_do_reads_what_will_come_and_from_whom(session, signed_in, role, sentence):
    session.add(WorkerSeen(name="here", lanes=",".join(LANES), seen_at=clock.now()))

    text = signed_in(UserFactory(roles=[role], locale="en")).get("/").text

    assert "Nothing to do right now." in text
    assert sentence in text


def test_on_the_first_day_nobody_reads_that_nothing_is_to_be_done(session, signed_in):
    session.execute(delete(Organisation))
    session.commit()

    text = signed_in(UserFactory(roles=[Role.ADMIN], locale="en")).get("/").text

    assert "First day" in text
    assert "Nothing to do right now." not in text


def test_what_hurts_first_stands_first_and_leads_to_where_it_is_done(session, signed_in, hr):
    draft = OpeningFactory(hr=[hr], draft=True, place="", title=Localised(id="Konsep", en="Draft"))
    soon = OpeningFactory(hr=[hr], closes_at=clock.now() + timedelta(days=2))
    ApplicationFactory(opening=soon, stage="consented")
    empty = OpeningFactory(hr=[hr])
    message = send(session, "invitation", Recipient("A", "a@b.example", "id"), key="x", opening_id=soon.id)
    message.state = "failed"

    text = signed_in(hr).get("/").text

    assert needs(text) == [
        "1 email tidak terkirim",
        "Tutup dalam 1 hari, 1 kandidat belum selesai",
        "Belum ada yang diundang",
        "Draf masih kurang 3 hal",
    ]
    assert f'href="/openings/{draft.public_id}"' in text
    assert f'href="/openings/{empty.public_id}/invite"' in text


def test_a_complete_draft_waits_to_be_opened(session, signed_in, hr):
    reviewers = [UserFactory(roles=[Role.REVIEWER]) for _ in range(2)]
    hiring_manager = UserFactory(roles=[Role.HIRING_MANAGER])
    draft = OpeningFactory(hr=[hr], draft=True, reviewers=reviewers, hiring_managers=[hiring_manager])

    text = signed_in(hr).get("/").text

    assert needs(text) == ["Draf ini lengkap dan dapat dibuka"]
    assert f'href="/openings/{draft.public_id}/open"' in text


def test_hr_learns_of_people_who_stopped_and_of_answers_that_nobody_marks(session, signed_in, hr):
    opening = OpeningFactory(hr=[hr])
    for stage, days in (("sitting", 4), ("consented", 2), ("invited", 9), ("scoring", 8), ("handed_in", 6)):
        ApplicationFactory(opening=opening, stage=stage, stage_at=clock.now() - timedelta(days=days))

    text = signed_in(hr).get("/").text

    assert needs(text) == [
        "1 kandidat menyerahkan jawaban lebih dari seminggu lalu dan belum diberi skor",
        "1 kandidat sudah membuka tautan, tetapi tiga hari tidak melanjutkan",
    ]
    assert f'href="/openings/{opening.public_id}/scoring"' in text


@pytest.mark.parametrize(
    ("stage", "awaits_letter", "stays"),
    [
        ("handed_in", False, True),
        ("scoring", False, True),
        ("scored", False, True),
        ("decided", True, True),
        ("decided", False, False),
        ("expired", False, False),
        ("withdrawn", False, False),
    ],
)
def test_a_closed_opening_stays_until_everybody_who_handed_in_is_decided_on_and_told(
    session, signed_in, hr, stage, awaits_letter, stays
):
    opening = OpeningFactory(hr=[hr], state="closed", closes_at=clock.now() - timedelta(days=1))
    ApplicationFactory(opening=opening, stage=stage, awaits_letter=awaits_letter)

    text = signed_in(hr).get("/").text.partition('id="running"')[2]

    assert (opening.public_id in text) is stays


def test_openings_of_others_do_not_appear(session, signed_in, hr):
    OpeningFactory(hr=[UserFactory(roles=[Role.HR])], title=Localised(id="Rahasia", en="Secret"))

    assert "Rahasia" not in signed_in(hr).get("/").text


@pytest.mark.parametrize("role", [Role.ADMIN, Role.REVIEWER, Role.HIRING_MANAGER])
def test_who_is_not_hr_starts_no_opening(session, signed_in, role):
    reply = signed_in(UserFactory(roles=[role])).get("/")

    assert reply.status_code == 200
    assert "/openings/new" not in reply.text


def test_sixty_of_a_kind_are_five_lines_and_a_number_that_leads_to_all(session, signed_in, hr):
    version = AssessmentVersionFactory()
    drafts = [OpeningFactory(hr=[hr], draft=True, assessment_version=version) for _ in range(60)]
    running = [OpeningFactory(hr=[hr], assessment_version=version) for _ in range(30)]
    for opening in running[:8]:
        send(session, "invitation", TO, key=f"x{opening.id}", opening_id=opening.id).state = "failed"
        ApplicationFactory(opening=opening)
        opening.closes_at = clock.now() + timedelta(days=2)

    text = signed_in(hr).get("/").text

    assert needs(text) == [
        *["1 email tidak terkirim"] * 5,
        "Dan 3 lagi",
        *["Tutup dalam 1 hari, 1 kandidat belum selesai"] * 5,
        "Dan 3 lagi",
        *["Belum ada yang diundang"] * 5,
        "Dan 17 lagi",
        *["Draf masih kurang 2 hal"] * 5,
        "Dan 55 lagi",
    ]
    assert [drafts[number].public_id in text for number in (-1, -5, -6)] == [True, True, False]
    assert re.findall(r'href="(/[a-z]+\?[^"]+)"', text) == [
        *["/outbox?state=failed"] * 6,
        "/openings?show=open",
        "/openings?show=uninvited",
        "/openings?show=draft",
    ]
    assert "Dan 80 lagi" in text
