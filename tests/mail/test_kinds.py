"""Every mail can be written in both languages, says what it said before, and so do mails that wait."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from hiring.i18n import LOCALES
from hiring.mail.actions import Recipient, example
from hiring.mail.kinds import MAIL_KINDS, shipped
from hiring.mail.letters import write
from hiring.mail.models import Message

TITLE = {"id": "Petugas Komunitas", "en": "Community Officer"}
MOMENT = {"moment": datetime(2026, 11, 27, 16, 59, tzinfo=UTC).isoformat()}
ZONE = "Asia/Jakarta"
FOOT = (
    "\n\n-- \nPT Contoh Nusantara\nThis e-mail was sent automatically; nobody reads replies to it.\n"
    "Questions about your data: privasi@contoh.example\n"
)


def test_every_mail_is_written_in_both_languages_with_all_that_may_be_filled_in(app):
    for kind in MAIL_KINDS.here():
        for locale in LOCALES:
            message = example(
                kind, Recipient("Siti", "siti@surel.example", locale), shipped(kind.name, locale)
            )
            letter = write(app, message, show_link=False)
            assert "{" not in letter.subject + letter.text
            assert len(set(kind.known)) == len(kind.known), kind.name


def test_no_two_mails_have_one_name_and_none_is_longer_than_its_column(app):
    names = [kind.name for kind in MAIL_KINDS.here()]

    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= Message.template.type.length


RECEIPT = {
    "opening": TITLE,
    "code": "K7QF-2M4X",
    "handed_in_at": MOMENT,
    "zone": ZONE,
    "answers": [
        {"task": "A letter", "part": "Reply", "sha256": "0f" * 32},
        {"task": "A letter", "part": "Points", "sha256": ""},
    ],
}
REFERENCE = {
    "name": "Siti",
    "candidate": "Rina Wati",
    "opening": TITLE,
    "place": "Bekasi",
    "zone": ZONE,
    "ends_at": MOMENT,
    "minutes": 12,
}
GRANTED = {"title": TITLE, "zone": ZONE, "closes_at": None, "minutes": 0, "break_minutes": 0}
REQUEST = {"number": 7, "zone": ZONE, "due_at": MOMENT}
#: Mails as they were queued when their texts were templates: name, values, subject and text.
WAITING = [
    (
        "receipt",
        {**RECEIPT, "by_clock": False, "earlier": []},
        "Your receipt K7QF-2M4X",
        f"""Dear Siti,

Thank you. Your answers for “Community Officer” are handed in.

Receipt: K7QF-2M4X
Handed in: Friday 27 November 2026, 23:59 WIB

What was handed in, with the digital fingerprint (SHA-256) of each answer. It proves which text you \
handed in, without showing it:

A letter: Reply
  {"0f" * 32}
A letter: Points
  not answered

What happens now: people who do not see your name read your answers. You will hear from us, \
whatever the decision is. To look at the status, open the link in your invitation again.""",
    ),
    (
        "receipt",
        {**RECEIPT, "by_clock": True, "earlier": ["B3TR-9W6P"], "answers": RECEIPT["answers"][1:]},
        "Your receipt K7QF-2M4X",
        """Dear Siti,

Time was over, so what you had written for “Community Officer” was handed in automatically. \
Nothing of it is lost.

Receipt: K7QF-2M4X
Handed in: Friday 27 November 2026, 23:59 WIB

It replaces the earlier receipt B3TR-9W6P, because you were given time back.

What was handed in, with the digital fingerprint (SHA-256) of each answer. It proves which text you \
handed in, without showing it:

A letter: Points
  not answered

What happens now: people who do not see your name read your answers. You will hear from us, \
whatever the decision is. To look at the status, open the link in your invitation again.""",
    ),
    (
        "reference_reminder",
        {**REFERENCE, "begun": True, "is_last": False},
        "Reminder: a reference for Rina Wati",
        """Dear Siti,

You have begun to answer about Rina Wati, who has applied to PT Contoh Nusantara for the position Community \
Officer. What you wrote is saved; please complete it and send it.

It takes about 12 minutes. If you would rather not, please decline with one click; then we will not \
write again. There you can also tell us not to contact you about any other candidate.

http://127.0.0.1:8000/r/••••••••

The link works until Friday 27 November 2026, 23:59 WIB.""",
    ),
    (
        "reference_reminder",
        {**REFERENCE, "begun": False, "is_last": True},
        "Reminder: a reference for Rina Wati",
        """Dear Siti,

Rina Wati, who has applied to PT Contoh Nusantara for the position Community Officer, named you as \
somebody who \
knows their work. We have not had your answer yet.

It takes about 12 minutes. If you would rather not, please decline with one click; then we will not \
write again. There you can also tell us not to contact you about any other candidate.

http://127.0.0.1:8000/r/••••••••

The link works until Friday 27 November 2026, 23:59 WIB.
This is our last reminder.""",
    ),
    (
        "adjustment_granted",
        {**GRANTED, "per_cent": 25, "break_minutes": 1, "given": 8, "answer": "Until then."},
        "Your adjustment for Community Officer",
        """Dear Siti,

For the assessment for “Community Officer” you are granted:

- 25% more time in every section
- A break of 1 minute after a section: the next may be started in it even if the opening has closed

The section that is running has 8 minutes more.

HR writes:
Until then.

Reviewers are not told. You find this on your list of steps: open the link in your invitation again.""",
    ),
    (
        "adjustment_granted",
        {**GRANTED, "per_cent": 0, "given": 0, "answer": ""},
        "Your adjustment for Community Officer",
        """Dear Siti,

For the assessment for “Community Officer” you are granted:

- The same times as for everybody

Reviewers are not told. You find this on your list of steps: open the link in your invitation again.""",
    ),
    (
        "minutes_given_back",
        {
            "title": TITLE,
            "zone": ZONE,
            "minutes": 1,
            "reason": "No power.",
            "until": MOMENT,
            "again": False,
            "code": "",
        },
        "You have got 1 minute back: Community Officer",
        """Dear Siti,

HR has given you 1 minute back in the section that is running.

HR writes:
No power.

Reviewers are not told.""",
    ),
    (
        "privacy_received",
        {**REQUEST, "right": "erasure", "is_referee": False},
        "Your request no. 7 about your data",
        """Dear Siti,

Your request about your data has arrived and has number 7:
Delete the data

You will have an answer by Friday 27 November 2026, 23:59 WIB at the latest.

This page shows the result:
http://127.0.0.1:8000/candidate/rights

If you did not ask for this, please write to privasi@contoh.example.""",
    ),
]


@pytest.mark.parametrize(("template", "values", "subject", "text"), WAITING)
def test_a_mail_that_waited_through_an_upgrade_says_what_it_would_have_said(
    app, session, template, values, subject, text
):
    link = {"purpose": "reference", "row_id": 1, "generation": 1, "path": "/r/{token}"}
    queued = {
        "key": "old",
        "template": template,
        "values": values,
        "link": link if template.startswith("reference") else None,
        "to_name": "Siti",
        "to_email": "siti@surel.example",
        "locale": "en",
    }
    session.execute(insert(Message).values(queued))

    letter = write(app, session.query(Message).one(), show_link=False)

    assert letter.subject == subject
    assert letter.text == text + FOOT
