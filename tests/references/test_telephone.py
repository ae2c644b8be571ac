"""Referees without e-mail: named with a number, sent a message by hand, or asked on the telephone."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.mail.models import Message
from hiring.references import actions, queries
from hiring.references.models import ReferenceCall, TelephoneForm
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import ApplicationFactory
from tests.factories.references import (
    SITUATION,
    ReferenceRequestFactory,
    referee_actor,
    token_of,
    typed_draft,
)
from tests.page import hidden_fields
from tests.references.test_actions import NOVEMBER, events, jobs, mails
from tests.references.test_candidate_page import PAGE, person
from tests.references.test_sharing import copied

NUMBER = "+6281234567890"
AGREED = {"R0a": "yes", "R0b": "no", "number": "0812-3456-7890"}
PAGES = {
    "relationship": {
        "R0c": "Ketua RT 05.",
        "R0d": "partner",
        "R0e-from-month": "3",
        "R0e-from-year": "2021",
        "R0e-ongoing": "yes",
        "R0e-often": "weekly",
        "R0f": "no",
    },
    "statements": {"RV1": "correct", "RV5": "own_wish"},
    "comw": {"R1a": "4", "R1b": "not_observed"},
    "netw": {"R3a": "3", "R3b": "4"},
    "looking-back": {"RX2": SITUATION, "RX4": "certainly", "RX5": "no"},
}


@pytest.fixture
def asked(session, application, secret_key):
    """Somebody with a number and no address, who is asked."""
    request = ReferenceRequestFactory(application=application, name="Pak Darto", email="", phone=NUMBER)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    return request


@pytest.fixture
def ratna(hr, signed_in):
    return signed_in(hr)


def at(request, rest=""):
    return f"/reference-requests/{request.public_id}/telephone{rest}"


def tell_everything(client, request, *, number=AGREED["number"], send=True):
    """Go through the form on the telephone up to the page on which it is sent, and send it."""
    assert client.edit(at(request, "/consent"), **AGREED | {"number": number}).status_code == 302
    for key, answers in PAGES.items():
        reply = client.edit(at(request, f"/{key}"), **answers, read_back="y")
        assert reply.status_code == 302, (key, reply.text)
    return client.send(at(request, "-review")) if send else reply


def test_somebody_without_an_address_is_named_by_number(session, application, signed_in):
    application.referees_at = None
    candidate = signed_in(application, Audience.CANDIDATE)
    by_number = person(0, email="", phone="0812 3456 7890")

    assert candidate.edit(PAGE, **by_number, **person(1)).status_code == 302

    named = [(each.email, each.phone) for each in queries.requests_of_application(session, application.id)]
    assert named == [("", NUMBER), ("orang1@yab.example", "")]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "", "phone": "12"}, "Ini bukan nomor telepon."),
        ({"email": "", "phone": ""}, "Alamat email belum diisi."),
        ({"email": "", "phone": "+62 811 1111 1111"}, "Nomor ini sudah Anda sebutkan."),
        ({"email": "bukan alamat", "phone": "0812 3456 7890"}, "Alamat email tidak sah."),
    ],
)
def test_a_number_is_checked(session, application, signed_in, changed, sentence):
    candidate = signed_in(application, Audience.CANDIDATE)

    reply = candidate.edit(PAGE, **person(0, email="", phone="0811-1111-1111"), **person(1, **changed))

    assert reply.status_code == 422
    assert sentence in reply.text
    assert queries.requests_of_application(session, application.id) == []


def test_nobody_without_an_address_is_mailed_or_reminded(session, application, asked):
    assert (asked.state, mails(session), jobs(session, "references.remind")) == ("sent", [], [])
    assert events(session)[-1] == "reference.to_hand_over"
    assert len(jobs(session, "references.expire")) == 1


def test_hr_copies_both_languages_and_a_chat_with_the_number_opens(ratna, session, asked):
    text = ratna.send(f"/reference-requests/{asked.public_id}/copy").text

    assert copied(text).startswith("Yth. Bapak/Ibu Pak Darto, ")
    assert "Dear Pak Darto, " in text
    assert text.count(f"/r/{token_of(asked)}\n") == 2
    assert f"https://wa.me/6281234567890?text={quote('Yth. Bapak/Ibu')}" in text


def test_calls_without_answers_are_noted_and_may_be_many(ratna, session, asked):
    for note in ("Tidak diangkat.", "Minta ditelepon besok."):
        reply = ratna.edit(at(asked), number="0812 3456 7890", outcome="no_answer", note=note)
        assert reply.status_code == 302

    page = ratna.get(at(asked)).text
    assert page.index("Tidak diangkat.") < page.index("Minta ditelepon besok.")
    assert page.count("Ratna") >= 2
    assert events(session).count("reference.called") == 2
    assert asked.state == "sent"


def test_a_call_needs_a_number_and_what_came_of_it(ratna, session, asked):
    reply = ratna.edit(at(asked), number="satu", note="")

    assert reply.status_code == 422
    assert "Ini bukan nomor telepon." in reply.text
    assert session.scalars(select(ReferenceCall)).all() == []


def test_who_does_not_want_to_answer_is_asked_no_more(ratna, session, application, asked):
    ratna.edit(at(asked), number=NUMBER, outcome="refused", note="Terlalu sibuk.")

    session.refresh(asked)
    assert (asked.state, asked.decline_reason) == ("declined", "Terlalu sibuk.")
    assert events(session)[-2:] == ["reference.called", "reference.declined"]
    assert "number" not in hidden_fields(ratna.get(at(asked)).text)


def test_a_number_that_is_not_to_be_called_again_is_known_for_every_candidate(
    ratna, session, opening, agree, asked, signed_in, secret_key
):
    ratna.edit(at(asked), number=NUMBER, outcome="refused", never_again="y")

    assert queries.refusing(session, [NUMBER], secret_key) == {NUMBER}
    other = agree(ApplicationFactory(opening=opening, consented=True, referees_at=None))
    candidate = signed_in(other, Audience.CANDIDATE)
    reply = candidate.edit(PAGE, **person(0, email="", phone="0812 3456 7890"), **person(1))
    assert "Orang ini telah meminta untuk tidak dihubungi." in reply.text


def test_nothing_is_asked_before_a_clear_yes_to_the_notice_that_is_read_out(ratna, session, asked):
    assert ratna.get(at(asked, "/comw")).location == at(asked, "/consent")
    page = ratna.get(at(asked, "/consent")).text
    assert "Saya Ratna dari HR." in page

    assert ratna.edit(at(asked, "/consent"), **AGREED | {"R0a": ""}).status_code == 422
    assert session.get(TelephoneForm, asked.id) is None
    ratna.edit(at(asked, "/consent"), **AGREED)

    written = session.get(TelephoneForm, asked.id)
    assert "Saya Ratna dari HR." in written.consent_text
    assert events(session)[-1] == "reference.consented_by_telephone"


def test_a_page_that_was_not_read_back_is_kept_and_goes_no_further(ratna, session, asked):
    ratna.edit(at(asked, "/consent"), **AGREED)

    reply = ratna.edit(at(asked, "/comw"), **PAGES["comw"])

    assert reply.status_code == 422
    assert 'href="#read_back"' in reply.text
    written = session.get(TelephoneForm, asked.id)
    assert (written.draft["R1a"]["value"], written.read_back) == ("4", [])


def test_answers_told_read_back_and_sent_are_marked_wherever_they_are_shown(
    ratna, session, application, asked, hr
):
    assert tell_everything(ratna, asked).location == at(asked)
    session.expire_all()

    reference = queries.request_by_id(session, asked.id).reference
    assert (reference.taken_by, reference.answers["R3a"]["value"]) == (hr.id, 3)
    assert [(each.outcome, each.number) for each in session.scalars(select(ReferenceCall))] == [
        ("done", NUMBER)
    ]
    assert "reference.taken_by_telephone" in events(session)
    assert session.scalars(select(Message.template)).all() == []
    application.stage = "scored"
    page = ratna.get(f"/applications/{application.public_id}/references").text
    assert "Disampaikan melalui telepon, ditulis oleh HR, dan dibacakan kembali" in page
    assert "disampaikan melalui telepon" in ratna.get(f"/applications/{application.public_id}").text


def test_sending_twice_sends_once(ratna, session, asked):
    tell_everything(ratna, asked)

    assert ratna.send(at(asked, "-review")).location == at(asked)
    assert events(session).count("reference.taken_by_telephone") == 1


def test_nothing_is_sent_while_something_is_missing_or_not_read_back(ratna, session, asked):
    ratna.edit(at(asked, "/consent"), **AGREED)
    for key, answers in PAGES.items():
        ratna.edit(at(asked, f"/{key}"), **answers, **({} if key == "netw" else {"read_back": "y"}))

    reply = ratna.send(at(asked, "-review"))

    assert reply.status_code == 422
    assert reply.text.count("Belum dibacakan kembali") == 1
    assert "reference.taken_by_telephone" not in events(session)


def test_who_answers_by_link_after_the_telephone_reads_that_the_first_answers_stay(
    ratna, client, session, asked
):
    asked.draft = {"R0c": {"value": "", "text": "Ketua RT 05, sejak 2018."}}
    tell_everything(ratna, asked)

    reply = client.get(f"/r/{token_of(asked)}")

    assert reply.status_code == 200
    assert "Jawaban Anda telah dicatat melalui telepon" in reply.text
    assert "Ketua RT 05, sejak 2018.</textarea>" in reply.text
    assert "reference.link_after_telephone" in events(session)


def test_a_form_by_telephone_after_the_answer_by_link_is_kept_beside_it(ratna, session, asked, hr):
    ratna.edit(at(asked, "/consent"), **AGREED)
    for key, answers in PAGES.items():
        ratna.edit(at(asked, f"/{key}"), **answers, read_back="y")
    session.expire_all()
    number = asked.id
    session.expunge_all()
    request = queries.request_by_id(session, number)
    request.consented_at, request.consent_text, request.draft = (
        request.sent_at,
        "...",
        (typed_draft() | {"RV1": {"value": "correct", "text": ""}}),
    )
    actions.give_reference(session, request, NOVEMBER, by=referee_actor(request))
    session.commit()

    reply = ratna.send(at(request, "-review"))
    page = ratna.get(at(request, "-review")).text

    assert reply.status_code == 302
    assert "Pemberi referensi sudah menjawab melalui tautan" in page
    assert "Ketua RT 05." in page
    session.expire_all()
    assert queries.request_by_id(session, number).reference.taken_by is None
    assert events(session).count("reference.telephone_too_late") == 1


def test_two_windows_on_one_page_of_the_telephone_lose_nothing(ratna, session, asked):
    ratna.edit(at(asked, "/consent"), **AGREED)
    old = ratna.hidden(at(asked, "/comw"))
    ratna.send(at(asked, "/comw"), **old, **PAGES["comw"], read_back="y")

    reply = ratna.send(at(asked, "/comw"), **old, R1a="2", **{"R1a-text": "Sekali."}, R1b="5", read_back="y")

    assert reply.status_code == 409
    assert "Sekali." in reply.text
    assert session.get(TelephoneForm, asked.id).draft["R1a"]["value"] == "4"


def test_the_talk_is_in_the_language_of_the_referee(ratna, session, asked):
    asked.locale = "en"

    page = ratna.get(at(asked, "/consent")).text

    assert '<html lang="en"' in page
    assert "I am Ratna of HR." in page


def test_a_stranger_reaches_no_page_of_the_telephone(session, asked, signed_in):
    stranger = signed_in(UserFactory(roles=["hr"]))

    for rest in ("", "/consent", "-review"):
        assert stranger.get(at(asked, rest)).status_code == 404


def test_the_same_link_on_a_second_device_goes_on_with_what_was_saved(client, session, application):
    request = ReferenceRequestFactory(application=application, agreed=True)
    request.draft = {"R0c": {"value": "", "text": "Ketua RT 05."}}
    session.commit()
    link = f"/r/{token_of(request)}"

    page = client.get(link).text
    client.send(f"{link}/begin")

    assert "Jawaban Anda sejauh ini tersimpan." in page
    assert "di perangkat ini atau perangkat lain" in page
    assert "Ketua RT 05." in client.get("/reference/relationship").text
    assert events(session)[-1] == "reference.opened_again"


def test_hr_may_still_note_a_call_to_somebody_with_an_address(session, application, hr):
    request = ReferenceRequestFactory(application=application, sent=True)
    session.flush()
    loaded = queries.request_by_id(session, request.id)

    actions.note_call(session, loaded, NUMBER, "no_answer", "", by=actor_of(hr))

    assert loaded.phone == NUMBER


@pytest.mark.parametrize("locale", ["id", "en"])
def test_whatever_way_comes_second_is_told_so_in_the_language_of_its_reader(
    app, ratna, hr, session, application, secret_key, locale
):
    called, written, other_device = (
        ReferenceRequestFactory(application=application, phone=f"+628123456789{place}", locale=locale)
        for place in range(3)
    )
    hr.locale = locale
    actions.ask_referees(session, application.id, secret_key=secret_key)
    session.commit()
    for each in (called, written):
        tell_everything(ratna, each, number=each.phone, send=each is called)
    for each in (written, other_device, other_device):
        referee = app.test_client()
        referee.send(f"/r/{token_of(each)}/begin")
        referee.edit("/reference/consent", R0a="yes", R0b="no")
    session.expire_all()
    answering = queries.request_by_id(session, written.id)
    answering.draft = typed_draft() | {"RV1": {"value": "correct", "text": ""}}
    actions.give_reference(session, answering, NOVEMBER, by=referee_actor(answering))
    session.commit()
    ratna.send(at(written, "-review"))

    shown = [
        app.test_client().get(f"/r/{token_of(called)}").text,
        ratna.get(at(written, "-review")).text,
        app.test_client().get(f"/r/{token_of(other_device)}").text,
    ]

    said = {
        "id": (
            "Jawaban Anda telah dicatat melalui telepon",
            "sudah menjawab melalui tautan",
            "perangkat lain",
        ),
        "en": ("Your answers were taken by telephone", "has answered by link", "on this device or another"),
    }[locale]
    assert [sentence in text for sentence, text in zip(said, shown, strict=True)] == [True] * 3
    for fact in ("link_after_telephone", "telephone_too_late", "opened_again"):
        assert f"reference.{fact}" in events(session)
