"""HR's page about the references of one application."""

import re
from datetime import timedelta
from html import unescape

import pytest

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.mail.models import Message
from hiring.openings.models import OpeningMember
from hiring.openings.rules import Stage
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.references import SITUATION, ReferenceFactory, ReferenceRequestFactory, token_of


@pytest.fixture
def ratna(hr, signed_in):
    return signed_in(hr)


@pytest.fixture
def page(application):
    return f"/applications/{application.public_id}/references"


def test_an_empty_page_says_what_comes(ratna, page):
    shown = ratna.get(page).text

    assert "Kandidat belum menyebut siapa pun. Diperlukan 2 pemberi referensi." in shown


def test_states_are_words_with_times(ratna, page, application):
    ago = clock.now() - timedelta(days=4)
    ReferenceRequestFactory(application=application, name="Bu Satu")
    ReferenceRequestFactory(
        application=application,
        opened=True,
        name="Bu Dua",
        sent_at=ago,
        reminders_sent=1,
        reminded_at=ago + timedelta(days=3),
    )
    ReferenceRequestFactory(
        application=application,
        sent=True,
        state="declined",
        name="Bu Tiga",
        ended_at=ago,
        decline_reason="<b>Sibuk</b>",
    )

    shown = ratna.get(page).text

    for words in (
        "Belum dikirim",
        "Dibuka",
        "Tidak bersedia",
        "4 hari yang lalu",
        "1 dari 2",
        "&lt;b&gt;Sibuk",
    ):
        assert words in shown
    assert "1 pemberi referensi belum dihubungi." in shown


def test_asking_writes_to_everybody_named(session, ratna, page, application):
    ReferenceRequestFactory.create_batch(2, application=application)

    reply = ratna.send(f"{page}/ask")

    assert reply.location == page
    assert "Permintaan sedang dikirim kepada 2 pemberi referensi." in ratna.get(page).text
    assert "Hubungi sekarang" not in ratna.get(page).text


def test_asking_nobody_says_so(ratna, page):
    ratna.send(f"{page}/ask")

    assert "Tidak ada yang dihubungi" in ratna.get(page).text


def test_reminding_a_new_link_and_cancelling(session, ratna, page, application):
    request = ReferenceRequestFactory(
        application=application, sent=True, sent_at=clock.now() - timedelta(days=2)
    )
    address = f"/reference-requests/{request.public_id}"

    assert f"{address}/remind" in ratna.get(page).text
    assert ratna.send(f"{address}/remind").location == page
    assert f"{address}/remind" not in ratna.get(page).text
    assert ratna.send(f"{address}/remind").status_code == 409
    assert ratna.send(f"{address}/send-again").location == page
    assert request.generation == 2
    assert ratna.send(f"{address}/cancel").location == page
    assert request.state == "cancelled"


def test_whoever_declined_can_only_be_left_alone(ratna, page, application):
    request = ReferenceRequestFactory(application=application, sent=True, state="declined")

    shown = ratna.get(page).text

    assert re.findall(f"{request.public_id}/([a-z-]+)", shown) == ["person"]
    assert ratna.send(f"/reference-requests/{request.public_id}/send-again").status_code == 409


def test_a_candidate_without_consent_is_not_asked_about(ratna, opening):
    application = ApplicationFactory(opening=opening, consented=True)
    ReferenceRequestFactory(application=application)

    shown = ratna.get(f"/applications/{application.public_id}/references").text

    assert "Kandidat tidak menyetujui permintaan referensi." in shown
    assert "Hubungi sekarang" not in shown


def test_an_ended_application_offers_nothing(ratna, page, application):
    ReferenceRequestFactory(application=application, sent=True)
    application.stage = Stage.WITHDRAWN

    shown = ratna.get(page).text

    assert "tidak ada lagi yang dihubungi" in shown
    assert re.findall("/reference-requests/[^/]+/([a-z-]+)", shown) == ["person"]
    assert "Dibatalkan" in shown


def test_an_address_of_staff_and_a_lost_mail_are_pointed_out(session, ratna, page, hr, application):
    ReferenceRequestFactory(application=application, email=hr.email)
    request = ReferenceRequestFactory(application=application, sent=True)
    session.add(
        Message(
            key=f"reference:{request.id}:1:request",
            template="reference_request",
            values={},
            to_name="X",
            to_email=request.email,
            locale="id",
            application_id=application.id,
            state="failed",
        )
    )

    shown = ratna.get(page).text

    assert "Alamat ini milik seorang staf." in shown
    assert "Email ke alamat ini tidak terkirim." in shown


def test_what_referees_wrote_is_closed_until_scores_are_locked(ratna, page, application):
    ReferenceFactory(request__application=application)

    closed = ratna.get(page).text
    application.stage = Stage.SCORED
    opened = ratna.get(page).text

    assert (SITUATION in closed, SITUATION in opened) == (False, True)
    assert "Referensi dibuka setelah skor asesmen dikunci" in closed
    assert "satu pemberi referensi mengamati ini" in opened


def test_nobody_reads_what_a_referee_has_not_sent(ratna, page, application, session):
    ReferenceRequestFactory(application=application, agreed=True, draft={"RX2": {"text": "belum terkirim"}})
    application.stage = Stage.SCORED
    session.commit()

    read = [ratna.get(place).text for place in (page, page.removesuffix("/references"))]

    assert [text for text in read if "belum terkirim" in text] == []


def test_the_reason_for_declining_is_read_by_hr_alone(
    session, ratna, page, opening, application, signed_in, client
):
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    opening.members.append(OpeningMember(user=manager, role="hiring_manager"))
    request = ReferenceRequestFactory(application=application, sent=True)
    client.send(f"/r/{token_of(request)}/decline", reason="Rahasia saya")
    candidate = signed_in(application, Audience.CANDIDATE)
    application.stage = Stage.SCORED

    assert "Rahasia saya" in ratna.get(page).text
    for reader, address in (
        (candidate, "/candidate/referees"),
        (candidate, "/candidate/status"),
        (signed_in(manager), f"/applications/{application.public_id}"),
        (client, f"/r/{token_of(request)}"),
    ):
        read = reader.get(address)
        assert (read.status_code, "Rahasia saya" in read.text) == (200, False)


def test_other_staff_find_nothing(session, page, application, signed_in):
    request = ReferenceRequestFactory(application=application, sent=True)
    strangers = [
        UserFactory(roles=[Role.HR]),
        UserFactory(roles=[Role.ADMIN]),
        UserFactory(roles=[Role.REVIEWER]),
        UserFactory(roles=[Role.HIRING_MANAGER]),
    ]

    for stranger in strangers:
        client = signed_in(stranger)
        assert client.get(page).status_code == 404
        assert client.send(f"{page}/ask").status_code == 404
        for deed in ("remind", "send-again", "cancel"):
            assert client.send(f"/reference-requests/{request.public_id}/{deed}").status_code == 404
    assert (request.state, request.generation) == ("sent", 1)


def test_reviewers_and_hiring_managers_of_the_opening_find_nothing_either(signed_in):
    reviewer = UserFactory(roles=[Role.REVIEWER])
    manager = UserFactory(roles=[Role.HIRING_MANAGER])
    opening = OpeningFactory(reviewers=[reviewer], hiring_managers=[manager])
    application = ApplicationFactory(opening=opening, consented=True, stage="scored")

    for person in (reviewer, manager):
        assert signed_in(person).get(f"/applications/{application.public_id}/references").status_code == 404


def test_an_unknown_application_or_request_is_a_404(ratna):
    assert ratna.get("/applications/unknown/references").status_code == 404
    assert ratna.send("/reference-requests/unknown/remind").status_code == 404


def test_silent_referees_stand_on_the_first_page(ratna, page, application):
    ReferenceRequestFactory(application=application, sent=True, sent_at=clock.now() - timedelta(days=8))

    home = ratna.get("/").text

    assert "1 pemberi referensi belum menjawab selama lebih dari 7 hari" in home
    assert page in home


def test_the_silent_referees_of_all_openings_are_turned_a_page_at_a_time(ratna, application):
    day = timedelta(days=1)
    for number in range(60):
        at = clock.now() - (99 - number) * day
        ReferenceRequestFactory(application=application, sent=True, name=f"Pak {number}", sent_at=at)
    elsewhere = ApplicationFactory(opening=OpeningFactory(hr=[UserFactory()]), consented=True)
    ReferenceRequestFactory(application=elsewhere, sent=True, name="Lain", sent_at=clock.now() - 99 * day)

    first = ratna.get("/references/silent").text
    following = re.search(r'href="([^"]+)" rel="next"', first)
    second = ratna.get(unescape(following.group(1))).text

    names = [re.findall(r"<bdi>(Pak \d+|Lain)</bdi>", text) for text in (first, second)]
    assert names == [[f"Pak {n}" for n in range(50)], [f"Pak {n}" for n in range(50, 60)]]


def test_nobody_silent_is_said_and_a_reviewer_finds_no_list(ratna, signed_in):
    assert "Tidak ada pemberi referensi yang diam lebih dari 7 hari." in ratna.get("/references/silent").text
    assert signed_in(UserFactory(roles=[Role.REVIEWER])).get("/references/silent").status_code == 404
