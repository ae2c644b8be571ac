"""What crosses around an interview has a sentence in both languages, loses nothing, stands in the trail."""

from datetime import timedelta

import pytest

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.interviews import actions, queries
from tests.at_once import outcomes_at_once
from tests.factories.interviews import arranged, card_of, filled_in, locked_card, staff
from tests.page import words
from tests.postgres import on_both
from tests.trail import told

IN_BOTH_LANGUAGES = pytest.mark.parametrize("locale", ["id", "en"])


@pytest.fixture
def both(session):
    """An interview that has begun, and its two interviewers."""
    interviewing, interview = arranged()
    interview.starts_at = clock.now() - timedelta(minutes=20)
    session.commit()
    return interviewing, interview


def speaks(session, locale, *people):
    for each in people:
        each.locale = locale
    session.commit()


def doers(session, event):
    """Return who did what an event says, as the trail names them."""
    return [actor for known, actor, _details in told(session) if known == event]


@on_both
def test_two_interviewers_who_lock_at_the_same_moment_both_stand(app, session, both):
    interviewing, interview = both
    cards = [(user, card_of(interview, user).public_id) for user in interviewing.interviewers[:2]]

    session.commit()  # what is only read holds the database, too

    def lock(own, user, public_id, level):
        card = queries.card_by_public_id(own, public_id)
        return actions.lock_card(own, card, filled_in(card, level), by=staff(user)).state

    deeds = [
        lambda own, user=user, card=card, level=level: lock(own, user, card, level)
        for (user, card), level in zip(cards, (2, 4), strict=True)
    ]
    assert outcomes_at_once(app, *deeds) == ["locked", "locked"]

    assert sorted(doers(session, "interview.card_locked")) == [f"staff:{user.id}" for user, _card in cards]
    session.expire_all()
    interview = queries.interview_of(session, interview.application_id, anew=True)
    assert queries.all_locked(interview)
    plan = queries.plan_of(session, interview.opening_id)
    first, *_ = queries.read_cards(interview, queries.questions_of(session, interviewing.opening, plan))
    assert sorted(each.given.level for each in first.given) == [2, 4]


@IN_BOTH_LANGUAGES
def test_a_rating_after_the_lock_is_given_back_and_stands_in_the_trail_once_an_hour(
    session, signed_in, both, locale
):
    interviewing, interview = both
    user = interviewing.interviewers[0]
    card = locked_card(interview, user)
    speaks(session, locale, user)
    client, address = signed_in(user), f"/interviews/{card.public_id}/draft"
    late = {"I-COMO1-notes": "Kalimat yang terlambat.", "seen": "1"}

    page = client.send(address, **late)
    script = client.post(
        address,
        data=late | {"csrf_token": client.token()},
        headers={"Accept": "application/json"},
    )

    said = {
        "id": "Kartu ini terkunci dan tidak dapat berubah lagi.",
        "en": "This card is locked and can no longer change.",
    }[locale]
    assert (page.status_code, script.status_code) == (409, 409)
    assert said in words(page.text)
    assert "Kalimat yang terlambat." in page.text
    assert said in script.json["error"]
    assert doers(session, "interview.late_change_refused") == [f"staff:{user.id}"]
    assert len(doers(session, "interview.card_locked")) == 1


@IN_BOTH_LANGUAGES
def test_a_missed_slot_is_said_to_hr_interviewers_and_the_candidate(session, signed_in, both, locale):
    interviewing, interview = both
    hr, user, application = interviewing.panel.hr, interviewing.interviewers[0], interviewing.application
    speaks(session, locale, hr, user, application)
    card, page = card_of(interview, user).public_id, f"/applications/{application.public_id}/interview"
    session.commit()

    assert signed_in(hr).send(f"{page}/missed").status_code == 302

    shown = {
        "hr": words(signed_in(hr).get(page).text),
        "interviewer": words(signed_in(user).get(f"/interviews/{card}").text),
        "candidate": words(signed_in(application, Audience.CANDIDATE).get("/candidate/status").text),
    }
    said = {
        "id": ("Kandidat tidak hadir", "Wawancara ini sekarang tidak berlangsung", "Anda tidak hadir"),
        "en": ("The candidate did not come", "This interview is not held now", "You did not come"),
    }[locale]
    assert [sentence in text for sentence, text in zip(said, shown.values(), strict=True)] == [True] * 3
    assert doers(session, "interview.missed") == [f"staff:{hr.id}"]


@IN_BOTH_LANGUAGES
def test_a_slot_that_was_moved_meanwhile_is_shown_beside_what_was_typed_and_moved_once_more(
    session, signed_in, locale
):
    interviewing, interview = arranged()
    hr, application = interviewing.panel.hr, interviewing.application
    speaks(session, locale, hr)
    page, client = f"/applications/{application.public_id}/interview", signed_in(hr)
    people = [str(user.id) for user in interviewing.interviewers[:2]]
    day = (interview.starts_at + timedelta(days=3)).date().isoformat()
    slot = {"day": day, "minutes": "60", "place": "Ruang Melati", "interviewers": people}
    seen = client.hidden(page)

    first = client.send(page, **seen | slot | {"at": "10:00"})
    second = client.send(page, **seen | slot | {"at": "15:00"})
    third = client.edit(page, **slot | {"at": "15:00"})

    assert (first.status_code, second.status_code, third.status_code) == (302, 409, 302)
    said = {"id": "tulisan Anda belum disimpan", "en": "so your version was not saved"}[locale]
    assert said in words(second.text)
    assert 'value="15:00"' in second.text
    moved = [details["number"] for event, _actor, details in told(session) if event == "interview.moved"]
    assert moved == [1, 2]


@IN_BOTH_LANGUAGES
def test_an_interviewer_who_knows_the_candidate_is_thanked_and_hr_reads_why(session, signed_in, both, locale):
    interviewing, interview = both
    hr, user = interviewing.panel.hr, interviewing.interviewers[0]
    speaks(session, locale, hr, user)
    client, card = signed_in(user), card_of(interview, user).public_id
    session.commit()

    assert client.edit(f"/interviews/{card}/conflict", reason="Ia sepupu saya.").status_code == 302

    thanks = words(client.get("/interviews").text)
    shown = words(signed_in(hr).get(f"/applications/{interviewing.application.public_id}/interview").text)
    assert {"id": "Terima kasih sudah memberi tahu", "en": "Thank you for telling us"}[locale] in thanks
    assert "Ia sepupu saya." in shown
    assert doers(session, "interview.conflict_declared") == [f"staff:{user.id}"]
