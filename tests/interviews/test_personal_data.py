"""What is noted about a candidate is the candidate's to read, without names, and goes with the person."""

from datetime import timedelta

from sqlalchemy import select

from hiring.interviews import actions, queries
from hiring.interviews.models import InterviewConsensus, InterviewWish
from hiring.interviews.rules import Agreed, Wish, WishKind
from hiring.privacy.archive.interview import sections_about_interview
from tests.factories.interviews import NOTES, arranged, locked_card
from tests.factories.openings import candidate_actor

REASON = "Saya sudah ada janji dengan dokter hari itu."
AGREED = "Tiga pihak disebut oleh keduanya."


def asked_and_rated(session):
    interviewing, interview = arranged()
    application = queries.application_of_interview_page(session, interviewing.application.public_id)
    wish = Wish(WishKind.OTHER_TIME, (interview.starts_at + timedelta(days=1),), REASON)
    actions.ask_other_time(session, application, wish, seen=0, by=candidate_actor(application))
    locked_card(interview, interviewing.interviewers[0], 4)
    actions.end_with_decision(session, application)
    hr = interviewing.hr
    actions.record_consensus(
        session,
        application,
        [Agreed("NETW", 4, AGREED)],
        seen=actions.consensus_mark({}),
        by=hr,
        by_id=hr.id,
    )
    return interviewing, queries.application_to_tell_of(session, application.id)


def test_a_candidate_reads_what_was_noted_and_not_who_noted_it(app, session):
    interviewing, application = asked_and_rated(session)

    with app.test_request_context():
        found = {each.key: each for each in sections_about_interview(session, application)}
        cards = [{value.key: value.value for value in each} for each in found["interview_cards"].records]
        [wish] = [{value.key: value.value for value in each} for each in found["interview_wishes"].records]

    assert [(each["by"], each["level"]) for each in cards if each["notes"] == NOTES] == [
        *[("pewawancara 1", 4)] * 4,
        ("pewawancara 1", None),
    ]
    assert [(each["by"], each["level"], each["notes"]) for each in cards[5:]] == [
        ("semua pewawancara bersama", 4, AGREED)
    ]
    assert (wish["reason"], wish["times"]) != (None, [])
    everything = str(cards) + str(wish)
    assert [user.name for user in interviewing.interviewers if user.name in everything] == []
    assert interviewing.panel.hr.name not in everything


def test_an_open_card_is_not_final_and_is_not_given(app, session):
    interviewing, _interview = arranged()
    application = queries.application_to_tell_of(session, interviewing.application.id)

    with app.test_request_context():
        found = {each.key: each for each in sections_about_interview(session, application)}

    assert (len(found["interview"].records), found["interview_cards"].records) == (1, ())


def test_words_go_with_the_application_and_levels_stay(session):
    interviewing, _application = asked_and_rated(session)

    actions.forget_interview(session, interviewing.application.id)
    session.expire_all()

    agreed = session.scalars(select(InterviewConsensus)).one()
    asked = session.scalars(select(InterviewWish)).one()
    assert (agreed.level, agreed.reason, asked.reason, asked.answer) == (4, "", "", "")
