import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hiring.accounts.rules import SYSTEM, Role
from hiring.audit.models import AuditEntry
from hiring.decisions import actions, queries
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.errors import NotReady
from hiring.mail.models import Message
from hiring.openings.rules import Stage
from hiring.scoring import actions as scoring
from hiring.scoring.queries import scores_of_application
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import REASON, decided, verdict
from tests.factories.references import ReferenceFactory, ReferenceRequestFactory
from tests.factories.reports import a_panel_with_hiring_manager, scored
from tests.postgres import on_both


def _events(session, application):
    rows = session.execute(
        select(AuditEntry.event, AuditEntry.actor, AuditEntry.details)
        .where(AuditEntry.application_id == application.id, AuditEntry.event.like("%deci%"))
        .order_by(AuditEntry.id)
    )
    return [tuple(row) for row in rows]


def test_a_decision_is_kept_with_its_reason_and_moves_the_stage(session):
    ready = scored()

    decision = decided(ready.application, ready.hiring_manager, Outcome.RESERVE)

    assert (decision.outcome, decision.reason, decision.decided_by) == (
        "reserve",
        REASON,
        ready.hiring_manager.id,
    )
    assert ready.application.stage == Stage.DECIDED
    assert _events(session, ready.application) == [
        (
            "application.decided",
            f"staff:{ready.hiring_manager.id}",
            {
                "opening_id": ready.application.opening_id,
                "application_id": ready.application.id,
                "outcome": "reserve",
            },
        )
    ]


def test_the_same_form_sent_twice_decides_once(session):
    ready = scored()
    sent = verdict()

    first = actions.decide(session, ready.application, sent, by=_acting(session, ready.hr))
    again = actions.decide(session, ready.application, sent, by=_acting(session, ready.hr))

    assert again is first
    assert len(_events(session, ready.application)) == 1


@on_both
def test_a_later_decision_supersedes_and_both_are_kept(session):
    ready = scored()
    first = decided(ready.application, ready.hr, Outcome.RESERVE)

    decided(ready.application, ready.hiring_manager, Outcome.OFFER, seen=first.public_id)

    assert [(one.outcome, one.by) for one in queries.decisions_of(session, ready.application.id)] == [
        (Outcome.OFFER, ready.hiring_manager.name),
        (Outcome.RESERVE, ready.hr.name),
    ]
    assert [event for event, _, _ in _events(session, ready.application)] == [
        "application.decided",
        "application.decision_superseded",
    ]


def test_nobody_supersedes_a_decision_that_was_not_read(session):
    ready = scored()
    decided(ready.application, ready.hr, Outcome.OFFER)

    with pytest.raises(actions.DecidedMeanwhile) as refused:
        decided(
            ready.application, ready.hiring_manager, Outcome.REJECT, reason="Alasan yang tidak boleh hilang."
        )

    assert refused.value.kept == "Alasan yang tidak boleh hilang."
    assert len(session.scalars(select(Decision)).all()) == 1


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in {Stage.SCORED, Stage.DECIDED}])
def test_nothing_is_decided_before_scores_stand_or_after_the_end(session, stage):
    ready = scored(settled=False)
    ready.application.stage = stage
    session.flush()

    with pytest.raises(NotReady):
        decided(ready.application, ready.hr)

    assert session.scalars(select(Decision)).all() == []


def test_referees_who_have_not_answered_are_no_longer_asked(session):
    ready = scored()
    waiting = ReferenceRequestFactory(application=ready.application, sent=True)
    answered = ReferenceFactory(request__application=ready.application).request

    decided(ready.application, ready.hr)

    assert (waiting.state, answered.state) == ("cancelled", "answered")


def test_scores_that_are_computed_anew_leave_the_decision_as_it_stands(session):
    panel, manager = a_panel_with_hiring_manager(score_rule="cells")
    ready = scored(panel=panel, hiring_manager=manager)
    decided(ready.application, ready.hr, Outcome.RESERVE)
    proposal = scoring.propose_excuse(
        session, panel.opening, panel.letters[0], REASON, application=None, by=actor_of(ready.hr)
    )

    scoring.decide_excuse(session, proposal, REASON, agreed=True, by=actor_of(UserFactory(roles=[Role.HR])))
    scoring.recompute_scores(session, ready.sitting.id, by=SYSTEM)

    assert scores_of_application(session, ready.application.id).number == 2
    assert ready.application.stage == Stage.DECIDED
    assert [one.outcome for one in queries.decisions_of(session, ready.application.id)] == [Outcome.RESERVE]


def test_a_decision_alone_mails_the_candidate_nothing(session, work):
    ready = scored()

    decided(ready.application, ready.hr)
    session.commit()
    work()

    assert session.scalars(select(Message.template)).all() == []


def _acting(session, user):
    session.refresh(user, ["roles"])
    return actor_of(user)


def test_no_decision_is_there_without_the_person_who_took_it(session, work):
    ready = scored()
    session.commit()
    work()
    assert session.scalars(select(Decision)).all() == []

    session.add(
        Decision(application_id=ready.application.id, operation_id="x", outcome="offer", reason=REASON)
    )
    with pytest.raises(IntegrityError):
        session.flush()
