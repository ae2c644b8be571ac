"""A candidate proposes other times or cannot come, within HR's limits; HR accepts one or keeps the time."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.interviews import actions, queries
from hiring.interviews.models import InterviewPlan
from hiring.interviews.rules import Wish, WishKind
from hiring.mail.models import Message
from tests.factories.interviews import arranged
from tests.factories.openings import candidate_actor
from tests.page import words
from tests.postgres import on_both
from tests.trail import told

REASON = "Saya sudah ada janji dengan dokter hari itu."
PAGE = "/candidate/interview/other-time"


@pytest.fixture
def both(session):
    """An interview in three days at a full hour, and everything around it."""
    at = (clock.now() + timedelta(days=3)).replace(minute=0, second=0, microsecond=0)
    interviewing, interview = arranged(starts_at=at)
    session.commit()
    return interviewing, interview


def ask(session, interviewing, kind=WishKind.OTHER_TIME, days=(1,), *, reason=REASON, seen=None):
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    there = queries.interview_of(session, application.id)
    wish = Wish(kind, tuple(there.starts_at + timedelta(days=each) for each in days), reason)
    who = candidate_actor(application)
    seen = there.number if seen is None else seen
    return actions.ask_other_time(session, application, wish, seen=seen, by=who)


def page_of(session, interviewing):
    return queries.application_of_interview_page(session, interviewing.application.public_id)


def mails(session):
    found = session.scalars(select(Message).where(Message.template.like("interview%")).order_by(Message.id))
    return [(each.template, each.to_name) for each in found]


def test_hr_accepts_a_proposed_time_and_the_interview_moves(session, both):
    interviewing, interview = both
    wish = ask(session, interviewing, days=(1, 2))
    before, later = len(mails(session)), interview.starts_at + timedelta(days=2)

    for _twice in range(2):
        actions.accept_time(
            session, page_of(session, interviewing), wish.public_id, later, "", by=interviewing.hr
        )

    assert (wish.state, interview.starts_at, interview.number) == ("accepted", later, 1)
    assert [template for template, _name in mails(session)[before:]] == [
        "interview_panel",
        "interview_panel",
        "interview_moved",
    ]
    assert [event for event, *_ in told(session)][-2:] == ["interview.other_time_proposed", "interview.moved"]


def test_hr_keeps_the_time_with_a_sentence_that_the_candidate_reads(session, both, signed_in):
    interviewing, interview = both
    wish = ask(session, interviewing)
    said = "Ruangnya hanya tersedia pada hari itu."

    for _twice in range(2):
        actions.keep_time(session, page_of(session, interviewing), wish.public_id, said, by=interviewing.hr)
    session.commit()

    assert (wish.state, interview.number) == ("kept", 0)
    assert mails(session)[-1] == ("interview_kept", "Sari Wulandari")
    assert [event for event, *_ in told(session)][-1] == "interview.time_kept"
    shown = words(signed_in(interviewing.application, Audience.CANDIDATE).get(PAGE).text)
    assert said in shown
    with pytest.raises(actions.WishAnswered):
        actions.accept_time(
            session,
            page_of(session, interviewing),
            wish.public_id,
            interview.starts_at + timedelta(days=1),
            "",
            by=interviewing.hr,
        )


def test_too_late_too_often_and_times_that_cannot_be_are_refused_with_a_sentence(session, both):
    interviewing, interview = both
    with clock.held_at(interview.starts_at - timedelta(hours=23)):
        with pytest.raises(actions.WishRefused, match="that moment is over"):
            ask(session, interviewing)
        ask(session, interviewing, WishKind.CANNOT_COME, days=())
    with pytest.raises(actions.WishWaits):
        ask(session, interviewing)
    waiting = queries.waiting_wish(session, interview.id)
    actions.keep_time(session, page_of(session, interviewing), waiting.public_id, REASON, by=interviewing.hr)
    for days, sentence in (((), "at least one"), ((0,), "that is set"), ((-9,), "still to come")):
        with pytest.raises(actions.WishRefused, match=sentence):
            ask(session, interviewing, days=days)
    wish = ask(session, interviewing)
    actions.keep_time(session, page_of(session, interviewing), wish.public_id, REASON, by=interviewing.hr)
    with pytest.raises(actions.WishRefused, match="as often as it is possible"):
        ask(session, interviewing, days=(2,))
    with clock.held_at(interview.starts_at), pytest.raises(actions.WishRefused, match="has come"):
        ask(session, interviewing, WishKind.CANNOT_COME, days=())


def test_hr_says_how_often_and_until_when(session, both):
    interviewing, interview = both
    session.get_one(InterviewPlan, interviewing.opening.id).notice_hours = 2
    session.flush()

    with clock.held_at(interview.starts_at - timedelta(hours=3)):
        wish = ask(session, interviewing)

    assert wish.state == "waiting"


def test_sending_the_same_from_two_tabs_asks_once(session, both):
    interviewing, _interview = both
    first = ask(session, interviewing)

    assert ask(session, interviewing) is first


def test_an_interview_that_was_called_off_or_moved_meanwhile_is_not_asked_about(session, both):
    interviewing, interview = both
    with pytest.raises(actions.InterviewChanged):
        ask(session, interviewing, seen=interview.number + 1)
    actions.call_off(session, page_of(session, interviewing), "", by=interviewing.hr)
    with pytest.raises(actions.InterviewChanged):
        ask(session, interviewing, seen=interview.number)


def test_a_wish_ends_with_whatever_becomes_of_the_interview(session, both):
    interviewing, _interview = both
    wish = ask(session, interviewing)

    actions.call_off(session, page_of(session, interviewing), "", by=interviewing.hr)

    assert wish.state == "overtaken"
    with pytest.raises(actions.WishAnswered):
        actions.keep_time(session, page_of(session, interviewing), wish.public_id, REASON, by=interviewing.hr)


@on_both
def test_the_candidate_asks_on_a_page_and_hr_finds_it_as_work_to_do(session, both, signed_in):
    interviewing, interview = both
    candidate, hr = (
        signed_in(interviewing.application, Audience.CANDIDATE),
        signed_in(interviewing.panel.hr),
    )
    assert f'href="{PAGE}"' in candidate.get("/candidate/status").text
    day = (interview.starts_at + timedelta(days=2)).date()
    given = {"kind": "other_time", "first-day": day, "first-at": "10:00", "reason": REASON, "seen": "0"}

    unfit = candidate.send(PAGE, **{**given, "first-at": ""})
    sent = candidate.send(PAGE, **given)
    again = candidate.send(PAGE, **{**given, "reason": REASON + " Maaf."})

    assert "Isilah hari dan jamnya, atau kosongkan keduanya." in words(unfit.text)
    assert (unfit.status_code, sent.status_code, again.status_code) == (422, 302, 409)
    assert "HR belum menjawab" in words(again.text)
    assert f"{REASON} Maaf." in again.text
    assert "1 kandidat bertanya tentang waktu wawancaranya" in words(hr.get("/").text)
    opening = hr.get(f"/openings/{interviewing.opening.public_id}/interviews").text
    address = f"/applications/{interviewing.application.public_id}/interview"
    assert f"{address}/wish" in opening
    assert f"{address}/wish" in hr.get(address).text
    assert f"{address}/wish" in hr.get(f"/applications/{interviewing.application.public_id}").text
    short = hr.send(f"{address}/wish", choice="keep", words="Tidak")
    assert "kandidat membaca mengapa waktunya tetap" in words(short.text)

    time = queries.times_proposed(queries.waiting_wish(session, interview.id))[0]
    accepted = hr.send(f"{address}/wish", choice=time.isoformat(), words="")
    late = hr.get(f"{address}/wish")
    kept = hr.send(f"{address}/wish", choice="keep", words="Ruangnya hanya tersedia hari itu.")

    assert (short.status_code, accepted.status_code, late.status_code, kept.status_code) == (
        422,
        302,
        302,
        409,
    )
    assert "Ini sudah dijawab sementara itu" in words(kept.text)
    assert "Ruangnya hanya tersedia hari itu." in kept.text
    session.expire_all()
    assert interview.starts_at == time


def test_what_changed_meanwhile_is_said_on_the_candidates_page(session, both, signed_in):
    interviewing, interview = both
    candidate = signed_in(interviewing.application, Audience.CANDIDATE)
    arranged(interviewing, starts_at=interview.starts_at + timedelta(hours=1))
    session.commit()
    given = {"kind": "cannot_come", "reason": REASON, "seen": "0"}

    refused = candidate.send(PAGE, **given)

    assert refused.status_code == 409
    assert "sudah diubah atau dibatalkan sejak Anda membuka halaman ini" in words(refused.text)
    assert REASON in refused.text
