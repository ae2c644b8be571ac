"""Invite, invite again, let in: what is stored, what is mailed, what stays secret."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hiring import clock
from hiring.accounts.models import UserSession
from hiring.accounts.tokens import link_token, token_hash
from hiring.audit.models import AuditEntry
from hiring.jobs.models import Job
from hiring.mail.models import Message
from hiring.openings import actions, queries
from hiring.openings.actions.links import FRESH_LINKS_AN_HOUR
from hiring.openings.invitees import Invitee
from hiring.openings.models import Application, Candidate, Invitation
from hiring.openings.rules import LinkState
from tests.factories.openings import (
    ApplicationFactory,
    CandidateFactory,
    InvitationFactory,
    OpeningFactory,
)
from tests.postgres import on_both


def count(session, model):
    return session.scalars(select(func.count()).select_from(model)).one()


def messages(session):
    return list(session.scalars(select(Message).order_by(Message.id)))


def test_an_invitation_is_application_link_mail_and_fact_in_one(session, opening, by, secret, rina):
    application = actions.invite(session, opening, rina, secret_key=secret, by=by)

    [invitation], [message] = application.invitations, messages(session)
    assert (application.candidate.name, application.candidate.email) == ("Rina Wati", "rina@surel.example")
    assert (application.stage, application.locale) == ("invited", "id")
    assert application.code.startswith("K-")
    assert invitation.expires_at == opening.closes_at
    assert (message.to_name, message.to_email, message.locale) == ("Rina Wati", "rina@surel.example", "id")
    assert (message.template, message.application_id) == ("invitation", application.id)
    assert session.scalars(select(Job.kind)).all() == ["mail.send"]
    [entry] = session.scalars(select(AuditEntry).where(AuditEntry.application_id == application.id))
    assert (entry.event, entry.actor) == ("application.invited", by.label)


@pytest.mark.parametrize("state", ["queued", "retrying", "failed"])
@on_both
def test_inviting_again_takes_back_the_mail_with_the_earlier_link(session, opening, by, secret, rina, state):
    application = actions.invite(session, opening, rina, secret_key=secret, by=by)
    messages(session)[0].state = state

    actions.invite_again(session, application, secret_key=secret, by=by)

    assert [message.state for message in messages(session)] == ["cancelled", "queued"]


@pytest.mark.parametrize("end", ["remove", "withdraw", "close"])
def test_no_link_is_mailed_to_somebody_whose_application_has_ended(session, opening, by, secret, rina, end):
    application = actions.invite(session, opening, rina, secret_key=secret, by=by)

    if end == "remove":
        actions.remove(session, application, "Salah orang.", by=by)
    elif end == "withdraw":
        actions.withdraw(session, application, by=by)
    else:
        actions.close_opening(session, opening, by=by)

    assert [message.state for message in messages(session)] == ["cancelled"]
    assert session.scalars(select(Job.state).where(Job.kind == "mail.send")).all() == ["cancelled"]


def test_of_the_secret_only_its_hash_is_stored(session, opening, by, secret, rina):
    application = actions.invite(session, opening, rina, secret_key=secret, by=by)
    token = link_token(secret, "invitation", application.id, 1)

    assert application.invitations[0].token_hash == token_hash(token)
    assert token not in str([vars(row) for row in (*messages(session), *application.invitations)])


def test_everybody_is_invited_or_nobody(session, opening, by, secret, rina):
    actions.invite(session, opening, rina, secret_key=secret, by=by)

    with pytest.raises(actions.AlreadyInvited):
        actions.invite_all(
            session, opening, [Invitee("Budi", "budi@surel.example", "id"), rina], secret_key=secret, by=by
        )

    assert count(session, Application) == 1
    assert len(messages(session)) == 1


def test_the_same_address_twice_in_one_list_is_refused(session, opening, by, secret, rina):
    with pytest.raises(actions.AlreadyInvited):
        actions.invite_all(session, opening, [rina, rina], secret_key=secret, by=by)


def test_what_another_opening_calls_a_person_is_neither_used_nor_changed(
    session, hr, opening, by, secret, rina
):
    known = CandidateFactory(name="Rina Wati Kusuma", email=rina.email)
    ApplicationFactory(candidate=known, opening=OpeningFactory(hr=[hr]))

    application = actions.invite(session, opening, rina, secret_key=secret, by=by)

    assert application.candidate.name == "Rina Wati"
    assert messages(session)[0].to_name == "Rina Wati"
    assert known.name == "Rina Wati Kusuma"


def test_a_person_known_by_the_same_name_is_the_same_person(session, hr, opening, by, secret, rina):
    known = CandidateFactory(name="Rina Wati", email=rina.email)
    ApplicationFactory(candidate=known, opening=OpeningFactory(hr=[hr]))

    application = actions.invite(session, opening, rina, secret_key=secret, by=by)

    assert application.candidate_id == known.id
    assert count(session, Candidate) == 1


@pytest.mark.parametrize("change", [{"state": "closed"}, {"state": "draft"}, {"closes_at": None}])
def test_only_an_open_opening_invites(session, opening, by, secret, rina, change):
    if change.get("closes_at", "") is None:
        change = {"closes_at": clock.now() - timedelta(seconds=1)}
    for name, value in change.items():
        setattr(opening, name, value)
    session.flush()

    with pytest.raises(actions.NotInviting):
        actions.invite(session, opening, rina, secret_key=secret, by=by)


@on_both
def test_a_thousand_people_are_invited_with_few_statements(session, opening, by, secret, statements):
    invitees = [Invitee(f"Orang {n}", f"orang{n}@surel.example", "id") for n in range(1000)]

    with statements() as made:
        ids = actions.invite_all(session, opening, invitees, secret_key=secret, by=by)

    assert len(ids) == 1000
    assert len(made) < 60
    assert count(session, Invitation) == len(messages(session)) == 1000
    assert len(set(session.scalars(select(Application.code)))) == 1000


def test_inviting_again_makes_a_new_link_and_ends_the_old(session, opening, by, secret, rina):
    application = actions.invite(session, opening, rina, secret_key=secret, by=by)

    actions.invite_again(session, application, secret_key=secret, by=by)

    first, second = queries.application_by_id(session, application.id).invitations
    assert [(i.generation, i.state) for i in (first, second)] == [(1, "revoked"), (2, "sent")]
    assert [message.link["generation"] for message in messages(session)] == [1, 2]


@pytest.mark.parametrize("stage", ["handed_in", "scored", "decided", "withdrawn", "removed"])
def test_who_has_nothing_left_to_write_is_not_invited_again(session, opening, by, secret, stage):
    application = InvitationFactory(application__opening=opening, application__stage=stage).application

    with pytest.raises(actions.NotInviting):
        actions.invite_again(session, application, secret_key=secret, by=by)

    assert messages(session) == []


def application_with(session, **invitation):
    """Return an application with one invitation, as a page loads it."""
    made = InvitationFactory(**invitation)
    session.commit()
    session.expunge_all()
    return queries.application_by_id(session, made.application_id)


def loaded(session, token):
    return queries.invitation_by_hash(session, token_hash(token), lock=True)


def test_a_claim_opens_a_session_and_is_written_down(session, opening):
    InvitationFactory(application__opening=opening, token="abc")
    invitation = loaded(session, "abc")

    token = actions.claim_invitation(session, invitation, browser="phone")

    user_session = session.scalars(select(UserSession)).one()
    assert (user_session.audience, user_session.subject_id) == ("candidate", invitation.application_id)
    assert user_session.token_hash == token_hash(token)
    assert invitation.state == "claimed"
    entry = session.scalars(select(AuditEntry)).one()
    assert (entry.event, entry.actor) == ("invitation.claimed", f"candidate:{invitation.application_id}")


def test_the_browser_that_claimed_may_try_again_where_the_answer_was_lost(session, opening):
    InvitationFactory(application__opening=opening, token="abc")
    invitation = loaded(session, "abc")
    actions.claim_invitation(session, invitation, browser="phone")

    actions.claim_invitation(session, invitation, browser="phone")

    session.commit()
    assert count(session, UserSession) == 2
    assert count(session, AuditEntry) == 1
    for other in ("laptop", ""):
        with pytest.raises(actions.LinkNotOpen) as refused:
            actions.claim_invitation(session, invitation, browser=other)
        assert refused.value.state is LinkState.USED


def test_the_same_browser_cannot_claim_for_ever(session, opening):
    InvitationFactory(application__opening=opening, token="abc")
    invitation = loaded(session, "abc")
    actions.claim_invitation(session, invitation, browser="phone")
    invitation.claimed_at -= timedelta(minutes=16)

    with pytest.raises(actions.LinkNotOpen):
        actions.claim_invitation(session, invitation, browser="phone")


@on_both
def test_a_fresh_link_replaces_a_used_one(session, opening, secret):
    application = application_with(session, application__opening=opening, claimed=True)

    assert actions.mail_fresh_link(session, application, secret_key=secret)

    first, second = queries.application_by_id(session, application.id).invitations
    assert (first.state, second.state, second.expires_at) == ("revoked", "sent", opening.closes_at)
    assert [(m.template, m.link["generation"]) for m in messages(session)] == [("fresh_link", 2)]


def test_nobody_can_make_another_persons_unused_link_worthless_by_asking(session, opening, secret):
    application = application_with(session, application__opening=opening)

    assert actions.mail_fresh_link(session, application, secret_key=secret)

    [kept] = queries.application_by_id(session, application.id).invitations
    assert kept.state == "sent"
    assert messages(session)[0].link["generation"] == 1


def test_only_a_few_fresh_links_are_mailed_in_an_hour(session, opening, secret):
    application = application_with(session, application__opening=opening)

    sent = [
        actions.mail_fresh_link(session, application, secret_key=secret)
        for _ in range(FRESH_LINKS_AN_HOUR + 2)
    ]

    assert sent == [True] * FRESH_LINKS_AN_HOUR + [False, False]
    assert len(messages(session)) == FRESH_LINKS_AN_HOUR


def test_who_has_handed_in_gets_a_link_to_read_even_after_closing(session, opening, secret):
    opening.state, opening.closed_at = "closed", clock.now()
    application = application_with(
        session, application__opening=opening, application__stage="handed_in", claimed=True, expired=True
    )

    assert actions.mail_fresh_link(session, application, secret_key=secret)

    newest = queries.application_by_id(session, application.id).invitations[-1]
    assert newest.expires_at > clock.now() + timedelta(days=13)
    assert actions.state_of_link(loaded_by_id(session, newest)) is LinkState.WORKS


def loaded_by_id(session, invitation):
    return queries.invitation_by_hash(session, invitation.token_hash)


@pytest.mark.parametrize(
    ("stage", "state"), [("removed", "open"), ("expired", "open"), ("withdrawn", "closed")]
)
def test_an_ended_application_gets_a_link_to_its_data_alone(session, opening, secret, stage, state):
    invitation = InvitationFactory(application__opening=opening, application__stage=stage)
    opening.state = state

    sent = [actions.mail_fresh_link(session, invitation.application, secret_key=secret) for _ in range(4)]

    assert sent == [True, True, True, False]
    assert [each.template for each in messages(session)] == ["data_link"] * 3


def test_whoever_has_not_begun_gets_a_link_to_their_data_alone_after_closing(session, opening, secret):
    invitation = InvitationFactory(application__opening=opening)
    opening.state = "closed"

    assert actions.mail_fresh_link(session, invitation.application, secret_key=secret)
    assert [each.template for each in messages(session)] == ["data_link"]
