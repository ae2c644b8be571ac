"""What interviewers come to together stands beside what each gave alone; what nobody locks gets an end."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from hiring import clock
from hiring.errors import StalePage
from hiring.interviews import actions, queries
from hiring.interviews.models import InterviewConsensus
from hiring.interviews.rules import Agreed
from hiring.interviews.sealing import CONSENSUS
from hiring.mail.models import Message
from hiring.scoring import actions as scoring
from hiring.scoring.models import Review
from hiring.sittings.models import Sitting
from tests.factories.interviews import arranged, card_of, locked_card, planned
from tests.page import words
from tests.trail import told

REASON = "Contoh jembatan menunjukkan tiga pihak yang disebut keduanya."


@pytest.fixture
def locked(session):
    """An interview that two people have rated, each alone, three levels apart."""
    interviewing, interview = arranged()
    for user, level in zip(interviewing.interviewers, (2, 5), strict=False):
        locked_card(interview, user, level)
    session.commit()
    return interviewing, interview


def agree(session, interviewing, *agreed, seen=None):
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    there = queries.interview_of(session, application.id)
    seen = seen or actions.consensus_mark(queries.consensus_of(session, there.id))
    hr = interviewing.hr
    actions.record_consensus(session, application, agreed, seen=seen, by=hr, by_id=hr.id)


def test_a_consensus_is_added_and_the_cards_stay_as_they_are(session, locked):
    interviewing, interview = locked
    agree(session, interviewing, Agreed("NETW", 3, REASON))
    agree(session, interviewing, Agreed("NETW", 3, REASON))
    agree(session, interviewing, Agreed("NETW", 4, REASON + " Lalu satu lagi."))

    rows = queries.consensus_of(session, interview.id)["NETW"]

    assert [(row.level, row.recorded_by) for row in rows] == [
        (4, interviewing.hr.id),
        (3, interviewing.hr.id),
    ]
    cards = queries.interview_of(session, interviewing.application.id, anew=True).cards
    assert [{note.level for note in card.notes if note.level} for card in cards] == [{2}, {5}]
    assert [event for event, *_ in told(session)].count("interview.consensus_recorded") == 2


def test_nothing_is_recorded_together_before_all_have_locked(session):
    interviewing, interview = arranged()
    locked_card(interview, interviewing.interviewers[0])

    with pytest.raises(actions.ConsensusRefused):
        agree(session, interviewing, Agreed("NETW", 3, REASON))


def test_who_records_on_an_old_page_is_told(session, locked):
    interviewing, _interview = locked
    old = actions.consensus_mark({})
    agree(session, interviewing, Agreed("NETW", 3, REASON))

    with pytest.raises(StalePage):
        agree(session, interviewing, Agreed("NETW", 5, REASON), seen=old)


def test_the_trail_notices_a_consensus_that_is_changed(session, locked):
    interviewing, interview = locked
    agree(session, interviewing, Agreed("NETW", 3, REASON))
    [row] = queries.consensus_of(session, interview.id)["NETW"]
    sealed = CONSENSUS.read(session, [row.id])
    session.execute(update(InterviewConsensus).values(level=5))

    assert session.execute(CONSENSUS.sealed_since(None)).all() == [(row.id, interview.application_id)]
    assert CONSENSUS.read(session, [row.id]) != sealed


def test_hr_and_interviewers_record_it_on_a_page_and_read_it_beside_the_ratings(session, locked, signed_in):
    interviewing, interview = locked
    address = f"/applications/{interviewing.application.public_id}/interview"
    card = f"/interviews/{card_of(interview, interviewing.interviewers[0]).public_id}"
    hr, one = signed_in(interviewing.panel.hr), signed_in(interviewing.interviewers[0])

    without = hr.edit(f"{address}/consensus", **{"NETW-level": "3"})
    by_hr = hr.edit(f"{address}/consensus", **{"NETW-level": "3", "NETW-reason": REASON})
    by_one = one.edit(f"{card}/consensus", **{"COMO-level": "none", "COMO-reason": REASON})

    assert (without.status_code, by_hr.status_code, by_one.status_code) == (422, 302, 302)
    assert "Tulislah dalam satu kalimat apa dasarnya." in words(without.text)
    for client, page in ((hr, address), (one, card), (hr, address.removesuffix("/interview"))):
        shown = words(client.get(page).text).replace(" ,", ",")
        assert "Hasil yang mereka sepakati" in shown
        assert f"{interviewing.panel.hr.name}," in shown
        assert "Belum sepakat Dewi," in shown
    assert "Wawancara sudah berlangsung." in words(hr.get(address).text)
    other = signed_in(interviewing.interviewers[2])
    assert other.get(f"{card}/consensus").status_code == 404


def test_a_decision_closes_a_card_that_nobody_locked_so_that_the_others_are_read(session):
    interviewing, interview = arranged()
    locked_card(interview, interviewing.interviewers[0])
    application = queries.application_of_interview_page(session, interviewing.application.public_id)

    with clock.held_at(interview.starts_at + timedelta(hours=2)):
        actions.end_with_decision(session, application)
        actions.end_with_decision(session, application)

    there = queries.interview_of(session, application.id, anew=True)
    assert sorted(card.state for card in there.cards) == ["locked", "released"]
    assert queries.all_locked(there)
    assert [event for event, *_ in told(session)].count("interview.card_released") == 1


def test_a_decision_calls_off_an_interview_that_is_to_come_and_tells_the_candidate(session):
    interviewing, _interview = arranged()
    application = queries.application_of_interview_page(session, interviewing.application.public_id)

    actions.end_with_decision(session, application)

    sent = session.scalars(select(Message).where(Message.template.like("interview%")).order_by(Message.id))
    assert [each.template for each in sent][-3:] == ["interview_panel"] * 2 + ["interview_called_off"]
    assert queries.interview_of(session, application.id, anew=True).state == "called_off"


def test_whoever_interviews_is_given_no_answers_of_the_candidate(session):
    interviewing = planned()
    reviewers = interviewing.panel.reviewers
    people = frozenset(user.id for user in [*reviewers, *interviewing.interviewers])
    opening = interviewing.opening
    seen = actions.plan_mark(actions.planned(session, opening.id))
    actions.choose_plan(session, opening, frozenset({"I-COMO2"}), people, seen=seen, by=interviewing.hr)
    chosen = frozenset({reviewers[0].id, interviewing.interviewers[0].id})
    arranged(interviewing, interviewers=chosen)
    sitting = session.scalars(
        select(Sitting).where(Sitting.application_id == interviewing.application.id)
    ).one()

    scoring.allocate_reviews(session, sitting.id)

    given = set(session.scalars(select(Review.reviewer_id).where(Review.sitting_id == sitting.id)))
    assert given
    assert reviewers[0].id not in given
    assert given <= {user.id for user in reviewers}
