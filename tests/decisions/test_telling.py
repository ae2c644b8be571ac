"""A candidate may be told by other means than a letter, and a lost letter is written anew."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience, Role
from hiring.audit.models import AuditEntry
from hiring.decisions import actions, queries
from hiring.decisions.models import OtherTelling
from hiring.decisions.rules import LetterState, Outcome, WayOfTelling
from hiring.mail.models import Message, MessageState
from hiring.openings.closing_time import local_day_and_time
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import decided
from tests.factories.reports import scored
from tests.page import hidden_fields, words


@pytest.fixture
def ready(session):
    """A candidate about whom an offer was decided and who has not been told."""
    ready = scored()
    ready.hr.locale = "en"
    decided(ready.application, ready.hiring_manager)
    session.commit()
    return ready


@pytest.fixture
def sent(app, session, ready):
    """Have the letter sent, and its mail end in `state`."""

    def sent(state):
        session.refresh(ready.hr, ["roles"])
        actions.send_letters(
            session,
            ready.panel.opening,
            Outcome.OFFER,
            [ready.application.public_id],
            settings=settings_of(app),
            by=actor_of(ready.hr),
        )
        mail = session.scalars(select(Message).where(Message.template == "decision_offer")).one()
        mail.state = state
        session.commit()
        return mail

    return sent


def note(client, ready, **values):
    page = f"/applications/{ready.application.public_id}/told"
    shown = client.get(page)
    fields = hidden_fields(shown.text) if shown.status_code == 200 else {}
    return client.post(page, data={**fields, "way": "phone", "day": today(ready), **values})


def today(ready, days=0):
    return str(local_day_and_time(clock.now() - timedelta(days=days), ready.panel.opening.zone)[0])


def told(session, ready):
    session.expire_all()
    found = queries.told_of(session, ready.application.id)
    return found and (found.outcome, found.state, found.way)


def events(session):
    wanted = select(AuditEntry.event).where(AuditEntry.event.like("application.%told%"))
    return session.scalars(wanted.order_by(AuditEntry.id)).all()


def test_who_was_told_by_phone_counts_as_told_everywhere(session, signed_in, ready):
    client, opening = signed_in(ready.hr), ready.panel.opening
    assert "Not told yet" in words(client.get(f"/openings/{opening.public_id}").text)
    assert note(client, ready, day=today(ready, days=2)).status_code == 302

    assert told(session, ready) == (Outcome.OFFER, LetterState.OTHERWISE, WayOfTelling.PHONE)
    assert not ready.application.awaits_letter
    assert queries.work_of_hr(session, ready.hr.id, most=5)[0] == []
    for page in ("", "/shortlist"):
        assert "Told another way" in words(client.get(f"/openings/{opening.public_id}{page}").text)
    dossier = words(client.get(f"/applications/{ready.application.public_id}").text)
    assert "Told another way by phone, " in dossier
    assert events(session) == ["application.told_another_way"]


def test_the_candidate_reads_that_hr_has_told(session, signed_in, ready):
    note(signed_in(ready.hr), ready)
    ready.application.locale = "en"
    session.commit()

    page = words(signed_in(ready.application, Audience.CANDIDATE).get("/candidate/status").text)

    assert "HR told you about the decision:" in page
    assert "We wrote to you about the decision" not in page


def test_the_note_is_taken_back_and_a_letter_is_due_again(session, signed_in, ready):
    client, dossier = signed_in(ready.hr), f"/applications/{ready.application.public_id}"
    note(client, ready)
    assert "Remove the note" in words(client.get(dossier).text)
    client.post(f"{dossier}/told/take-back", data=hidden_fields(client.get(dossier).text))

    assert told(session, ready) is None
    assert ready.application.awaits_letter
    assert session.scalars(select(OtherTelling.taken_back_at)).one() is not None
    again = client.post(f"{dossier}/told/take-back", data=hidden_fields(client.get(dossier).text))
    assert again.status_code == 409
    assert events(session) == ["application.told_another_way", "application.told_another_way_taken_back"]


def test_noting_it_twice_notes_it_once(session, signed_in, ready):
    client, page = signed_in(ready.hr), f"/applications/{ready.application.public_id}/told"
    data = {**hidden_fields(client.get(page).text), "way": "chat", "day": today(ready)}
    first, second = (client.post(page, data=data) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert len(session.scalars(select(OtherTelling)).all()) == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"way": "pigeon"}, "Not a valid choice"),
        ({"day": ""}, "This field is required."),
        ({"day": "1"}, "Not a valid date value"),
        ({"day": "2100-01-01"}, "today or earlier"),
        ({"day": "0001-01-01"}, "Not a valid date value"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_sentence(session, signed_in, ready, wrong, sentence):
    reply = note(signed_in(ready.hr), ready, **wrong)

    assert reply.status_code == 422
    assert sentence in words(reply.text)
    assert told(session, ready) is None


def test_another_decision_after_a_call_makes_a_letter_due_and_keeps_the_note(session, signed_in, ready):
    note(signed_in(ready.hr), ready)
    session.refresh(ready.application)
    first = queries.standing_decision(session, ready.application.id)
    decided(ready.application, ready.hiring_manager, Outcome.REJECT, seen=first.public_id)
    session.commit()

    assert ready.application.awaits_letter
    assert told(session, ready) == (Outcome.OFFER, LetterState.OTHERWISE, WayOfTelling.PHONE)


def test_a_failed_letter_is_written_anew_to_the_corrected_address(app, session, signed_in, ready, sent, work):
    failed, client = sent(MessageState.FAILED), signed_in(ready.hr)
    ready.application.candidate.email = "benar@surel.example"
    session.commit()
    letters = f"/openings/{ready.panel.opening.public_id}/letters"
    page = client.get(letters).text
    assert f"Sent to {failed.to_email}. The address is now benar@surel.example." in words(page)

    anew = f"/applications/{ready.application.public_id}/letter/anew"
    reply = client.post(anew, data=hidden_fields(page))
    assert reply.location.endswith(f"/applications/{ready.application.public_id}/letter")
    shown = client.get(reply.location).text
    assert "benar@surel.example" in shown
    client.post(reply.location, data=hidden_fields(shown))
    work()

    states = select(Message.to_email, Message.state).where(Message.template == "decision_offer")
    assert sorted(tuple(row)[1] for row in session.execute(states)) == ["cancelled", "sent"]
    assert told(session, ready)[1] is LetterState.SENT
    assert "could not be delivered" not in words(client.get(letters).text)
    assert client.post(anew, data=hidden_fields(client.get(letters).text)).status_code == 409


def test_a_letter_that_arrived_is_not_written_anew(session, signed_in, ready, sent):
    sent(MessageState.SENT)
    client, dossier = signed_in(ready.hr), f"/applications/{ready.application.public_id}"
    reply = client.post(f"{dossier}/letter/anew", data=hidden_fields(client.get(dossier).text))

    assert reply.status_code == 409
    assert told(session, ready)[1] is LetterState.SENT


def test_only_hr_of_the_opening_notes_and_takes_back(session, signed_in, ready):
    for who in (UserFactory(roles=[Role.HR]), ready.hiring_manager):
        client = signed_in(who)
        assert client.get(f"/applications/{ready.application.public_id}/told").status_code == 404
