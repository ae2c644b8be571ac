"""A referee's link as a text for WhatsApp: shown when somebody copies it, which stands in the trail."""

import html
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.audit.models import AuditEntry
from tests.factories.references import ReferenceRequestFactory, token_of


@pytest.fixture
def ratna(hr, signed_in):
    return signed_in(hr)


def at(request):
    return f"/reference-requests/{request.public_id}/copy"


def copied(text):
    found = re.search(r"<textarea[^>]*readonly>\n(.*?)</textarea>", text, re.DOTALL)
    return html.unescape(found.group(1)) if found else None


def noted(session):
    found = select(AuditEntry.details).where(AuditEntry.event == "reference.link_copied")
    return [entry["request_id"] for entry in session.scalars(found)]


@pytest.mark.parametrize(
    ("locale", "begins", "asks"),
    [
        ("id", "Yth. Bapak/Ibu Bu Satu, ", "Bolehkah kami bertanya tentang hal itu?"),
        ("en", "Dear Bu Satu, ", "May we ask you about it?"),
    ],
)
def test_the_text_carries_the_link_of_the_mail_in_the_referees_language(
    app, ratna, client, session, application, locale, begins, asks
):
    request = ReferenceRequestFactory(application=application, sent=True, name="Bu Satu", locale=locale)

    text = copied(ratna.send(at(request)).text)

    assert (text.startswith(begins), asks in text) == (True, True)
    assert f"/r/{token_of(request)}\n" in text
    assert noted(session) == [request.id]
    assert client.get(f"/r/{token_of(request)}").status_code == 200
    assert at(request) in ratna.get(f"/applications/{application.public_id}/references").text


def test_looking_at_the_page_shows_no_link_and_notes_nothing(ratna, session, application):
    request = ReferenceRequestFactory(application=application, sent=True)

    text = ratna.get(at(request)).text

    assert (copied(text), token_of(request) in text, noted(session)) == (None, False, [])


@pytest.mark.parametrize(
    "traits",
    [{}, {"sent": True, "state": "answered"}, {"sent": True, "sent_at": clock.now() - timedelta(days=60)}],
)
def test_who_cannot_answer_now_has_no_link_to_copy(ratna, session, application, traits):
    request = ReferenceRequestFactory(application=application, **traits)

    reply = ratna.send(at(request))

    assert reply.location == f"/applications/{application.public_id}/references"
    assert noted(session) == []
