"""Who installs by a script gets through the first day without a browser."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import delete, select

from hiring.audit.models import AuditEntry
from hiring.mail.models import Message
from hiring.mail.rules import NOBODY, Contact
from hiring.organisation import queries
from hiring.organisation.commands import mail, organisation
from hiring.organisation.models import Organisation
from hiring.organisation.standing import KnownOrganisation
from hiring.settings import settings_of
from tests.smtp import Mailbox, listening


@pytest.fixture
def run(app, session):
    """Return a function that runs a command as somebody at the terminal of the server."""
    session.execute(delete(Organisation))
    session.commit()
    runner = app.test_cli_runner()

    def run(command, *words, status=0):
        session.commit()
        told = runner.invoke(command, words)
        session.rollback()  # what a command has not committed is lost
        session.expire_all()
        assert told.exit_code == status, (told.output, told.exc_info)
        return told.output

    return run


@pytest.fixture
def mailbox(app):
    """A mail server that the settings name."""
    box = Mailbox()
    settings = replace(settings_of(app), mail_url=box.url)
    app.extensions["settings"] = settings
    app.extensions["organisation"] = KnownOrganisation(settings, read_at=time.monotonic())
    with listening(box):
        yield box


def events(session):
    named = AuditEntry.event.like("organisation.%")
    rows = session.execute(select(AuditEntry.event, AuditEntry.actor).where(named).order_by(AuditEntry.id))
    return [tuple(row) for row in rows]


def test_what_is_still_as_it_was_delivered_is_shown(run):
    assert run(organisation) == (
        "Name     PT Contoh Nusantara (not set yet: use --name)\n"
        "Contact  privasi@contoh.example (not set yet: use --contact-email)\n"
        "Officer  nobody: questions about data go to the contact\n"
        "Links    no mail server is set; e-mails are written as files into mail/\n"
    )


def test_name_and_contact_are_set_and_shown(run, session):
    words = ("--name", "PT  Sinar Lestari", "--contact-name", "Wulan")
    ways = ("--contact-email", "wulan@sinar.example", "--contact-whatsapp", "0812 3456 7890")

    shown = run(organisation, *words, *ways, "--links-by-hand")

    assert shown == (
        "Name     PT Sinar Lestari\n"
        "Contact  Wulan (wulan@sinar.example; WhatsApp +6281234567890, https://wa.me/6281234567890)\n"
        "Officer  nobody: questions about data go to the contact\n"
        "Links    by hand, as confirmed; no mail server is set; e-mails are written as files into mail/\n"
    )
    assert queries.obstacles_now(session) == ()
    assert events(session) == [
        ("organisation.changed", "operator"),
        ("organisation.links_by_hand", "operator"),
    ]


def test_what_is_not_named_stays_and_the_same_again_tells_the_trail_nothing(run, session):
    run(organisation, "--name", "PT Sinar", "--contact-email", "wulan@sinar.example", "--links-by-hand")
    run(organisation, "--name", "PT Sinar", "--links-by-hand")
    run(organisation, "--contact-name", "Wulan")

    assert queries.profile(session).contact == Contact("Wulan", "wulan@sinar.example")
    assert [event for event, _ in events(session)] == [
        "organisation.changed",
        "organisation.links_by_hand",
        "organisation.changed",
    ]


def test_a_data_protection_officer_is_appointed_and_leaves_again(run, session):
    appointed = run(organisation, "--officer-name", "Sekar Ayu", "--officer-email", "dpo@sinar.example")
    left = run(organisation, "--officer-name", "", "--officer-email", "")

    assert "Officer  Sekar Ayu (dpo@sinar.example)\n" in appointed
    assert "Officer  nobody: questions about data go to the contact\n" in left
    assert queries.profile(session).officer == NOBODY


def test_links_go_by_mail_again(run, session):
    run(organisation, "--links-by-hand")
    run(organisation, "--links-by-mail")

    assert not session.scalars(select(Organisation.links_by_hand)).one()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--name", " "), "A name has 1 to 120 characters."),
        (("--name", "x" * 121), "A name has 1 to 120 characters."),
        (("--contact-name", "Wulan"), "The contact needs an address to write to."),
        (
            ("--contact-name", "wulan@contoh.example"),
            "Please write a name only, without an address or a link.",
        ),
        (("--contact-email", "wulan"), "Invalid value for --contact-email"),
        (("--officer-name", "Sekar"), "The officer needs an address to write to."),
        (("--officer-email", "sekar"), "Invalid value for --officer-email"),
        (
            ("--contact-email", "a@sinar.example", "--contact-whatsapp", "12"),
            "Write it like 0812 3456 7890.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(run, session, words, sentence):
    assert sentence in run(organisation, *words, status=2)
    assert session.scalars(select(Organisation)).all() == []


def test_a_mail_is_tried_and_what_the_server_said_is_told(run, session, mailbox):
    said = run(mail, "trial", "wulan@sinar.example")

    assert (
        said
        == "The mail server accepted the e-mail to wulan@sinar.example. Please check that it has arrived.\n"
    )
    assert mailbox.recipients == ["wulan@sinar.example"]
    assert run(organisation).splitlines()[-1] == "Links    by e-mail; the mail server accepts them"
    assert events(session) == [("organisation.trial_mail_sent", "operator")]


def test_a_mail_that_was_refused_says_why(run, session, mailbox):
    mailbox.at_recipient.append("550 nobody of this name")

    said = run(mail, "trial", "wulan@sinar.example", status=1)

    assert "The mail server refused this e-mail for good. 550 nobody of this name" in said
    assert run(organisation).splitlines()[-1].endswith("but the test e-mail failed")


def test_without_a_mail_server_a_trial_proves_nothing(run, session):
    said = run(mail, "trial", "wulan@sinar.example", status=1)

    assert said == "Error: No mail server is set (HIRING_MAIL_URL): the e-mail is a file in mail/.\n"
    assert session.scalars(select(Message.by_server)).all() == [False]
