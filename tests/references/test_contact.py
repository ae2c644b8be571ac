"""Somebody asks not to be contacted again: for good, about any candidate, until they want otherwise."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.mail.models import Message
from hiring.privacy.actions import ask_about_data
from hiring.privacy.erasing import LEDGER, begin_referee, erasures_in
from hiring.privacy.jobs import erase_referee_now, repeat_erasures
from hiring.privacy.rules import Right
from hiring.references import actions, queries
from hiring.references.answers import Today
from hiring.references.contact import RefusalCause
from hiring.references.models import ContactRefusal
from tests.factories.openings import ApplicationFactory
from tests.factories.references import (
    SECRET,
    ReferenceFactory,
    ReferenceRequestFactory,
    referee_actor,
    token_of,
    typed_draft,
)
from tests.references.test_candidate_page import person

ADDRESS = "bambang@mitra.example"


@pytest.fixture
def asked(application):
    return ReferenceRequestFactory(application=application, sent=True, email=ADDRESS)


@pytest.fixture
def other(opening, agree):
    """Another candidate, who agreed to references."""
    return agree(ApplicationFactory(opening=opening, consented=True, candidate__name="Joko Susilo"))


def link(request):
    return f"/r/{token_of(request)}"


def refuse(session, request):
    actions.refuse_contact(session, request, RefusalCause.PAGE, secret_key=SECRET, by=referee_actor(request))


def names_of_entries(session):
    return list(session.scalars(select(AuditEntry.event).order_by(AuditEntry.id)))


def test_who_declines_can_ask_not_to_be_contacted_about_anybody(session, client, asked):
    reply = client.send(f"{link(asked)}/decline", never_again="y")
    page = client.get(reply.location)

    kept = session.scalars(select(ContactRefusal)).one()
    assert asked.state == "declined"
    assert "Kami tidak akan menghubungi Anda lagi" in page.text
    assert kept.cause == "declining"
    assert not any(ADDRESS in str(value) for value in vars(kept).values())


def test_declining_alone_is_about_one_candidate(session, client, asked):
    client.send(f"{link(asked)}/decline")

    assert session.scalars(select(ContactRefusal)).all() == []


def test_who_has_begun_to_write_can_tick_it_too(session, signed_in, application):
    asked = ReferenceRequestFactory(application=application, agreed=True, email=ADDRESS)
    signed_in(asked, Audience.REFEREE).send("/reference/decline", never_again="y")

    assert (asked.state, len(session.scalars(select(ContactRefusal)).all())) == ("declined", 1)


def test_who_has_answered_can_ask_for_it_later_and_the_answers_stay(session, client, application):
    reference = ReferenceFactory(request__application=application, request__email=ADDRESS)
    request = reference.request

    assert f"{link(request)}/contact" in client.get(link(request)).text
    client.send(f"{link(request)}/contact")

    assert "Kami tidak akan menghubungi Anda lagi" in client.get(f"{link(request)}/contact").text
    assert (request.state, request.reference) == ("answered", reference)
    assert session.scalars(select(ContactRefusal.cause)).one() == "page"


def test_looking_at_the_page_refuses_nothing(session, client, asked):
    assert client.get(f"{link(asked)}/contact").status_code == 200
    assert session.scalars(select(ContactRefusal)).all() == []
    assert client.get("/r/unknown/contact").status_code == 404


def test_what_waits_for_the_same_mailbox_ends_for_every_candidate(session, asked, other, mails, work):
    waiting = ReferenceRequestFactory(application=other, agreed=True, email=ADDRESS, draft={"R0c": {}})
    drafted = ReferenceRequestFactory(
        application=ApplicationFactory(opening=other.opening, consented=True), email="bambang+x@mitra.example"
    )
    elsewhere = ReferenceRequestFactory(application=other, sent=True, email="bambang@lain.example")

    refuse(session, asked)

    states = [each.state for each in (asked, waiting, drafted, elsewhere)]
    assert states == ["no_contact", "no_contact", "no_contact", "sent"]
    assert waiting.draft is None
    assert names_of_entries(session).count("reference.not_contacted") == 3


def test_the_candidate_is_asked_to_name_somebody_else(session, asked, mails, work):
    refuse(session, asked)
    session.commit()
    work()

    assert [mail["To"].addresses[0].addr_spec for mail in mails()] == [asked.application.candidate.email]


def test_said_twice_it_is_said_once(session, asked):
    refuse(session, asked)
    refuse(session, asked)

    assert len(session.scalars(select(ContactRefusal)).all()) == 1
    assert names_of_entries(session).count("reference.contact_refused") == 1


def test_a_candidate_who_names_the_address_is_told_so_and_loses_nothing(session, signed_in, asked, other):
    refuse(session, asked)
    reply = signed_in(other, Audience.CANDIDATE).edit(
        "/candidate/referees",
        **person(0, email="Bambang+kerja@mitra.example", name="Bambang Hartono"),
        **person(1, email="dewi@surel.example", name="Dewi Lestari"),
    )

    assert reply.status_code == 422
    assert "Orang ini telah meminta untuk tidak dihubungi. Mohon sebutkan orang lain." in reply.text
    assert 'value="Bambang Hartono"' in reply.text
    assert 'value="dewi@surel.example"' in reply.text


def test_a_request_drafted_meanwhile_ends_instead_of_being_sent(session, asked, other):
    refuse(session, asked)
    drafted = ReferenceRequestFactory(application=other, email=ADDRESS)

    assert actions.ask_referees(session, other.id, secret_key=SECRET) == 0
    assert (drafted.state, drafted.sent_at) == ("no_contact", None)


def test_no_new_link_and_no_corrected_address_reaches_them(session, opening, asked, other):
    refuse(session, asked)
    expired = ReferenceRequestFactory(application=other, sent=True, state="expired", email=ADDRESS)
    third = ApplicationFactory(opening=opening, consented=True)
    mistyped = ReferenceRequestFactory(application=third, sent=True, email="bambnag@mitra.example")

    with pytest.raises(actions.NotToBeContacted):
        actions.send_again(session, expired, secret_key=SECRET, by=referee_actor(asked))
    with pytest.raises(actions.NotToBeContacted):
        actions.correct_referee(
            session, mistyped, mistyped.name, ADDRESS, secret_key=SECRET, by=referee_actor(asked)
        )
    with pytest.raises(actions.NotAgain):
        actions.copy_request(session, asked, secret_key=SECRET, by=referee_actor(asked))
    with pytest.raises(actions.NotAgain):
        actions.remind(session, asked, by=referee_actor(asked))


def test_hr_sees_it_and_undoes_it_only_with_a_reason(session, signed_in, hr, asked):
    refuse(session, asked)
    client, page = signed_in(hr), f"/applications/{asked.application.public_id}/references"
    assert "Telah meminta untuk tidak dihubungi, tentang kandidat mana pun." in client.get(page).text
    undo = f"/reference-requests/{asked.public_id}/allow-contact"

    assert client.send(undo, reason=" ").status_code == 422
    assert len(session.scalars(select(ContactRefusal)).all()) == 1
    assert client.send(undo, reason="Menelepon kami pada 3 Juni.").status_code == 302

    assert session.scalars(select(ContactRefusal)).all() == []
    assert asked.state == "cancelled"
    assert names_of_entries(session)[-1] == "reference.contact_allowed"
    actions.send_again(session, asked, secret_key=SECRET, by=referee_actor(asked))


def test_a_request_never_sent_can_be_sent_once_contact_is_allowed(session, asked, other):
    drafted = ReferenceRequestFactory(application=other, email=ADDRESS)
    refuse(session, asked)
    actions.allow_contact(session, asked, "Meminta sendiri.", secret_key=SECRET, by=referee_actor(asked))

    assert drafted.state == "drafted"
    assert actions.ask_referees(session, other.id, secret_key=SECRET) == 1


def test_it_outlives_the_erasure_of_the_referee(session, client, asked, other):
    refuse(session, asked)
    begin_referee(session, asked.application, asked, by=referee_actor(asked))
    session.commit()
    erase_referee_now(session, asked.id)
    named = ReferenceRequestFactory(application=other, email=ADDRESS)

    assert asked.email != ADDRESS
    assert actions.ask_referees(session, other.id, secret_key=SECRET) == 0
    assert named.state == "no_contact"


def test_who_is_not_to_be_contacted_is_still_answered_about_their_data(session, asked):
    refuse(session, asked)
    ask_about_data(session, asked.application, Right.ERASURE, "", referee=asked, by=referee_actor(asked))

    told = select(Message.to_email).where(Message.template == "privacy_received")
    assert session.scalars(told).all() == [ADDRESS]


def test_a_backup_from_before_does_not_forget_it(session, app, asked, work):
    refuse(session, asked)
    session.commit()
    work()
    ledger = app.extensions["settings"].instance / LEDGER
    kept = session.scalars(select(ContactRefusal)).one()
    name, address_hash, at = kept.public_id, kept.address_hash, kept.refused_at
    session.delete(kept)
    asked.state, asked.ended_at = "sent", None
    session.commit()

    assert repeat_erasures(session, ledger) == 1
    again = session.scalars(select(ContactRefusal)).one()
    assert (again.public_id, again.address_hash, again.cause) == (name, address_hash, "page")
    assert again.refused_at >= at
    assert asked.state == "no_contact"
    assert repeat_erasures(session, ledger) == 0


def test_a_backup_from_before_does_not_forget_that_it_was_taken_back(session, app, asked, work):
    refuse(session, asked)
    session.commit()
    work()
    actions.allow_contact(session, asked, "Meminta sendiri.", secret_key=SECRET, by=referee_actor(asked))
    session.commit()
    work()
    ledger = app.extensions["settings"].instance / LEDGER

    assert [each.what for each in erasures_in(ledger)] == ["contact_refused", "contact_allowed"]
    assert "bambang" not in ledger.read_text()
    assert repeat_erasures(session, ledger) == 0
    assert session.scalars(select(ContactRefusal)).all() == []


def test_the_mail_of_thanks_leads_to_the_page(session, client, application, mails, work):
    request = ReferenceRequestFactory(
        application=application, agreed=True, email=ADDRESS, draft=typed_draft(), locale="en"
    )
    actions.give_reference(
        session, queries.request_by_id(session, request.id), Today(2026, 11), by=referee_actor(request)
    )
    session.commit()
    work()

    assert f"{link(request)}/contact" in mails()[-1].get_content()
    assert client.get(f"{link(request)}/contact").status_code == 200
