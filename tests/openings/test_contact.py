"""Every opening names whom candidates and referees may write to: on their pages, in mails, as Reply-To."""

from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from hiring.errors import StalePage
from hiring.i18n.localised import Localised
from hiring.mail.contacts import contact_line, whatsapp_link, whatsapp_number
from hiring.mail.rules import Contact, lively, plain
from hiring.openings import actions, queries
from hiring.openings.invitees import Invitee
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory, InvitationFactory, OpeningFactory
from tests.factories.references import ReferenceRequestFactory
from tests.page import hidden_fields, words

DEWI = Contact("Dewi Lestari, S.Sos", "dewi@contoh.example", "+6281234567890")


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


@pytest.fixture
def opening(hr):
    return OpeningFactory(hr=[hr])


def named(session, opening, hr, contact=DEWI):
    session.refresh(hr, ["roles"])
    actions.name_contact(session, opening, contact, seen=actions.contact_mark(opening), by=actor_of(hr))
    session.commit()


@pytest.mark.parametrize(
    "text",
    [
        "0812-3456-7890",
        "0812 3456 7890",
        "+62 812 3456 7890",
        "62.812.3456.7890",
        "81234567890",
        "006281234567890",
    ],
)
def test_numbers_are_kept_in_the_international_form(text):
    assert whatsapp_number(text) == "+6281234567890"
    assert whatsapp_link("+6281234567890") == "https://wa.me/6281234567890"


@pytest.mark.parametrize("text", ["", "0", "nol delapan", "+0812345678", "0812x4567890", "1" * 20])
def test_what_is_no_number_is_none(text):
    assert whatsapp_number(text) is None


def test_whoever_starts_an_opening_is_its_contact_person(session, hr):
    session.refresh(hr, ["roles"])

    opening = actions.create_opening(session, Localised(id="Petugas", en="Officer"), by=actor_of(hr))

    assert queries.contact_of(opening) == Contact(hr.name, hr.email)


def test_mails_name_the_contact_person_and_answers_go_there(app, session, opening, hr, secret, work):
    named(session, opening, hr)
    invitee = Invitee("Siti", "siti@surel.example", "en")
    actions.invite(session, opening, invitee, secret_key=secret, by=actor_of(hr))
    work()

    [file] = (settings_of(app).instance / "mail").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert str(mail["Reply-To"]) == '"Dewi Lestari, S.Sos" <dewi@contoh.example>'
    assert (
        "Questions about this application, also by replying to this e-mail: Dewi Lestari, S.Sos "
        "(dewi@contoh.example; WhatsApp +6281234567890, https://wa.me/6281234567890)"
    ) in mail.get_content()
    assert "nobody reads replies" not in mail.get_content()


def test_where_nobody_is_named_mails_and_pages_name_the_contact_of_the_organisation(
    app, session, opening, hr, secret, work, signed_in
):
    opening.contact_name = opening.contact_email = ""
    session.flush()
    actions.invite(
        session, opening, Invitee("Siti", "siti@surel.example", "en"), secret_key=secret, by=actor_of(hr)
    )
    work()

    assert not queries.contact_of(opening)
    [file] = (settings_of(app).instance / "mail").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["Reply-To"] is None
    assert "This e-mail was sent automatically; nobody reads replies to it." in mail.get_content()
    assert settings_of(app).contact in mail.get_content()
    client = signed_in(ApplicationFactory(opening=opening, consented=True), Audience.CANDIDATE)
    assert settings_of(app).contact in client.get("/candidate/status").text


def test_a_contact_survives_the_outbox_as_an_address_and_a_name_that_does_no_harm():
    kept = plain({"contact": Contact("Dewi https://jahat.example", "dewi@contoh.example")})["contact"]

    assert lively(kept) == Contact("Dewi https ://jahat. example", "dewi@contoh.example")
    assert contact_line(Contact("Dewi", "dewi@contoh.example")) == "Dewi (dewi@contoh.example)"


def test_candidates_and_referees_read_whom_they_may_write_to(session, signed_in, opening, hr):
    named(session, opening, hr)
    application = ApplicationFactory(opening=opening, consented=True, locale="en")
    request = ReferenceRequestFactory(application=application, sent=True, locale="en")
    candidate = signed_in(application, Audience.CANDIDATE)
    candidate.send("/language", locale="en", next="/")

    for client, page in (
        (candidate, "/candidate/status"),
        (signed_in(request, Audience.REFEREE), "/reference"),
    ):
        reply = client.get(page, follow_redirects=True)
        assert "dewi@contoh.example" in reply.text
        assert "https://wa.me/6281234567890" in reply.text


def test_a_link_that_lets_nobody_in_names_somebody(session, client, opening, hr):
    named(session, opening, hr)
    application = ApplicationFactory(opening=opening, stage="removed", locale="en")
    InvitationFactory(application=application, token="a-secret-that-is-revoked")

    page = client.get("/i/a-secret-that-is-revoked").text

    assert "please write to the contact person named below." in words(page)
    assert "Questions about this application: <bdi>Dewi Lestari, S.Sos</bdi>" in page
    assert 'href="mailto:dewi@contoh.example"' in page


def test_hr_names_the_contact_person_also_once_the_opening_is_closed(session, signed_in, opening, hr):
    opening.state = "closed"
    session.commit()
    client, page = signed_in(hr), f"/openings/{opening.public_id}/contact"
    form = {
        "contact_name": "Dewi",
        "contact_email": "Dewi@Contoh.example",
        "contact_whatsapp": "0812 3456 7890",
    }

    reply = client.send(page, **hidden_fields(client.get(page).text) | form)

    assert reply.status_code == 302
    session.refresh(opening)
    assert queries.contact_of(opening) == Contact("Dewi", "dewi@contoh.example", "+6281234567890")
    trail = select(AuditEntry.details).where(AuditEntry.event == "opening.contact_named")
    assert session.scalars(trail).all() == [{"opening_id": opening.id}]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"contact_whatsapp": "nomor saya"}, "This is not a phone number."),
        ({"contact_email": "dewi@"}, "The e-mail address is not valid."),
        ({"contact_name": ""}, "This field is required."),
    ],
)
def test_what_is_no_contact_is_refused_with_a_sentence(signed_in, opening, hr, wrong, sentence):
    client, page = signed_in(hr), f"/openings/{opening.public_id}/contact"
    form = {"contact_name": "Dewi", "contact_email": "dewi@contoh.example", **wrong}

    reply = client.send(page, **hidden_fields(client.get(page).text) | form)

    assert reply.status_code == 422
    assert sentence in words(reply.text)


def test_others_find_no_such_page(signed_in, opening):
    for role in Role:
        stranger = signed_in(UserFactory(roles=[role]))
        assert stranger.get(f"/openings/{opening.public_id}/contact").status_code == 404


def test_two_who_name_somebody_do_not_undo_each_other(session, opening, hr):
    seen = actions.contact_mark(opening)
    named(session, opening, hr)

    with pytest.raises(StalePage):
        actions.name_contact(session, opening, Contact("Budi", "budi@x.example"), seen=seen, by=actor_of(hr))
