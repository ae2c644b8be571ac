"""What referees and candidates read in their mail."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.mail.models import Message
from hiring.references import actions, queries
from hiring.references.answers import Today
from tests.factories.accounts import actor_of
from tests.factories.references import (
    SITUATION,
    ReferenceRequestFactory,
    referee_actor,
    reference_form,
    token_of,
    typed_draft,
)


def whole(session, request):
    session.flush()
    session.expunge(request)
    return queries.request_by_id(session, request.id)


@pytest.mark.parametrize(
    ("locale", "subject"),
    [
        ("id", "Referensi untuk Sari Wulandari: sekitar 15 menit waktu Anda"),
        ("en", "A reference for Sari Wulandari: about 15 minutes of your time"),
    ],
)
def test_the_request_says_who_asks_about_whom_and_carries_the_link(
    session, application, secret_key, work, mails, client, locale, subject
):
    request = ReferenceRequestFactory(
        application=application, name="Bambang Hartono", email="bambang@yab.example", locale=locale
    )
    actions.ask_referees(session, application.id, secret_key=secret_key)
    work()

    (mail,) = mails()
    text = mail.get_content()
    link = re.search(r"http://127\.0\.0\.1:\d+(/r/\S+)", text)
    assert (mail["Subject"], mail["To"]) == (subject, "Bambang Hartono <bambang@yab.example>")
    assert "PT Contoh Nusantara" in text
    assert "Bekasi" in text
    assert client.get(link.group(1)).status_code == 200
    assert queries.request_by_id(session, request.id).state == "sent"


def test_everybody_is_told_the_minutes_that_the_form_in_use_takes(
    session, opening, application, secret_key, work, mails, client, signed_in
):
    form = reference_form(opening)
    form.content = form.content | {"minutes_from": 20, "minutes_to": 25}
    request = ReferenceRequestFactory(application=application)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    request.sent_at = clock.now() - timedelta(days=8)
    actions.remind(session, whole(session, request), by=referee_actor(request))
    work()

    pages = [
        client.get(f"/r/{token_of(request)}").text,
        signed_in(application, Audience.CANDIDATE).get("/candidate/referees").text,
    ]
    texts = [*pages, *(mail.get_content() for mail in mails())]
    assert [re.findall(r"sekitar (\d+) menit", text.lower()) for text in texts] == [["25"]] * 4


def test_a_mail_from_before_the_minutes_were_kept_still_goes_out(
    session, application, secret_key, work, mails
):
    ReferenceRequestFactory(application=application)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    message = session.scalars(select(Message)).one()
    message.values = {name: value for name, value in message.values.items() if name != "minutes"}
    work()

    assert "sekitar 15 menit" in mails()[0].get_content()


def test_whoever_has_begun_is_reminded_that_it_is_saved_and_comes_back_to_it(
    session, application, hr, work, mails, client
):
    draft = {"R0a": {"value": "yes", "text": ""}, "R0b": {"value": "no", "text": ""}}
    request = ReferenceRequestFactory(
        application=application,
        agreed=True,
        sent_at=clock.now() - timedelta(days=3),
        draft=draft | {"R0c": {"value": "", "text": "Direktur."}},
    )
    actions.remind(session, whole(session, request), by=actor_of(hr))
    work()

    text = mails()[0].get_content()
    client.send(f"/r/{token_of(request)}/begin")
    assert "Tulisan Anda tersimpan" in text
    assert client.get("/reference").location == "/reference/relationship"
    assert "Direktur." in client.get("/reference/relationship").text


def test_a_reminder_carries_the_same_link_and_says_when_it_is_the_last(
    session, application, hr, secret_key, work, mails
):
    request = ReferenceRequestFactory(application=application)
    actions.ask_referees(session, application.id, secret_key=secret_key)
    request.sent_at = clock.now() - timedelta(days=8)
    request = whole(session, request)
    for _ in range(2):
        actions.remind(session, request, by=actor_of(hr))
        request.reminded_at -= timedelta(days=2)
    work()

    texts = [mail.get_content() for mail in mails()]
    links = {re.search(r"/r/(\S+)", text).group(1) for text in texts}
    assert len(links) == 1
    assert ["Ini pengingat terakhir" in text for text in texts] == [False, False, True]


def test_thanks_and_replacement_tell_no_answers(session, application, work, mails):
    answered = ReferenceRequestFactory(application=application, agreed=True, draft=typed_draft())
    answered = whole(session, answered)
    actions.give_reference(session, answered, Today(2026, 11), by=referee_actor(answered))
    declined = whole(
        session, ReferenceRequestFactory(application=application, sent=True, name="Dewi Lestari")
    )
    actions.decline(session, declined, "Alasan rahasia", by=referee_actor(declined))
    work()

    thanks, replacement = mails()
    assert thanks["Subject"] == "Terima kasih atas referensi Anda"
    assert replacement["To"] == f"Sari Wulandari <{application.candidate.email}>"
    assert "Dewi Lestari" in replacement.get_content()
    assert "/candidate/referees" in replacement.get_content()
    for mail in (thanks, replacement):
        assert SITUATION[:20] not in mail.get_content()
        assert "rahasia" not in mail.get_content()
    assert thanks.get_content().count("http") == 1
    assert "/contact" in thanks.get_content()


@pytest.mark.parametrize(
    "name",
    [
        "Budi\r\nBcc: x@evil.example",
        "Budi\nSubject: Menang!",
        "https://evil.example/r/x",
        "www.evil.example",
        '<a href="http://evil.example">klik</a>',
        "Budi, x@evil.example",
        '"; To: x@evil.example',
    ],
)
def test_no_name_makes_a_header_a_recipient_or_a_link(session, application, secret_key, work, mails, name):
    """Names are checked when typed; a mail must hold even where one got in by another way."""
    application.candidate.name = name
    ReferenceRequestFactory(application=application, name=name, email="bambang@yab.example")
    actions.ask_referees(session, application.id, secret_key=secret_key)
    work()

    (mail,) = mails()
    assert [address.addr_spec for address in mail["To"].addresses] == ["bambang@yab.example"]
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject")) == 1
    assert len(re.findall(r"https?://", mail.get_content())) == 1
    assert "www.evil" not in mail.get_content()
