"""One decision with one reason about several candidates: each gets a decision of their own."""

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Role
from hiring.audit.models import AuditEntry
from hiring.decisions import actions, queries
from hiring.decisions.models import Decision
from hiring.decisions.rules import Outcome
from hiring.errors import NotReady
from tests.factories.accounts import UserFactory, actor_of
from tests.factories.decisions import REASON, decided, verdict
from tests.factories.reports import scored, scored_together
from tests.page import hidden_fields, words
from tests.postgres import on_both


def _three():
    return scored_together("Ani", "Budi", "Citra")


@pytest.fixture
def three(session):
    return _three()


def _ids(ready):
    return [one.application.public_id for one in ready]


def _decide(session, ready, outcome=Outcome.REJECT, *, by=None, named=None, **values):
    acting = by or ready[0].hiring_manager
    session.refresh(acting, ["roles"])
    opening = ready[0].panel.opening
    sent = values.pop("sent", None) or verdict(outcome, **values)
    return actions.decide_many(session, opening, named or _ids(ready), sent, by=actor_of(acting))


@on_both
def test_each_gets_a_decision_with_the_reason_sealed_in_the_trail_as_a_single_one_is(session):
    ready = _three()

    done = _decide(session, ready)
    session.commit()

    kept = session.scalars(select(Decision).order_by(Decision.application_id)).all()
    assert (done.decided, done.left_out) == (3, 0)
    assert [(one.outcome, one.reason, one.decided_by) for one in kept] == [
        ("reject", REASON, ready[0].hiring_manager.id)
    ] * 3
    stands = [(one.application.stage, one.application.awaits_letter) for one in ready]
    assert stands == [("decided", True)] * 3
    told = session.scalars(select(AuditEntry).where(AuditEntry.event == "application.decided")).all()
    assert [entry.application_id for entry in told] == [one.application.id for one in ready]
    assert all(len(entry.commitments) == 2 for entry in told)


def test_who_was_decided_on_meanwhile_is_left_out_and_said_so(session, three):
    decided(three[1].application, three[1].hr, Outcome.RESERVE)

    done = _decide(session, three)

    assert (done.decided, done.left_out) == (2, 1)
    assert [one.application.outcome for one in three] == ["reject", "reserve", "reject"]


def test_the_same_form_sent_twice_decides_once(session, three):
    sent = verdict(Outcome.REJECT)

    first, again = _decide(session, three, sent=sent), _decide(session, three, sent=sent)

    assert first == again
    assert len(session.scalars(select(Decision)).all()) == 3


def test_nobody_of_another_opening_or_without_scores_is_decided_on(session, three):
    elsewhere = scored()
    unscored = scored(panel=three[0].panel, settled=False)
    named = [three[0].application.public_id, elsewhere.application.public_id, unscored.application.public_id]

    done = _decide(session, three, named=named)

    assert (done.decided, done.left_out) == (1, 2)
    assert (elsewhere.application.outcome, unscored.application.outcome) == (None, None)


@on_both
def test_offers_beyond_the_positions_are_asked_about_together(session):
    ready = _three()
    ready[0].panel.opening.positions = 2
    session.flush()

    with pytest.raises(actions.BeyondPositions):
        _decide(session, ready, Outcome.OFFER)
    assert session.scalars(select(Decision)).all() == []

    assert _decide(session, ready, Outcome.OFFER, offers_known=0).decided == 3


def test_before_the_end_nobody_is_decided_on_where_that_was_promised(session, three):
    three[0].panel.opening.decide_before_closing = False
    session.flush()

    with pytest.raises(NotReady):
        _decide(session, three)


@pytest.mark.parametrize("who", ["hr", "hiring_manager"])
def test_the_way_from_the_ticks_to_the_decisions(signed_in, session, three, who):
    acting = getattr(three[0], who)
    acting.locale = "en"
    client, opening = signed_in(acting), three[0].panel.opening.public_id
    address = f"/openings/{opening}/decide"
    named = _ids(three)[:2]

    chosen = client.get(f"{address}?who={named[0]}&who={named[1]}")
    assert "Decide about 2 candidates" in words(chosen.text)

    sent = {**hidden_fields(chosen.text), "who": named, "outcome": "reject", "reason": REASON}
    asked = client.send(address, **sent)
    page = words(asked.text)
    assert "Record 2 decisions: not taken further" in page
    assert "Ani" in page
    assert "Citra" not in page
    assert session.scalars(select(Decision)).all() == []

    assert client.send(address, **{**hidden_fields(asked.text), "who": named}).status_code == 302

    assert [one.application.outcome for one in three] == ["reject", "reject", None]
    shortlist = words(client.get(f"/openings/{opening}/shortlist").text)
    assert "2 decisions are recorded. The candidates have not been told: that is for HR to do." in shortlist


def test_the_page_names_who_has_an_offer_and_asks_again_when_there_are_more(signed_in, session, three):
    manager = three[0].hiring_manager
    manager.locale = "en"
    client, address = signed_in(manager), f"/openings/{three[0].panel.opening.public_id}/decide"
    decided(three[0].application, manager, Outcome.OFFER)
    named = _ids(three)[1:2]
    sent = {"who": named, "outcome": "offer", "reason": REASON, "operation_id": "one"}

    asked = client.send(address, **sent)
    assert "With these there would be 2 offers. These have an offer already: Ani" in words(asked.text)
    decided(three[2].application, manager, Outcome.OFFER, offers_known=1)

    again = client.send(address, **{**hidden_fields(asked.text), "who": named})
    assert again.status_code == 409
    assert "With these there would be 3 offers." in words(again.text)

    assert client.send(address, **{**hidden_fields(again.text), "who": named}).status_code == 302
    assert queries.number_of_offers(session, three[0].panel.opening.id) == 3


def test_a_reason_too_short_is_refused_and_nothing_is_lost(signed_in, three):
    client = signed_in(three[0].hr)
    sent = {"who": _ids(three), "outcome": "reject", "reason": "Pendek", "operation_id": "one"}

    refused = client.send(f"/openings/{three[0].panel.opening.public_id}/decide", **sent)

    assert refused.status_code == 422
    assert "Pendek</textarea>" in refused.text
    assert refused.text.count('name="who"') == 3


def test_where_nobody_is_chosen_or_waits_the_shortlist_says_so(signed_in, three):
    hr = three[0].hr
    hr.locale = "en"
    client, opening = signed_in(hr), f"/openings/{three[0].panel.opening.public_id}"
    decided(three[0].application, hr, Outcome.RESERVE)

    client.get(f"{opening}/decide")
    assert "Choose at least one candidate." in words(client.get(f"{opening}/shortlist").text)
    client.get(f"{opening}/decide?who={_ids(three)[0]}")
    assert "Nothing was recorded." in words(client.get(f"{opening}/shortlist").text)


@pytest.mark.parametrize("role", list(Role))
def test_staff_without_the_opening_find_no_page_to_decide_about_several(signed_in, three, role):
    stranger = signed_in(UserFactory(roles=[role]))

    assert stranger.get(f"/openings/{three[0].panel.opening.public_id}/decide").status_code == 404
