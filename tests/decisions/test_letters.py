"""Candidates are told what was decided: by letters that HR reads first, once each, in due time."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from hiring import clock
from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.decisions import actions, queries
from hiring.decisions.actions.letters import moment_mark
from hiring.decisions.models import DecisionLetter
from hiring.decisions.rules import LetterState, Outcome
from hiring.errors import StalePage
from hiring.mail.actions import take_back
from hiring.mail.models import Message
from hiring.settings import settings_of
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import decided
from tests.factories.reports import scored
from tests.page import hidden_fields, words
from tests.postgres import on_both


@pytest.fixture
def ready(session):
    return scored()


@pytest.fixture
def send(app, session):
    """Return a function that has letters sent the way the page does."""

    def send(ready, outcome, *applications):
        session.refresh(ready.hr, ["roles"])
        number = actions.send_letters(
            session,
            ready.panel.opening,
            outcome,
            [each.public_id for each in applications or [ready.application]],
            settings=settings_of(app),
            by=actor_of(ready.hr),
        )
        session.commit()
        return number

    return send


def hold(session, ready, moment):
    session.refresh(ready.hr, ["roles"])
    opening = ready.panel.opening
    actions.set_letters_from(session, opening, moment, seen=moment_mark(opening), by=actor_of(ready.hr))
    session.commit()


def mails(app):
    """Return what went out: recipient, subject and text of each."""
    found = []
    for file in sorted((settings_of(app).instance / "mail").glob("*.eml")):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        found.append((mail["To"].addresses[0].addr_spec, mail["Subject"], mail.get_content()))
    return found


def state_of(session, ready):
    session.expire_all()
    told = queries.told_of(session, ready.application.id)
    return told and (told.outcome, told.state)


@on_both
def test_whoever_is_decided_on_waits_for_a_letter_until_one_is_sent(app, session, ready, send, work):
    decided(ready.application, ready.hiring_manager, Outcome.RESERVE)
    session.commit()
    opening = ready.panel.opening

    assert ready.application.awaits_letter
    assert queries.outcome_counts(session, opening.id) == {Outcome.RESERVE: queries.OutcomeCount(1, 1)}
    untold, undecided = queries.work_of_hr(session, ready.hr.id, most=5)
    assert [(one.public_id, one.number) for one in untold] == [(opening.public_id, 1)]
    assert undecided == []

    assert send(ready, Outcome.RESERVE) == 1
    assert state_of(session, ready) == (Outcome.RESERVE, LetterState.ON_ITS_WAY)
    work()

    assert state_of(session, ready) == (Outcome.RESERVE, LetterState.SENT)
    assert queries.work_of_hr(session, ready.hr.id, most=5) == ([], [])
    assert queries.outcome_counts(session, opening.id) == {Outcome.RESERVE: queries.OutcomeCount(1, 0)}
    [(to, subject, text)] = mails(app)
    assert to == ready.application.candidate.email
    assert subject.startswith("Tentang lamaran Anda: ")
    assert "Yth. Siti Rahmawati," in text
    assert "daftar cadangan" in text
    assert "{" not in subject + text


def test_sending_twice_tells_once(app, session, ready, send, work):
    decided(ready.application, ready.hiring_manager)

    assert send(ready, Outcome.OFFER) == 1
    assert send(ready, Outcome.OFFER) == 0
    work()

    assert len(mails(app)) == 1
    told = select(AuditEntry.details).where(AuditEntry.event == "application.told")
    assert session.scalars(told).all() == [
        {
            "opening_id": ready.panel.opening.id,
            "application_id": ready.application.id,
            "outcome": "offer",
        }
    ]


def test_nobody_is_told_what_is_no_longer_decided(session, ready, send):
    decided(ready.application, ready.hiring_manager, Outcome.REJECT)

    assert send(ready, Outcome.OFFER) == 0
    assert ready.application.awaits_letter
    assert session.scalars(select(DecisionLetter)).all() == []


def test_a_letter_names_the_day_that_the_candidate_agreed_to(app, session, ready, send, work):
    ready.application.kept_until = datetime(2031, 3, 9, 20, tzinfo=UTC)
    decided(ready.application, ready.hiring_manager, Outcome.REJECT)
    send(ready, Outcome.REJECT)
    work()

    [(_to, _subject, text)] = mails(app)
    assert "10 Maret 2031" in text


def test_a_letter_is_held_until_the_moment_of_the_opening_and_follows_when_it_moves(
    app, session, ready, send, work
):
    hold(session, ready, clock.now() + timedelta(days=3))
    decided(ready.application, ready.hiring_manager)
    send(ready, Outcome.OFFER)
    work()

    assert state_of(session, ready) == (Outcome.OFFER, LetterState.HELD)
    assert mails(app) == []

    hold(session, ready, clock.now() + timedelta(days=5))
    work()
    assert mails(app) == []

    hold(session, ready, None)
    work()
    assert len(mails(app)) == 1
    assert state_of(session, ready) == (Outcome.OFFER, LetterState.SENT)


def test_a_held_letter_keeps_no_later_mail_to_the_same_person_waiting(app, session, ready, send, work):
    from hiring.mail import actions as mail
    from hiring.mail.actions import Recipient

    hold(session, ready, clock.now() + timedelta(days=3))
    decided(ready.application, ready.hiring_manager)
    send(ready, Outcome.OFFER)
    candidate = ready.application.candidate
    to = Recipient(candidate.name, candidate.email, "id")
    values = {"name": candidate.name, "referee": "Budi", "opening": ready.panel.opening.title}
    mail.send(session, "reference_replacement", to, key="another", **values)
    session.commit()
    work()

    assert [to for to, _subject, _text in mails(app)] == [candidate.email]


def test_a_held_letter_is_taken_back_when_something_else_is_decided(app, session, ready, send, work):
    hold(session, ready, clock.now() + timedelta(days=3))
    first = decided(ready.application, ready.hiring_manager, Outcome.REJECT)
    send(ready, Outcome.REJECT)

    decided(ready.application, ready.hiring_manager, Outcome.OFFER, seen=first.public_id)
    session.commit()

    assert ready.application.awaits_letter
    assert queries.told_of(session, ready.application.id) is None
    hold(session, ready, None)
    assert send(ready, Outcome.OFFER) == 1
    work()
    assert [subject.split(":")[0] for _to, subject, _text in mails(app)] == [
        "Kabar baik tentang lamaran Anda"
    ]


def test_after_telling_another_decision_is_shown_as_such_and_told_anew(
    app, session, signed_in, ready, send, work
):
    first = decided(ready.application, ready.hiring_manager, Outcome.RESERVE)
    send(ready, Outcome.RESERVE)
    work()
    second = decided(ready.application, ready.hiring_manager, Outcome.OFFER, seen=first.public_id)
    session.commit()
    ready.hr.locale = "en"
    client = signed_in(ready.hr)

    for page in (f"/applications/{ready.application.public_id}", f"/openings/{_opening(ready)}/shortlist"):
        assert "Told something else: Reserve" in words(client.get(page).text)

    send(ready, Outcome.OFFER)
    work()
    assert len(mails(app)) == 2
    assert "Told something else" not in words(client.get(f"/openings/{_opening(ready)}/shortlist").text)

    decided(ready.application, ready.hiring_manager, Outcome.OFFER, seen=second.public_id)
    assert not ready.application.awaits_letter


def test_letters_taken_back_when_a_backup_goes_live_are_due_again(session, ready, send):
    decided(ready.application, ready.hiring_manager)
    send(ready, Outcome.OFFER)
    take_back(session, Message.template == "decision_offer")

    actions.note_letters_taken_back(session)

    session.expire_all()
    assert ready.application.awaits_letter


def test_two_who_set_the_moment_do_not_undo_each_other(session, ready):
    seen = moment_mark(ready.panel.opening)
    hold(session, ready, clock.now() + timedelta(days=3))
    other = clock.now() + timedelta(days=9)

    with pytest.raises(StalePage):
        actions.set_letters_from(session, ready.panel.opening, other, seen=seen, by=actor_of(ready.hr))


def _opening(ready):
    return ready.panel.opening.public_id


def test_many_are_told_after_a_page_that_names_number_and_outcome_and_shows_the_letter(
    app, session, signed_in, ready, work
):
    others = [scored(panel=ready.panel, name=name) for name in ("Budi Santoso", "Citra Dewi")]
    for each in (ready, *others):
        decided(each.application, ready.hiring_manager, Outcome.REJECT)
    session.commit()
    ready.hr.locale = "en"
    client = signed_in(ready.hr)
    address = f"/openings/{_opening(ready)}/letters/reject"
    left = [each.application.public_id for each in (ready, others[0])]

    overview = f"/openings/{_opening(ready)}/letters"
    assert "3 candidates have not been told." in words(client.get(overview).text)
    assert "3 candidates have a decision and have not been told" in words(client.get("/").text)
    listed = client.get(address)
    assert listed.text.count('name="who"') == 3
    asked = client.send(address, who=left)
    assert mails(app) == []
    page = words(asked.text)
    assert "Tell 2 candidates: not taken further" in page
    assert "Yth. Budi Santoso," in page or "Yth. Siti Rahmawati," in page
    sent = client.send(address, who=left, confirmed="y")
    assert sent.status_code == 302
    client.send(address, who=left, confirmed="y")
    assert "None of them is waiting for this letter any more." in words(client.get(overview).text)
    work()

    assert sorted(to for to, _subject, _text in mails(app)) == sorted(
        each.application.candidate.email for each in (ready, others[0])
    )
    assert "1 candidate has not been told." in words(client.get(overview).text)


def test_nobody_ticked_is_a_sentence(signed_in, session, ready):
    decided(ready.application, ready.hiring_manager, Outcome.REJECT)
    session.commit()
    ready.hr.locale = "en"

    reply = signed_in(ready.hr).send(f"/openings/{_opening(ready)}/letters/reject")

    assert reply.status_code == 422
    assert "Choose at least one candidate." in words(reply.text)


def test_one_is_told_from_the_dossier_with_the_very_letter_that_was_shown(
    app, session, signed_in, ready, work
):
    decided(ready.application, ready.hiring_manager, Outcome.OFFER)
    session.commit()
    client = signed_in(ready.hr)
    address = f"/applications/{ready.application.public_id}/letter"

    page = client.get(address)
    shown = words(page.text)
    client.send(address, **hidden_fields(page.text))
    work()

    [(_to, subject, text)] = mails(app)
    assert subject in shown
    assert " ".join(text.split()) in shown
    assert client.get(address).status_code == 302


def test_only_hr_of_the_opening_tells(signed_in, session, ready):
    decided(ready.application, ready.hiring_manager)
    session.commit()
    pages = (
        f"/openings/{_opening(ready)}/letters",
        f"/openings/{_opening(ready)}/letters/offer",
        f"/applications/{ready.application.public_id}/letter",
    )

    for page in pages:
        assert signed_in(ready.hr).get(page).status_code == 200
        assert signed_in(ready.hiring_manager).get(page).status_code == 404
        assert signed_in(UserFactory(roles=["hr"])).get(page).status_code == 404
    assert signed_in(ready.hr).get(f"/openings/{_opening(ready)}/letters/hire").status_code == 404


def test_the_moment_is_set_on_the_page_in_the_zone_of_the_opening(signed_in, session, ready):
    client = signed_in(ready.hr)
    address = f"/openings/{_opening(ready)}/letters"

    client.send(address, **hidden_fields(client.get(address).text) | {"day": "2030-05-06", "at": "08:30"})

    session.refresh(ready.panel.opening)
    assert ready.panel.opening.letters_from.isoformat() == "2030-05-06T01:30:00+00:00"


def test_candidates_read_whether_and_from_when_they_are_told(app, session, signed_in, ready, send, work):
    hold(session, ready, clock.now() + timedelta(days=3))
    decided(ready.application, ready.hiring_manager)
    send(ready, Outcome.OFFER)
    client = signed_in(ready.application, Audience.CANDIDATE)
    client.send("/language", locale="en", next="/")

    held = words(client.get("/candidate/status").text)
    hold(session, ready, None)
    work()
    told = words(client.get("/candidate/status").text)

    assert "A decision has been taken. HR sends the letter about the decision on " in held
    assert "We wrote to you about the decision: " in told
    assert "or later" not in told
