"""The interview as a file for calendars, read back by a library that did not write it, far from Indonesia."""

import time
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from ical.calendar_stream import IcsCalendarStream
from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.interviews import actions, queries
from hiring.interviews.calendar_file import CalendarEntry, CalendarMethod, Mailbox, calendar_file
from hiring.mail.actions import Overtaken, send_again
from hiring.mail.models import Message
from hiring.openings import actions as openings
from tests.factories.interviews import arranged, slot_of
from tests.factories.openings import ApplicationFactory, candidate_actor
from tests.page import words

AT = datetime(2031, 3, 3, 3, 0, tzinfo=UTC)
ENTRY = CalendarEntry(
    uid="interview-a",
    sequence=2,
    changed_at=datetime(2031, 2, 1, 8, 0, 3, 77, tzinfo=UTC),
    starts_at=AT,
    minutes=45,
    zone="Asia/Jakarta",
    title="Wawancara: Petugas Komunitas, PT Contoh",
    place="Jl. Melati 7; lantai 2, Bekasi",
    text="Senin, 3 Maret 2031\nhttps://rapat.example/a?b=1,2;c",
    organiser=Mailbox("Ratna Kusumawati, S.Psi", "ratna@contoh.example"),
    attendee=Mailbox("Sari Wulandari", "sari@surel.example"),
)


@pytest.fixture(autouse=True)
def far_away(monkeypatch):
    """Have the machine stand where no zone of Indonesia is near."""
    monkeypatch.setenv("TZ", "America/St_Johns")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def changed(**values):
    return CalendarEntry(**{name: getattr(ENTRY, name) for name in ENTRY.__slots__} | values)


def read(content):
    """Return calendar and event as the second library reads them."""
    found = IcsCalendarStream.calendar_from_ics(content.decode())
    (event,) = found.events
    return found, event


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("Asia/Jakarta", 10), ("Asia/Makassar", 11), ("Asia/Jayapura", 12), ("Asia/Pontianak", 10)],
)
def test_the_time_is_that_of_the_zone_wherever_it_is_read(zone, hour):
    content = calendar_file(CalendarMethod.REQUEST, changed(zone=zone))
    _calendar, event = read(content)

    assert event.dtstart == AT
    assert event.dtend == AT + timedelta(minutes=45)
    assert (event.dtstart.hour, event.dtstart.tzinfo.key) == (hour, zone)
    lines = content.decode().split("\r\n")
    assert f"DTSTART;TZID={zone}:20310303T{hour}0000" in lines
    assert [lines.count(line) for line in (f"TZID:{zone}", "BEGIN:STANDARD", "BEGIN:DAYLIGHT")] == [1, 1, 0]
    assert lines.index("METHOD:REQUEST") < lines.index("BEGIN:VTIMEZONE") < lines.index("BEGIN:VEVENT")


def test_what_is_written_is_read_as_it_was():
    found, event = read(calendar_file(CalendarMethod.REQUEST, ENTRY))

    assert (found.method, event.uid, event.sequence, event.status) == (
        "REQUEST",
        "interview-a",
        2,
        "CONFIRMED",
    )
    assert (event.summary, event.location, event.description) == (ENTRY.title, ENTRY.place, ENTRY.text)
    assert (event.organizer.uri, event.organizer.common_name) == (
        "mailto:ratna@contoh.example",
        "Ratna Kusumawati, S.Psi",
    )
    assert [(each.uri, each.common_name) for each in event.attendees] == [
        ("mailto:sari@surel.example", "Sari Wulandari")
    ]
    assert event.dtstamp == datetime(2031, 2, 1, 8, 0, 3, tzinfo=UTC)


def test_what_readers_trip_over_is_not_written():
    odd = changed(
        place="Ruang\x0b\\nusantara\u200b",
        organiser=Mailbox('Ratna "R"; HR', "ratna@contoh.example"),
        title="Baris\r\nBEGIN:VALARM",
    )
    content = calendar_file(CalendarMethod.REQUEST, odd)
    _found, event = read(content)

    assert event.location == "Ruang/nusantara"
    assert event.organizer.common_name == "Ratna 'R', HR"
    assert event.summary == "Baris BEGIN:VALARM"
    assert not event.alarm
    assert b"\\\\" not in content
    assert max(map(len, content.split(b"\r\n"))) <= 75


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="needs a zone"):
        calendar_file(CalendarMethod.REQUEST, changed(starts_at=AT.replace(tzinfo=None)))


def sent_mails(app, session, work):
    """Send what waits; return each mail about interviews as it travelled, in the order in which it went."""
    session.commit()
    work()
    folder = app.extensions["settings"].instance / "mail"
    mails = sorted(folder.glob("*-interview_*.eml"))
    return [message_from_bytes(path.read_bytes(), policy=default) for path in mails]


def calendar_in(mail):
    _text, part = mail.iter_parts()
    return part, *read(part.get_payload(decode=True))


def move(session, interviewing, hours):
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    there = queries.interview_of(session, application.id)
    slot = slot_of(interviewing, there.starts_at + timedelta(hours=hours))
    return actions.arrange(
        session, application, slot, "", seen=actions.interview_mark(there), by=interviewing.hr
    )


def test_everybody_gets_a_mail_with_a_calendar_of_their_own(app, session, work):
    _interviewing, interview = arranged(place="https://rapat.example/abc")

    mails = sent_mails(app, session, work)

    assert len(mails) == 3
    for mail in mails:
        part, _found, event = calendar_in(mail)
        assert mail.get_content_type() == "multipart/alternative"
        assert part["Content-Type"] == 'text/calendar; charset="utf-8"; method="REQUEST"'
        (attendee,) = event.attendees
        assert attendee.uri == f"mailto:{mail['To'].addresses[0].addr_spec}"
        assert attendee.common_name == mail["To"].addresses[0].display_name
        assert event.uid == f"interview-{interview.public_id}"
        assert event.dtstart == interview.starts_at
        assert event.location == "https://rapat.example/abc"
    text = mails[-1].get_body(("plain",)).get_content()
    assert "WIB (UTC+07:00)" in text
    assert "https://rapat.example/abc" in text
    assert calendar_in(mails[-1])[2].summary.startswith("Wawancara: Petugas Komunitas, Bekasi, ")
    assert calendar_in(mails[0])[2].summary == "Wawancara dengan Sari Wulandari: Petugas Komunitas, Bekasi"


def test_a_move_and_calling_off_reach_the_same_entry_in_their_order(app, session, work):
    interviewing, interview = arranged()
    move(session, interviewing, 2)
    moved = interview.starts_at
    move(session, interviewing, 3)
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    actions.call_off(session, application, "", by=interviewing.hr)

    mails = sent_mails(app, session, work)

    candidate = application.candidate.email
    for reader in {mail["To"].addresses[0].addr_spec for mail in mails}:
        events = [calendar_in(mail) for mail in mails if mail["To"].addresses[0].addr_spec == reader]
        assert [found.method for _part, found, _event in events] == ["REQUEST"] * 3 + ["CANCEL"]
        assert [event.sequence for *_, event in events] == [0, 1, 2, 3]
        assert {event.uid for *_, event in events} == {f"interview-{interview.public_id}"}
        assert [event.status for *_, event in events] == ["CONFIRMED"] * 3 + ["CANCELLED"]
    assert moved < interview.starts_at
    last = [mail for mail in mails if mail["To"].addresses[0].addr_spec == candidate][-1]
    assert last["Subject"].startswith("Wawancara Anda dibatalkan")


@pytest.mark.parametrize("leaves", ["withdraws", "is removed"])
def test_the_interview_of_who_leaves_is_taken_out_of_every_calendar(app, session, work, leaves):
    interviewing, interview = arranged()
    application, email = interviewing.application, interviewing.application.candidate.email
    if leaves == "withdraws":
        openings.withdraw(session, application, by=candidate_actor(application))
    else:
        openings.remove(session, application, "Diundang dua kali.", by=interviewing.hr)
    session.commit()
    work()

    mails = sent_mails(app, session, work)

    last = {mail["To"].addresses[0].addr_spec: calendar_in(mail)[1:] for mail in mails}
    assert email in last
    assert len(last) == 3
    for found, event in last.values():
        assert (found.method, event.status) == ("CANCEL", "CANCELLED")
        assert event.uid == f"interview-{interview.public_id}"


def test_whose_data_are_used_no_more_is_written_nothing_of_the_interview(app, session, work):
    interviewing, _interview = arranged()
    application = interviewing.application
    openings.stop_use(session, application, by=candidate_actor(application))
    session.commit()
    work()

    last = [mail["To"].addresses[0].addr_spec for mail in sent_mails(app, session, work)]

    assert last.count(application.candidate.email) <= 1


def test_who_no_longer_interviews_gets_a_cancellation(app, session, work):
    interviewing, interview = arranged()
    people = frozenset(user.id for user in interviewing.interviewers[1:])
    arranged(interviewing, starts_at=interview.starts_at, interviewers=people)

    mails = sent_mails(app, session, work)

    gone = interviewing.interviewers[0].email
    methods = [calendar_in(mail)[1].method for mail in mails if mail["To"].addresses[0].addr_spec == gone]
    assert methods == ["REQUEST", "CANCEL"]


def test_an_older_mail_is_not_sent_again_after_a_newer_one(session):
    interviewing, _interview = arranged()
    session.flush()
    invited = session.scalars(select(Message).where(Message.template == "interview_invitation")).one()
    invited.state = "failed"
    move(session, interviewing, 2)
    session.flush()

    with pytest.raises(Overtaken):
        send_again(session, invited, by=interviewing.hr)

    assert invited.state == "failed"


def test_a_mail_that_is_the_newest_about_an_interview_is_sent_again(session):
    interviewing, _interview = arranged()
    session.flush()
    invited = session.scalars(select(Message).where(Message.template == "interview_invitation")).one()
    invited.state = "failed"
    session.flush()

    send_again(session, invited, by=interviewing.hr)

    assert invited.state == "queued"


def test_the_candidate_downloads_the_interview_while_it_is_to_come(session, signed_in):
    interviewing, interview = arranged()
    session.commit()
    client = signed_in(interviewing.application, Audience.CANDIDATE)
    page = client.get("/candidate/status")

    got = client.get("/candidate/interview/calendar")
    found, event = read(got.data)

    assert 'href="/candidate/interview/calendar"' in page.text
    assert "Unduh untuk kalender Anda" in words(page.text)
    assert got.content_type == "text/calendar; charset=utf-8"
    assert "wawancara.ics" in got.headers["Content-Disposition"]
    assert (found.method, event.dtstart, event.attendees) == ("PUBLISH", interview.starts_at, [])
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    actions.call_off(session, application, "", by=interviewing.hr)
    session.commit()
    assert client.get("/candidate/interview/calendar").status_code == 404


def test_an_interviewer_downloads_it_and_nobody_else(session, signed_in):
    interviewing, interview = arranged()
    session.commit()
    card = interview.cards[0]
    own, other = (signed_in(user) for user in interviewing.interviewers[:2])
    mine = card.interviewer_id == interviewing.interviewers[0].id
    own, other = (own, other) if mine else (other, own)

    _found, event = read(own.get(f"/interviews/{card.public_id}/calendar").data)

    assert event.summary == "Wawancara dengan Sari Wulandari: Petugas Komunitas, Bekasi"
    assert f"/interviews/{card.public_id}/calendar" in own.get("/interviews").text
    assert other.get(f"/interviews/{card.public_id}/calendar").status_code == 404


def test_somebody_without_an_interview_downloads_nothing(session, signed_in):
    interviewing, _interview = arranged()
    other = ApplicationFactory(opening=interviewing.opening, consented=True, stage="handed_in")
    session.commit()

    assert signed_in(other, Audience.CANDIDATE).get("/candidate/interview/calendar").status_code == 404
