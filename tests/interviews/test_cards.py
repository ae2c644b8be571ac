"""Each interviewer notes and rates alone; what is locked stays, what others gave is seen only then."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from hiring import clock
from hiring.interviews import actions, queries
from hiring.interviews.actions.cards import (
    CardChangedElsewhere,
    CardIncomplete,
    CardLockedAlready,
    NotInterviewedNow,
    TooEarly,
)
from hiring.interviews.models import InterviewNote
from hiring.interviews.rules import CardLack
from hiring.interviews.sealing import CARD
from hiring.openings.models import OpeningMember
from tests.factories.interviews import NOTES, arranged, card_of, filled_in, locked_card, staff
from tests.factories.openings import ApplicationFactory
from tests.page import words
from tests.trail import told


@pytest.fixture
def both(session):
    """An interview, and its two interviewers."""
    interviewing, interview = arranged()
    session.commit()
    return interviewing, interview


def whole(session, interview):
    return queries.interview_of(session, interview.application_id, anew=True)


def given(session, card):
    plan = queries.plan_of(session, card.interview.opening_id)
    return queries.notes_of(session, card.id, plan.questions)


def test_a_draft_is_kept_before_the_interview_and_can_be_locked_once_it_has_begun(session, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    card = card_of(interview, user)

    actions.save_card(session, card, filled_in(card, 4), by=staff(user))
    with pytest.raises(TooEarly):
        actions.lock_card(session, card, filled_in(card, 4), by=staff(user))
    with clock.held_at(interview.starts_at):
        actions.lock_card(session, card, filled_in(card, 4), by=staff(user))

    assert card.state == "locked"
    assert given(session, card)["I-NETW1"].level == 4
    assert told(session)[-1][0] == "interview.card_locked"


def test_a_question_of_values_takes_no_level(session, both):
    interviewing, interview = both
    card = card_of(interview, interviewing.interviewers[0])
    draft = filled_in(card)
    draft = replace(draft, questions=tuple(replace(each, level=5) for each in draft.questions))

    actions.save_card(session, card, draft, by=staff(interviewing.interviewers[0]))

    assert given(session, card)["V1"].level is None
    assert given(session, card)["V1"].notes == NOTES


def test_what_lacks_is_said_question_by_question_and_the_draft_is_kept(session, both):
    interviewing, interview = both
    card = card_of(interview, interviewing.interviewers[0])
    draft = filled_in(card)
    first, second, third, *others = draft.questions
    questions = (
        replace(first, level=None),
        replace(second, notes=""),
        replace(third, asked=False),
        *others,
    )

    with clock.held_at(interview.starts_at), pytest.raises(CardIncomplete) as lacking:
        actions.lock_card(
            session, card, replace(draft, questions=questions), by=staff(interviewing.interviewers[0])
        )

    assert lacking.value.lacks == [
        ("I-COMO1", CardLack.LEVEL),
        ("I-COMO2", CardLack.NOTES),
        ("I-NETW1", CardLack.ASKED),
    ]
    assert given(session, card)["I-COMO1"].notes == NOTES


def test_not_shown_is_chosen_instead_of_a_level_and_needs_no_words(session, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    card = card_of(interview, user)
    draft = filled_in(card)
    first = replace(draft.questions[0], level=None, not_shown=True, notes="")

    with clock.held_at(interview.starts_at):
        actions.lock_card(
            session, card, replace(draft, questions=(first, *draft.questions[1:])), by=staff(user)
        )

    assert (given(session, card)["I-COMO1"].level, given(session, card)["I-COMO1"].not_shown) == (None, True)


def test_a_locked_card_stays_as_it_is_and_locking_twice_is_locking_once(session, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    card = locked_card(interview, user)
    events = len(told(session))

    actions.lock_card(session, card, filled_in(card), by=staff(user))
    with pytest.raises(CardLockedAlready):
        actions.save_card(session, card, filled_in(card, 5), by=staff(user))

    assert len(told(session)) == events


def test_two_pages_of_one_card_do_not_undo_each_other(session, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    card = card_of(interview, user)
    first, second = filled_in(card, 2, writer="one"), filled_in(card, 4, writer="two")
    actions.save_card(session, card, first, by=staff(user))

    with pytest.raises(CardChangedElsewhere):
        actions.save_card(session, card, second, by=staff(user))
    actions.save_card(session, card, replace(filled_in(card, 3), seen=0, writer="one"), by=staff(user))

    assert given(session, card)["I-COMO1"].level == 3


def test_two_interviewers_fill_in_a_card_each_at_the_same_time(session, both):
    interviewing, interview = both
    one, other = (card_of(interview, user) for user in interviewing.interviewers[:2])

    actions.save_card(session, one, filled_in(one, 2), by=staff(interviewing.interviewers[0]))
    actions.save_card(session, other, filled_in(other, 5), by=staff(interviewing.interviewers[1]))

    assert [given(session, each)["I-COMO1"].level for each in (one, other)] == [2, 5]


def test_an_interviewer_who_knows_the_candidate_steps_aside_and_hr_chooses_another(session, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    card = card_of(interview, user)

    actions.declare_conflict(session, card, "Kami pernah satu tim.", by=staff(user))

    assert told(session)[-1][0] == "interview.conflict_declared"
    with pytest.raises(actions.InterviewRefused, match="declared a conflict"):
        arranged(interviewing)
    people = frozenset(each.id for each in interviewing.interviewers[1:])
    arranged(interviewing, starts_at=interview.starts_at, interviewers=people)
    states = {
        each.interviewer.name: each.state
        for each in queries.interview_of(session, interview.application_id).cards
    }
    assert states == {"Dewi": "conflict", "Agus": "open", "Budi": "open"}


def test_nothing_more_is_put_down_for_an_interview_that_was_called_off(session, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    actions.call_off(session, application, "", by=interviewing.hr)
    card = card_of(interview, user)

    with pytest.raises(NotInterviewedNow):
        actions.save_card(session, card, filled_in(card), by=staff(user))


def test_what_is_given_is_read_once_all_have_locked(session, both):
    interviewing, interview = both
    questions = queries.questions_of(
        session, interviewing.opening, queries.plan_of(session, interviewing.opening.id)
    )
    locked_card(interview, interviewing.interviewers[0], 2)
    early = queries.read_cards(whole(session, interview), questions)
    locked_card(interview, interviewing.interviewers[1], 5)

    rated = queries.read_cards(whole(session, interview), questions)

    assert early is None
    assert [(each.asked.code, each.apart) for each in rated] == [
        ("I-COMO1", 3),
        ("I-COMO2", 3),
        ("I-NETW1", 3),
        ("I-NETW2", 3),
        ("V1", 0),
    ]


def test_what_is_sealed_of_a_locked_card_differs_once_a_level_is_changed(session, both):
    interviewing, interview = both
    card = locked_card(interview, interviewing.interviewers[0])
    sealed = CARD.read(session, [card.id])
    session.execute(update(InterviewNote).where(InterviewNote.card_id == card.id).values(level=5))

    assert session.execute(CARD.sealed_since(None)).all() == [(card.id, interview.application_id)]
    assert CARD.read(session, [card.id]) != sealed


def test_an_interviewer_sees_neither_scores_nor_what_others_gave_before_locking(session, signed_in, both):
    interviewing, interview = both
    locked_card(interview, interviewing.interviewers[1], 5)
    session.commit()
    mine = card_of(interview, interviewing.interviewers[0])
    theirs = card_of(interview, interviewing.interviewers[1])
    client = signed_in(interviewing.interviewers[0])

    shown = client.get(f"/interviews/{mine.public_id}")

    assert shown.status_code == 200
    assert NOTES not in shown.text
    assert client.get(f"/interviews/{theirs.public_id}").status_code == 404
    assert client.get(f"/applications/{interviewing.application.public_id}").status_code == 404


def test_who_came_to_see_scores_cannot_open_the_card_any_more(session, signed_in, both):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    session.add(OpeningMember(opening_id=interviewing.opening.id, user_id=user.id, role="hr"))
    session.commit()

    assert signed_in(user).get(f"/interviews/{card_of(interview, user).public_id}").status_code == 404


def test_the_card_is_filled_in_without_a_script(session, signed_in, both):
    interviewing, interview = both
    card = card_of(interview, interviewing.interviewers[0])
    page = f"/interviews/{card.public_id}"
    fields = {}
    for each in filled_in(card).questions:
        fields |= {f"{each.code}-asked": "y", f"{each.code}-notes": each.notes}
        fields |= {f"{each.code}-level": "4"} if each.level else {}

    with clock.held_at(interview.starts_at + timedelta(minutes=5)):
        client = signed_in(interviewing.interviewers[0])
        kept = client.post(f"{page}/draft", data={**fields, "seen": "0", "csrf_token": client.token()})
        refused = client.post(
            f"{page}/lock",
            data={**fields, "I-COMO1-level": "", "seen": "1", "csrf_token": client.token()},
        )
        locked = client.post(f"{page}/lock", data={**fields, "seen": "2", "csrf_token": client.token()})

        shown = client.get(page)

    assert (kept.status_code, refused.status_code, locked.status_code) == (302, 422, 302)
    assert "Pertanyaan 1 sudah ditanyakan: pilihlah tingkat" in words(refused.text)
    assert "Kartu Anda terkunci." in words(shown.text)


def test_a_rating_after_the_lock_is_refused_and_given_back(session, signed_in, both):
    interviewing, interview = both
    card = locked_card(interview, interviewing.interviewers[0])
    session.commit()
    client = signed_in(interviewing.interviewers[0])

    refused = client.post(
        f"/interviews/{card.public_id}/draft",
        data={"I-COMO1-notes": "Kalimat yang terlambat.", "seen": "1", "csrf_token": client.token()},
    )

    assert refused.status_code == 409
    assert "Kartu ini terkunci dan tidak dapat berubah lagi." in words(refused.text)
    assert "Kalimat yang terlambat." in refused.text


def test_hr_and_hiring_managers_read_what_was_given_beside_the_scores(session, signed_in, both):
    interviewing, interview = both
    other = ApplicationFactory(opening=interviewing.opening, consented=True, stage="handed_in")
    nothing = words(signed_in(interviewing.panel.hr).get(f"/applications/{other.public_id}").text)
    for user, level in zip(interviewing.interviewers, (2, 5), strict=False):
        locked_card(interview, user, level)
    session.commit()

    shown = words(
        signed_in(interviewing.panel.hr).get(f"/applications/{interviewing.application.public_id}").text
    )

    assert "Kandidat belum diundang, jadi tidak ada yang diukur dengan wawancara." in nothing
    assert "Tingkat-tingkat ini dihitung dalam total setelah tugas dan wawancara" in shown
    assert "Tingkatnya terpaut 3." in shown
