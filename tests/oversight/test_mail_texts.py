"""What mails say may be changed: checked, previewed, in versions, and back to the default text."""

import re
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.i18n import LOCALES
from hiring.mail.kinds import MAIL_KINDS, ReaderGroup, editable_kinds, shipped
from hiring.mail.models import MailText, Message
from hiring.mail.placeholders import MailWords, missing_in, unknown_in
from hiring.openings import actions
from hiring.openings.invitees import Invitee
from hiring.oversight.actions import change_mail_text, mail_remarks
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.openings import OpeningFactory
from tests.page import hidden_fields, words
from tests.trail import told

PAGE = "/mail-texts/invitation/en"


@pytest.fixture
def hr(session):
    return UserFactory(roles=[Role.HR], locale="en")


def save(client, **values):
    form = {"subject": "Come: {position}", "body": "Hello {name}, {link}"}
    return client.send(PAGE, **hidden_fields(client.get(PAGE).text) | form | values)


AGE = "Hello {name}, {link}. Maximum age 27 years."
WHY = "The work is on a scaffold, where the law sets the age."


def kept(session):
    return [details for event, _, details in told(session) if event == "mail.words_kept"]


def invite(session, hr, name="Siti"):
    session.refresh(hr, ["roles"])
    opening = OpeningFactory(hr=[hr])
    invitee = Invitee(name, "siti@surel.example", "en")
    actions.invite(session, opening, invitee, secret_key="s" * 32, by=actor_of(hr))


def test_every_shipped_text_has_its_placeholders_in_both_languages(app):
    with app.app_context():
        for kind in MAIL_KINDS.here():
            for locale in LOCALES:
                text = shipped(kind.name, locale)
                assert unknown_in(text, kind.known) == []
                assert missing_in(text, kind.needed) == []


def test_every_text_can_be_read_and_lacks_nothing_that_it_must_name(session, signed_in):
    client = signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))
    for kind in editable_kinds():
        for locale in LOCALES:
            page = f"/mail-texts/{kind.name}/{locale}"
            text, hidden = shipped(kind.name, locale), hidden_fields(client.get(page).text)
            for name in kind.needed:
                body = text.body.replace(f"{{{name}}}", "")
                reply = client.send(page, **hidden, subject=text.subject, body=body)
                assert (page, name, reply.status_code) == (page, name, 422)
                assert f"The text must name {{{name}}}, or readers lack it." in words(reply.text)
    assert session.scalars(select(MailText)).all() == []


def test_what_staff_are_told_of_their_accounts_only_administrators_write(session, signed_in, hr):
    client, admin = signed_in(hr), signed_in(UserFactory(roles=[Role.ADMIN], locale="en"))
    about_accounts = {kind.name for kind in editable_kinds() if kind.group is ReaderGroup.ACCOUNTS}
    assert about_accounts == {"account_made", "password_link", "new_sign_in"}

    for name in about_accounts:
        page = f"/mail-texts/{name}/en"
        assert (client.get(page).status_code, admin.get(page).status_code) == (404, 200)
        values = {"subject": "Come", "body": "{name}, {link}, {moment}"}
        assert client.send(page, **values).status_code == 404
        assert client.send(f"{page}/shipped").status_code == 404
    assert "To everybody with an account" not in client.get("/mail-texts").text
    assert "To everybody with an account" in admin.get("/mail-texts").text
    assert session.scalars(select(MailText)).all() == []


def test_the_list_is_divided_by_reader(signed_in, hr):
    page = signed_in(hr).get("/mail-texts").text

    assert re.findall(r"<h2 id=.+?>(.+?)</h2>", page) == [
        "To candidates",
        "To referees",
        "To candidates and referees, about their data",
        "To reviewers",
        "To hiring managers",
        "To HR",
    ]
    assert page.count('<th scope="row"') == len(editable_kinds()) - 3


def test_a_mail_says_what_hr_wrote_and_keeps_it_when_the_text_changes(app, session, signed_in, hr, work):
    client = signed_in(hr)
    assert save(client).status_code == 302
    invite(session, hr, name="Siti {link}")
    save(client, subject="Later")
    work()

    [file] = (settings_of(app).instance / "mail").glob("*.eml")
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert mail["Subject"] == "Come: Community Officer, Bekasi"
    assert mail.get_content().startswith("Hello Siti {link}, http://")


def test_back_to_the_shipped_text_is_one_button_and_keeps_the_versions(session, signed_in, hr):
    client = signed_in(hr)
    save(client)
    client.send(f"{PAGE}/shipped", **client.hidden(PAGE))
    invite(session, hr)

    assert session.scalars(select(Message.words)).all() == [None]
    assert session.scalars(select(MailText.subject).order_by(MailText.id)).all() == ["Come: {position}", None]
    events = select(AuditEntry.event).where(AuditEntry.event.like("mail.text%")).order_by(AuditEntry.id)
    assert session.scalars(events).all() == ["mail.text_changed", "mail.text_shipped"]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"body": "Hello {nama}, {link}"}, "These placeholders are not known here: {nama}."),
        ({"body": "Hello {name}"}, "The text must name {link}, or readers lack it."),
        ({"subject": "{{ config }}"}, "These placeholders are not known here"),
        ({"body": "Hello } {link}"}, "A brace is missing its other half."),
        ({"subject": ""}, "This field is required."),
    ],
)
def test_what_no_mail_can_say_is_refused_with_a_sentence(session, signed_in, hr, wrong, sentence):
    reply = save(signed_in(hr), **wrong)

    assert reply.status_code == 422
    assert sentence in words(reply.text)
    assert session.scalars(select(MailText)).all() == []


def test_a_preview_keeps_nothing_and_shows_the_mail_as_it_would_go_out(session, signed_in, hr):
    reply = save(signed_in(hr), step="preview")

    assert "Hello Siti Rahmawati, http" in words(reply.text)
    assert "Come: Community Officer, Bekasi" in words(reply.text)
    assert session.scalars(select(MailText)).all() == []


def test_a_subject_is_one_line_whatever_is_sent(session, signed_in, hr):
    save(signed_in(hr), subject="Come\r\nBcc: all@jahat.example")

    assert session.scalars(select(MailText.subject)).all() == ["Come Bcc: all@jahat.example"]


@pytest.mark.parametrize("role", list(Role))
def test_hr_and_administrators_may_and_nobody_else(signed_in, session, role):
    client = signed_in(UserFactory(roles=[role]))
    status = 200 if role in {Role.HR, Role.ADMIN} else 404

    assert client.get("/mail-texts").status_code == status
    assert client.get(PAGE).status_code == status
    assert client.get("/mail-texts/audit_head/en").status_code == 404
    assert client.get("/mail-texts/invitation/fr").status_code == 404


def test_words_for_candidates_that_may_be_unlawful_stay_only_with_a_reason(session, signed_in, hr):
    client = signed_in(hr)

    reply = save(client, body=AGE)

    assert (reply.status_code, session.scalars(select(MailText)).all()) == (422, [])
    assert "Maximum age" in words(reply.text).partition("Words to look at")[2]
    assert "Change the words, or tick this and say why they stay." in reply.text

    assert save(client, body=AGE, keep_words="y", because=WHY).status_code == 302
    assert [text.body for text in session.scalars(select(MailText))] == [AGE]
    assert kept(session) == [{"mail": "invitation", "locale": "en", "grounds": ["age"], "reason": WHY}]

    assert save(client, body=f"{AGE} Bring a pen.").status_code == 302
    assert len(kept(session)) == 1


def test_a_preview_names_such_words_and_asks_for_no_reason_yet(session, signed_in, hr):
    reply = save(signed_in(hr), body=AGE, step="preview")

    assert reply.status_code == 200
    assert "Maximum age" in words(reply.text).partition("Words to look at")[2]
    assert "Change the words, or tick this" not in reply.text


def test_an_action_without_a_reason_keeps_no_such_words_in_a_mail(session, hr):
    session.refresh(hr, ["roles"])
    [invitation] = [kind for kind in editable_kinds() if kind.name == "invitation"]
    sent = MailWords("Come", AGE)

    with pytest.raises(actions.WordsUnanswered):
        change_mail_text(session, invitation, "en", sent, seen=None, by=actor_of(hr))


def test_mails_to_others_are_not_looked_through(session, signed_in, hr):
    others = [
        kind for kind in editable_kinds() if kind.group not in (ReaderGroup.CANDIDATES, ReaderGroup.ACCOUNTS)
    ]

    for kind in others:
        assert mail_remarks(session, kind, "en", MailWords("Come", AGE)) == []
    assert others
