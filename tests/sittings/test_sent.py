"""The candidate's page lists the mails that went out, by name and moment, without what they say."""

import re

from hiring.accounts.rules import OPERATOR, Audience
from hiring.i18n.choice import short_moment_text
from hiring.mail.actions import Recipient, send
from hiring.mail.kinds import MAIL_KINDS, ReaderGroup
from hiring.mail.models import MessageState
from hiring.openings.models import Application
from hiring.privacy.actions import ask_about_data
from hiring.privacy.mails import LAST_MAILS
from hiring.privacy.rules import Right
from hiring.sittings.sent import MOST_SHOWN, SENT_NAMES
from tests.factories.openings import ApplicationFactory
from tests.factories.references import ReferenceRequestFactory


def mailed(session, application: Application, template, state="sent", **values):
    to = Recipient("Rina Wati", "rina@surel.example", "id")
    key = f"{template} {application.id} {state} {len(values)}"
    message = send(session, template, to, key=key, application_id=application.id, contact=None, **values)
    message.state = MessageState(state)
    message.sent_at = message.created_at if state == "sent" else None
    session.flush()
    return message


def listed(page):
    """Return the names on the list, newest first."""
    part = page.partition("Yang kami kirim kepada Anda")[2].partition("<h2>")[0]
    return re.findall(r"<li>([^,<]+),", part)


def test_the_page_names_what_went_out_newest_first(session, signed_in):
    mine, other = ApplicationFactory(consented=True), ApplicationFactory()
    first = mailed(session, mine, "invitation")
    mailed(session, mine, "reminder", "queued")
    mailed(session, mine, "fresh_link", "cancelled")
    mailed(session, mine, "reference_request")
    mailed(session, mine, "decision_reject")
    mailed(session, other, "receipt")

    page = signed_in(mine, Audience.CANDIDATE).get("/candidate/status").text

    assert listed(page) == ["Surat tentang keputusan", "Undangan"]
    assert f"Undangan, {short_moment_text(first.sent_at)}" in page
    assert "kepada rina@surel.example" in page


def test_who_was_sent_nothing_reads_nothing_about_it(session, signed_in):
    page = signed_in(ApplicationFactory(consented=True), Audience.CANDIDATE).get("/candidate/status").text

    assert "Yang kami kirim kepada Anda" not in page


def test_a_long_list_shows_the_newest(session, signed_in):
    mine = ApplicationFactory(consented=True)
    for number in range(MOST_SHOWN + 2):
        mailed(session, mine, "fresh_link", **{f"value_{each}": each for each in range(number)})

    page = signed_in(mine, Audience.CANDIDATE).get("/candidate/status").text

    assert listed(page) == ["Tautan baru"] * MOST_SHOWN


def test_every_mail_to_candidates_has_a_name_there(app):
    theirs = {ReaderGroup.CANDIDATES, ReaderGroup.DATA_SUBJECTS}
    to_candidates = {kind.name for kind in MAIL_KINDS.of(app) if kind.group in theirs}

    assert to_candidates - LAST_MAILS - SENT_NAMES.keys() == set()


def test_what_a_referee_was_written_about_their_data_is_not_on_the_candidates_page(session, signed_in, work):
    mine = ApplicationFactory(consented=True)
    referee = ReferenceRequestFactory(application=mine)
    session.commit()
    for who in (None, referee):
        ask_about_data(session, mine, Right.CORRECTION, "Nama saya.", referee=who, by=OPERATOR)
    session.commit()
    work()

    page = signed_in(mine, Audience.CANDIDATE).get("/candidate/status").text

    assert listed(page) == ["Permintaan data pribadi diterima"]
