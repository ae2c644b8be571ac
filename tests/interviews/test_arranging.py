"""A candidate is invited, the interview is moved, missed, called off: who it concerns is told, once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.errors import StalePage
from hiring.interviews import actions, queries
from hiring.interviews.actions.arranging import InterviewRefused
from hiring.mail.letters import write
from hiring.mail.models import Message
from hiring.openings import actions as openings
from hiring.openings.models import OpeningMember
from hiring.openings.rules import Stage
from hiring.scoring import actions as scoring
from hiring.sittings.models import Sitting
from tests.factories.interviews import arranged, card_of, locked_card, planned, slot_of, with_guide
from tests.factories.openings import ApplicationFactory, candidate_actor
from tests.factories.scoring import handed_in
from tests.page import words
from tests.trail import told


def page_of(session, interviewing):
    return queries.application_of_interview_page(session, interviewing.application.public_id)


def mails(session):
    found = session.scalars(
        select(Message).where(Message.template.like("interview%")).order_by(Message.id)
    ).all()
    return [(each.template, each.to_name, each.values.get("news")) for each in found]


def arrange(session, interviewing, slot, seen=None):
    application = page_of(session, interviewing)
    there = queries.interview_of(session, application.id)
    seen = seen or actions.interview_mark(there)
    return actions.arrange(session, application, slot, "", seen=seen, by=interviewing.hr)


def test_candidate_and_interviewers_are_told_once(session):
    interviewing, interview = arranged()
    arrange(session, interviewing, slot_of(interviewing, interview.starts_at))

    assert mails(session) == [
        ("interview_panel", "Dewi", "arranged"),
        ("interview_panel", "Agus", "arranged"),
        ("interview_invitation", "Sari Wulandari", None),
    ]
    assert [event for event, *_ in told(session)][-2:] == ["interview.planned", "interview.arranged"]


def test_the_invitation_stands_alone(app, session):
    at = datetime(2031, 3, 3, 3, 0, tzinfo=UTC)
    with clock.held_at(at - timedelta(days=3)):
        arranged(starts_at=at)
    found = session.scalars(select(Message).where(Message.template == "interview_invitation")).one()
    letter = write(app, found, show_link=False)

    assert letter.subject == "Undangan wawancara: Petugas Komunitas, Bekasi"
    assert "Waktu: Senin, 3 Maret 2031, 10.00 WIB (UTC+07:00)" in letter.text
    assert "Lama: 60 menit" in letter.text
    assert "Tempat atau tautan: Jl. Melati 7, Bekasi" in letter.text
    assert "Pewawancara: 2 pewawancara" in letter.text
    assert "Setiap kandidat lowongan ini mendapat pertanyaan yang sama." in letter.text


def test_a_move_is_told_to_all_and_another_interviewer_only_to_those_concerned(session):
    interviewing, interview = arranged()
    later = interview.starts_at + timedelta(hours=3)
    arrange(session, interviewing, slot_of(interviewing, later))
    before = len(mails(session))
    people = frozenset(user.id for user in interviewing.interviewers[1:])

    arrange(session, interviewing, slot_of(interviewing, later, interviewers=people))

    assert mails(session)[3:before] == [
        ("interview_panel", "Dewi", "moved"),
        ("interview_panel", "Agus", "moved"),
        ("interview_moved", "Sari Wulandari", None),
    ]
    assert mails(session)[before:] == [
        ("interview_panel", "Budi", "arranged"),
        ("interview_panel", "Dewi", "called_off"),
    ]


def test_who_never_locks_is_taken_off_so_that_what_the_others_gave_can_be_read(session, signed_in):
    interviewing, interview = arranged()
    interviewing.panel.hr.locale = "en"
    dewi, agus = interviewing.interviewers[:2]
    address = f"/applications/{interviewing.application.public_id}/interview"
    slow = card_of(interview, agus).public_id
    client = signed_in(interviewing.panel.hr)
    assert "change the interviewers together" in words(client.send(f"{address}/cards/{slow}/take-off").text)
    locked_card(interview, dewi)
    assert "What they gave, each alone" not in client.get(address).text
    before = len(mails(session))

    client.send(f"{address}/cards/{slow}/take-off")
    client.send(f"{address}/cards/{slow}/take-off")

    page = words(client.get(address).text)
    assert "What they gave, each alone" in page
    assert "Agus" not in page
    assert mails(session)[before:] == [("interview_panel", "Agus", "called_off")]
    assert [event for event, *_ in told(session)][-1:] == ["interview.interviewer_taken_off"]


def test_nobody_is_taken_off_by_the_name_of_a_card_of_another_interview(session, signed_in):
    interviewing, interview = arranged()
    _, other = arranged(with_another_candidate(interviewing))
    locked_card(interview, interviewing.interviewers[0])
    strange = card_of(other, interviewing.interviewers[1])

    address = f"/applications/{interviewing.application.public_id}/interview"
    signed_in(interviewing.panel.hr).send(f"{address}/cards/{strange.public_id}/take-off")

    session.refresh(strange)
    assert strange.state == "open"


def with_another_candidate(interviewing):
    application = ApplicationFactory(opening=interviewing.opening, consented=True, stage="handed_in")
    handed_in(interviewing.panel, application=application)
    return replace(interviewing, application=application)


def test_a_slot_that_is_moved_twice_at_a_time_is_moved_once(session):
    interviewing, interview = arranged()
    seen = actions.interview_mark(interview)
    first = slot_of(interviewing, interview.starts_at + timedelta(hours=1))
    arrange(session, interviewing, first, seen)

    with pytest.raises(StalePage):
        arrange(session, interviewing, slot_of(interviewing, first.starts_at + timedelta(hours=1)), seen)

    assert queries.interview_of(session, interviewing.application.id).starts_at == first.starts_at


def test_a_time_that_is_over_and_one_person_alone_are_refused(session):
    interviewing = planned()
    one = frozenset({interviewing.interviewers[0].id})

    for slot, sentence in (
        (slot_of(interviewing, clock.now() - timedelta(minutes=1)), "still to come"),
        (slot_of(interviewing, clock.now() + timedelta(days=400)), "within the next year"),
        (slot_of(interviewing, interviewers=one), "at least two interviewers"),
    ):
        with pytest.raises(InterviewRefused, match=sentence):
            arrange(session, interviewing, slot)


def test_who_has_not_handed_in_is_not_invited(session):
    interviewing = planned()
    interviewing.application = ApplicationFactory(opening=interviewing.opening, consented=True)
    session.flush()

    with pytest.raises(InterviewRefused, match="Only who has handed in"):
        arrange(session, interviewing, slot_of(interviewing))


def test_who_came_to_see_scores_holds_no_interview(session):
    interviewing = planned()
    user = interviewing.interviewers[0]
    session.add(OpeningMember(opening_id=interviewing.opening.id, user_id=user.id, role="hiring_manager"))
    session.flush()

    with pytest.raises(InterviewRefused, match="sees scores here"):
        arrange(session, interviewing, slot_of(interviewing))


def test_who_has_still_to_mark_the_answers_blind_marks_them_first(session):
    interviewing = planned()
    reviewers = interviewing.panel.reviewers
    people = frozenset(user.id for user in [*reviewers, *interviewing.interviewers])
    there = actions.planned(session, interviewing.opening.id)
    actions.choose_plan(
        session,
        interviewing.opening,
        frozenset({"I-COMO2"}),
        people,
        seen=actions.plan_mark(there),
        by=interviewing.hr,
    )
    sitting = session.scalars(
        select(Sitting).where(Sitting.application_id == interviewing.application.id)
    ).one()
    scoring.allocate_reviews(session, sitting.id)

    with pytest.raises(InterviewRefused) as refused:
        arrange(session, interviewing, slot_of(interviewing, interviewers=frozenset(u.id for u in reviewers)))

    assert refused.value.values["names"] == ", ".join(sorted(user.name for user in reviewers))


def test_a_missed_interview_is_noted_and_gets_a_new_time(session):
    interviewing, interview = arranged()
    application = page_of(session, interviewing)
    with pytest.raises(InterviewRefused, match="has not begun"):
        actions.note_missed(session, application, by=interviewing.hr)
    with clock.held_at(interview.starts_at + timedelta(minutes=20)):
        actions.note_missed(session, application, by=interviewing.hr)
        actions.note_missed(session, application, by=interviewing.hr)
        before = len(mails(session))
        arrange(session, interviewing, slot_of(interviewing))

    assert [event for event, *_ in told(session)][-2:] == ["interview.missed", "interview.arranged"]
    assert ("interview_invitation", "Sari Wulandari", None) in mails(session)[before:]


def test_an_interview_that_is_called_off_is_called_off_once_for_all(session):
    interviewing, _interview = arranged()
    application = page_of(session, interviewing)
    before = len(mails(session))

    actions.call_off(session, application, "Kami sedang pindah kantor.", by=interviewing.hr)
    actions.call_off(session, application, "", by=interviewing.hr)

    assert mails(session)[before:] == [
        ("interview_panel", "Dewi", "called_off"),
        ("interview_panel", "Agus", "called_off"),
        ("interview_called_off", "Sari Wulandari", None),
    ]
    assert [card.state for card in queries.interview_of(session, application.id).cards] == ["released"] * 2


def test_once_a_card_is_locked_nothing_moves_any_more(session):
    interviewing, interview = arranged()
    locked_card(interview, interviewing.interviewers[0])
    application = page_of(session, interviewing)

    with pytest.raises(actions.InterviewHeld):
        arrange(session, interviewing, slot_of(interviewing))
    with pytest.raises(actions.InterviewHeld):
        actions.call_off(session, application, "", by=interviewing.hr)


def test_the_list_and_the_file_call_an_interview_held_once_a_card_is_locked(session, signed_in):
    interviewing, interview = arranged()
    interviewing.panel.hr.locale = "en"
    client = signed_in(interviewing.panel.hr)
    pages = (
        f"/openings/{interviewing.opening.public_id}/interviews",
        f"/applications/{interviewing.application.public_id}",
    )
    for page in pages:
        assert "Arranged" in client.get(page).text

    locked_card(interview, interviewing.interviewers[0])
    session.commit()

    for page in pages:
        assert "The interview was held." in client.get(page).text
        assert "Arranged" not in client.get(page).text


def test_the_interview_of_who_withdraws_is_called_off_and_all_calendars_hear_of_it(session, work):
    interviewing, _interview = arranged()
    session.commit()
    before = len(mails(session))
    openings.withdraw(session, interviewing.application, by=candidate_actor(interviewing.application))
    session.commit()

    work()

    assert mails(session)[before:] == [
        ("interview_panel", "Dewi", "called_off"),
        ("interview_panel", "Agus", "called_off"),
        ("interview_called_off", "Sari Wulandari", None),
    ]
    assert queries.interview_of(session, interviewing.application.id).state == "called_off"


def test_nobody_is_invited_before_it_is_planned_what_is_asked(session, signed_in):
    interviewing = with_guide()

    with pytest.raises(InterviewRefused, match="First choose what is asked"):
        arrange(session, interviewing, slot_of(interviewing))
    page = f"/applications/{interviewing.application.public_id}/interview"
    assert "Rencanakan wawancara" in words(signed_in(interviewing.panel.hr).get(page).text)


def test_the_candidate_reads_when_and_what_about_and_how_it_is_judged(session, signed_in):
    interviewing, _interview = arranged()
    session.commit()

    shown = words(signed_in(interviewing.application, Audience.CANDIDATE).get("/candidate/status").text)

    assert "Wawancara Anda Waktu" in shown
    assert "2 orang mengajukan pertanyaan kepada Anda tentang pengalaman Anda" in shown
    assert "Setiap pewawancara menilai jawaban Anda sendiri terhadap tingkat yang tertulis" in shown


def test_hr_invites_on_a_page(session, signed_in):
    interviewing = planned()
    session.commit()
    page = f"/applications/{interviewing.application.public_id}/interview"
    hr = signed_in(interviewing.panel.hr)
    day = (clock.now() + timedelta(days=3)).date()
    people = [user.id for user in interviewing.interviewers[:2]]

    sent = hr.edit(page, day=day, at="10:00", minutes="45", place="Ruang 2", interviewers=people)

    assert sent.status_code == 302
    shown = words(hr.get(page).text)
    assert "Dijadwalkan" in shown
    assert "45 menit" in shown


def test_what_is_missing_on_the_page_is_said_beside_it(session, signed_in):
    interviewing = planned()
    session.commit()
    hr = signed_in(interviewing.panel.hr)
    page = f"/applications/{interviewing.application.public_id}/interview"

    refused = hr.edit(page, day="2020-01-01", at="10:00", minutes="45", place="Ruang 2", interviewers=[])

    assert refused.status_code == 422
    assert "Pilihlah waktu yang belum lewat." in words(refused.text)


def test_a_stage_that_ends_the_application_leaves_nothing_to_arrange(session, signed_in):
    interviewing = planned()
    interviewing.application.stage = Stage.DECIDED
    session.commit()

    page = f"/applications/{interviewing.application.public_id}/interview"
    shown = signed_in(interviewing.panel.hr).get(page)

    assert "Hanya kandidat yang sudah menyerahkan jawaban" in words(shown.text)


def test_who_may_be_invited_reads_beforehand_what_is_asked_and_how_it_is_judged(session, signed_in):
    interviewing = planned()
    invited = ApplicationFactory(opening=interviewing.opening, consented=True)
    other = ApplicationFactory(consented=True)
    session.commit()

    shown = words(signed_in(invited, Audience.CANDIDATE).get("/candidate/how-it-works").text)
    elsewhere = words(signed_in(other, Audience.CANDIDATE).get("/candidate/how-it-works").text)

    assert "Jika Anda diundang wawancara" in shown
    assert "Setiap pewawancara menilai jawaban Anda sendiri terhadap tingkat yang tertulis" in shown
    assert "Jika Anda diundang wawancara" not in elsewhere
