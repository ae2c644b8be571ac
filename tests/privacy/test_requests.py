"""The register of what people ask about their data: asked on the person's page, clocked, answered, mailed."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from hiring.mail.models import Message
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.rules import Pressure, pressure_of
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, OpeningFactory
from tests.factories.privacy import PrivacyRequestFactory
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory, token_of

WRONG_NAME = {"right": "correction", "words": "Nama saya ditulis Siti Rahmawati."}


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def application(hr):
    return ApplicationFactory(opening=OpeningFactory(hr=[hr]), consented=True, locale="en")


@pytest.fixture
def candidate(application, signed_in):
    return signed_in(application, Audience.CANDIDATE)


def mails(session):
    """Return the mails to those who asked."""
    to_people = session.query(Message).where(Message.opening_id.is_not(None))
    return [(each.template, each.to_email) for each in to_people.order_by(Message.id)]


def test_a_candidate_asks_on_their_own_page_and_is_told_number_and_time(application, candidate, session):
    assert candidate.edit("/candidate/rights", **WRONG_NAME).location == "/candidate/rights"

    asked = session.query(PrivacyRequest).one()
    assert (asked.asks_for, asked.words, asked.came_by, asked.state) == (
        "correction",
        "Nama saya ditulis Siti Rahmawati.",
        "page",
        "open",
    )
    assert asked.due_at - asked.asked_at == timedelta(hours=72)
    page = candidate.get("/candidate/rights").text
    assert f"No. {asked.id}: Correct something" in page
    assert "Waiting for an answer" in page
    assert mails(session) == [("privacy_received", application.candidate.email)]
    assert session.query(AuditEntry).one().event == "privacy.requested"


def test_who_is_decided_on_may_still_ask_that_the_data_be_deleted_or_no_longer_used(
    application, candidate, session
):
    application.stage = "decided"
    session.commit()

    assert 'href="/candidate/rights"' in candidate.get("/candidate/status").text
    for right in ("restriction", "erasure"):
        assert candidate.edit("/candidate/rights", right=right).location == "/candidate/rights"

    assert [each.asks_for for each in session.query(PrivacyRequest)] == ["restriction", "erasure"]


def test_the_page_is_reached_from_the_status_and_from_what_was_agreed_to(candidate):
    assert 'href="/candidate/rights"' in candidate.get("/candidate/status").text


def test_a_candidate_who_has_withdrawn_may_still_ask(application, candidate):
    application.stage = "withdrawn"

    assert candidate.edit("/candidate/rights", right="erasure").status_code == 302


def test_something_must_be_chosen_and_a_correction_says_what_is_wrong(candidate, session):
    nothing = candidate.edit("/candidate/rights", words="Halo")
    unclear = candidate.edit("/candidate/rights", right="correction")

    assert (nothing.status_code, "Please choose what is asked for." in nothing.text) == (422, True)
    assert "Halo</textarea>" in nothing.text
    assert (unclear.status_code, "Please write what is wrong" in unclear.text) == (422, True)
    assert session.query(PrivacyRequest).count() == 0


def test_asking_twice_with_the_same_words_is_asking_once(candidate, session):
    for _ in range(2):
        assert candidate.edit("/candidate/rights", **WRONG_NAME).status_code == 302

    assert session.query(PrivacyRequest).count() == 1
    assert len(mails(session)) == 1


def test_other_words_while_the_first_request_waits_are_refused_and_given_back(candidate, session):
    candidate.edit("/candidate/rights", **WRONG_NAME)

    reply = candidate.edit("/candidate/rights", right="correction", words="Alamat saya juga salah.")

    assert reply.status_code == 422
    assert "asks for the same and is waiting for its answer" in reply.text
    assert "Alamat saya juga salah.</textarea>" in reply.text
    assert session.query(PrivacyRequest).count() == 1


def test_a_referee_asks_by_the_link_of_the_mail_also_after_having_answered(application, client, session):
    request = ReferenceRequestFactory(
        application=application, agreed=True, state="answered", locale="en", email="saksi@mitra.example"
    )
    ReferenceFactory(request=request)
    ended = client.get(f"/r/{token_of(request)}").text

    assert f'action="/r/{token_of(request)}/rights"' in ended
    assert client.send(f"/r/{token_of(request)}/rights").location == "/reference/rights"
    assert client.edit("/reference/rights", right="erasure").status_code == 302
    asked = session.query(PrivacyRequest).one()
    assert (asked.reference_request_id, asked.asks_for) == (request.id, "erasure")
    assert mails(session) == [("privacy_received", "saksi@mitra.example")]


def test_an_unknown_link_lets_nobody_in(client):
    assert client.send("/r/unknown/rights").status_code == 404
    assert client.send(f"/r/{'x' * 200}/rights").status_code == 404


def test_candidate_and_referee_see_their_own_requests_only(application, candidate, signed_in):
    request = ReferenceRequestFactory(application=application, sent=True, locale="en")
    PrivacyRequestFactory(application=application, words="Milik kandidat.")
    PrivacyRequestFactory(application=application, reference_request=request, words="Milik saksi.")

    own, other = (
        candidate.get("/candidate/rights").text,
        signed_in(request, Audience.REFEREE).get("/reference/rights").text,
    )

    assert ("Milik kandidat." in own, "Milik saksi." in own) == (True, False)
    assert ("Milik kandidat." in other, "Milik saksi." in other) == (False, True)


@pytest.mark.parametrize(
    ("hours", "pressure"),
    [(0, "none"), (47.9, "none"), (48, "soon"), (71.9, "soon"), (72, "over")],
)
def test_a_request_becomes_urgent_after_48_hours_and_is_overdue_after_72(hours, pressure):
    asked_at = clock.now()

    assert pressure_of(asked_at, asked_at + timedelta(hours=hours)) == pressure


def test_the_first_page_of_hr_names_each_request_until_it_is_answered(application, hr, signed_in):
    client = signed_in(hr)
    waiting = PrivacyRequestFactory(application=application)
    late = PrivacyRequestFactory(
        application=application, asks_for="erasure", asked_at=clock.now() - timedelta(hours=73)
    )

    page = client.get("/").text

    assert f"Request no. {late.id} about personal data is overdue: Delete the data" in page
    assert f"Request no. {waiting.id} about personal data must be answered in 2 days" in page
    assert page.index(f"no. {late.id} ") < page.index(f"no. {waiting.id} ")
    for each in (waiting, late):
        client.edit(f"/privacy-requests/{each.public_id}", outcome="done", answer="Sudah kami perbaiki.")
    assert "about personal data" not in client.get("/").text


def test_the_register_shows_what_waits_first_and_only_ones_own_openings(application, hr, signed_in):
    done = PrivacyRequestFactory(application=application, state="done", answered_at=clock.now())
    waiting = PrivacyRequestFactory(application=application)
    elsewhere = PrivacyRequestFactory()

    page = signed_in(hr).get("/privacy-requests").text

    assert page.index(waiting.public_id) < page.index(done.public_id)
    assert elsewhere.public_id not in page


def test_hr_answers_and_the_person_reads_it_on_the_page_and_in_a_mail(
    application, hr, candidate, signed_in, session
):
    asked = PrivacyRequestFactory(application=application)

    reply = signed_in(hr).edit(
        f"/privacy-requests/{asked.public_id}", outcome="done", answer="Nama Anda sudah diperbaiki."
    )

    assert reply.location == "/privacy-requests"
    assert (asked.state, asked.answer, asked.answered_by) == ("done", "Nama Anda sudah diperbaiki.", hr.id)
    assert "Nama Anda sudah diperbaiki." in candidate.get("/candidate/rights").text
    mail = session.query(Message).one()
    assert (mail.template, mail.values["answer"]) == ("privacy_answered", "Nama Anda sudah diperbaiki.")
    assert [each.event for each in session.query(AuditEntry)] == ["privacy.request_answered"]


def test_a_referee_without_an_address_is_answered_on_the_telephone(application, hr, signed_in, session):
    request = ReferenceRequestFactory(application=application, sent=True, email="", phone="+6281234567890")
    asked = PrivacyRequestFactory(application=application, reference_request=request)
    hr.locale = "en"
    client, page = signed_in(hr), f"/privacy-requests/{asked.public_id}"

    shown = client.get(page).text
    reply = client.edit(page, outcome="done", answer="Sudah kami perbaiki.")

    assert "This referee has no e-mail address." in shown
    assert "No e-mail goes out." in shown
    assert "+6281234567890" in shown
    assert reply.status_code == 302
    assert f"Request no. {asked.id} is answered. Tell the person on the telephone." in client.get(page).text
    assert mails(session) == []


def test_an_answer_needs_words_and_an_outcome(application, hr, signed_in):
    asked = PrivacyRequestFactory(application=application)

    reply = signed_in(hr).edit(f"/privacy-requests/{asked.public_id}", outcome="done", answer=" ")

    assert (reply.status_code, asked.state) == (422, "open")


def test_whoever_answers_second_is_refused_and_given_back_the_text(application, hr, signed_in):
    asked = PrivacyRequestFactory(application=application)
    client, address = signed_in(hr), f"/privacy-requests/{asked.public_id}"
    client.send(address, outcome="done", answer="Jawaban pertama.")

    again = client.send(address, outcome="done", answer="Jawaban pertama.")
    other = client.send(address, outcome="refused", answer="Jawaban kedua.")

    assert again.status_code == 302
    assert (other.status_code, "Jawaban kedua." in other.text) == (409, True)
    assert asked.answer == "Jawaban pertama."


def test_hr_enters_what_came_by_telephone_and_the_clock_runs_from_then(application, hr, signed_in, session):
    came = (clock.now() - timedelta(hours=50)).astimezone()
    local = came.astimezone(ZoneInfo(application.opening.zone))

    reply = signed_in(hr).edit(
        f"/applications/{application.public_id}/privacy-request",
        who="candidate",
        right="erasure",
        came_by="phone",
        came_on=f"{local:%Y-%m-%d}",
        came_at=f"{local:%H:%M}",
        words="Meminta agar datanya dihapus.",
    )

    asked = session.query(PrivacyRequest).one()
    assert reply.location == f"/privacy-requests/{asked.public_id}"
    assert (asked.came_by, asked.asks_for) == ("phone", "erasure")
    assert asked.asked_at == came.replace(second=0, microsecond=0)
    assert pressure_of(asked.asked_at, clock.now()) is Pressure.SOON


def test_a_request_that_has_not_come_yet_is_refused(application, hr, signed_in, session):
    tomorrow = clock.now() + timedelta(days=2)

    reply = signed_in(hr).edit(
        f"/applications/{application.public_id}/privacy-request",
        who="candidate",
        right="access",
        came_by="mail",
        came_on=f"{tomorrow:%Y-%m-%d}",
        came_at="10:00",
    )

    assert (reply.status_code, "in the past" in reply.text) == (422, True)
    assert session.query(PrivacyRequest).count() == 0


def test_hr_of_other_openings_and_other_roles_find_nothing(application, signed_in):
    asked = PrivacyRequestFactory(application=application)
    for other in (UserFactory(roles=[Role.HR]), UserFactory(roles=[Role.ADMIN, Role.REVIEWER])):
        client = signed_in(other)
        assert client.get(f"/privacy-requests/{asked.public_id}").status_code == 404
        assert client.get(f"/applications/{application.public_id}/privacy-request").status_code == 404


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("outcome", ["done", "refused"])
def test_the_mails_can_be_written_in_both_languages(app, application, session, locale, outcome):
    from hiring.accounts.rules import SYSTEM
    from hiring.mail import letters
    from hiring.privacy import actions, queries

    application.locale = locale
    request = ReferenceRequestFactory(application=application, sent=True, locale=locale)
    for referee in (None, request):
        asked = actions.ask_about_data(session, application, "erasure", "", referee=referee, by=SYSTEM)
        whole = queries.privacy_request_by_public_id(session, asked.public_id)
        actions.answer_request(session, whole, outcome, "Sudah kami baca.", by=SYSTEM)
    session.commit()
    sent = session.query(Message).where(Message.opening_id.is_not(None)).order_by(Message.id)
    written = [letters.write(app, each, show_link=True) for each in sent]

    assert len(written) == 4
    assert all(f"/d/{application.public_id}/" in each.text for each in written[:2])
    assert all(f"/r/{token_of(request)}" in each.text for each in written[2:])
    assert "Sudah kami baca." in written[1].text
