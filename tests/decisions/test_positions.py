"""How many are wanted, and what is asked before more are offered the position."""

import pytest
from sqlalchemy import select

from hiring.audit.models import AuditEntry
from hiring.db.keyset import Cursor
from hiring.decisions import actions, queries
from hiring.decisions.models import Decision
from hiring.decisions.rules import DecisionFilter, Outcome, asks_about_offers
from hiring.decisions.shortlist import NAME, Order
from hiring.openings.models import Application
from hiring.scoring.queries import criteria_of_rubric
from tests.factories.accounts import UserFactory
from tests.factories.decisions import REASON, decided
from tests.factories.openings import OpeningFactory
from tests.factories.reports import scored, scored_together
from tests.page import hidden_fields, words
from tests.postgres import on_both


@pytest.mark.parametrize(
    ("positions", "others", "more", "known", "asks"),
    [
        (1, 0, 1, None, False),
        (1, 1, 1, None, True),
        (1, 1, 1, 1, False),
        (1, 2, 1, 1, True),
        (2, 1, 1, None, False),
        (2, 0, 3, None, True),
        (2, 0, 3, 0, False),
    ],
)
def test_an_offer_beyond_the_positions_is_asked_about_once(positions, others, more, known, asks):
    assert asks_about_offers(positions=positions, others=others, more=more, known=known) is asks


@pytest.fixture
def two(session):
    """Two scored candidates of an opening with one position; the first has an offer."""
    first, second = scored_together("Ani", "Budi")
    decided(first.application, first.hiring_manager, Outcome.OFFER)
    session.commit()
    return first, second


@on_both
def test_a_second_offer_is_refused_until_its_sender_was_asked(session):
    first, second = scored_together("Ani", "Budi")
    decided(first.application, first.hr, Outcome.OFFER)

    with pytest.raises(actions.BeyondPositions) as refused:
        decided(second.application, first.hr, Outcome.OFFER)
    assert refused.value.kept == REASON

    decided(second.application, first.hr, Outcome.OFFER, offers_known=1)

    assert queries.number_of_offers(session, first.application.opening_id) == 2


def test_whoever_knew_of_fewer_offers_is_asked_again(session, two):
    first, second = two
    third = scored(panel=first.panel)
    decided(third.application, first.hr, Outcome.OFFER, offers_known=1)

    with pytest.raises(actions.BeyondPositions):
        decided(second.application, first.hr, Outcome.OFFER, offers_known=1)


@pytest.mark.parametrize("outcome", [Outcome.RESERVE, Outcome.REJECT])
def test_nothing_but_an_offer_is_asked_about(session, two, outcome):
    _first, second = two

    assert decided(second.application, second.hr, outcome).outcome == outcome


def test_an_offer_that_no_longer_stands_leaves_its_position_free(session, two):
    first, second = two
    decided(first.application, first.hr, Outcome.RESERVE, seen=_standing(session, first.application))

    decided(second.application, second.hr, Outcome.OFFER)

    assert (first.application.outcome, second.application.outcome) == ("reserve", "offer")


def test_who_withdrew_after_the_offer_leaves_the_position_free(session, two):
    first, second = two
    first.application.stage = "withdrawn"
    session.flush()

    decided(second.application, second.hr, Outcome.OFFER)

    assert second.application.outcome == "offer"


def test_the_same_candidate_is_offered_it_anew_without_a_question(session, two):
    first, _second = two

    decided(first.application, first.hr, Outcome.OFFER, seen=_standing(session, first.application))

    assert len(session.scalars(select(Decision)).all()) == 2


def test_the_page_names_who_has_an_offer_and_keeps_the_reason(signed_in, session, two):
    first, second = two
    first.hiring_manager.locale = "en"
    client = signed_in(first.hiring_manager)
    address = f"/applications/{second.application.public_id}/decision"
    sent = {"outcome": "offer", "reason": REASON}

    asked = client.edit(address, **sent)

    page = words(asked.text)
    assert asked.status_code == 409
    assert "This opening has 1 position. 1 other candidate has an offer already: Ani" in page
    assert REASON in page
    assert "Offer it anyway" in page
    assert second.application.stage == "scored"

    confirmed = client.send(address, **{**hidden_fields(asked.text), **sent})

    session.refresh(second.application)
    assert (confirmed.status_code, second.application.outcome) == (302, "offer")


def test_the_shortlist_says_how_many_are_wanted_and_how_many_have_an_offer(signed_in, two):
    first, _second = two
    first.hiring_manager.locale = "en"
    client = signed_in(first.hiring_manager)

    assert "1 position, 1 offer." in words(client.get(_shortlist(first)).text)
    assert "positions 1 wait for a decision 1 decided 1 offers 1" in words(client.get("/shortlists").text)


@pytest.mark.parametrize(
    ("shown", "named"),
    [("", ["Ani", "Budi", "Citra"]), ("waiting", ["Budi"]), ("offer", ["Ani"]), ("reserve", ["Citra"])],
)
@on_both
def test_the_shortlist_shows_who_waits_or_who_has_one_outcome(session, shown, named):
    first, _second, third = scored_together("Ani", "Budi", "Citra")
    decided(first.application, first.hr, Outcome.OFFER)
    decided(third.application, first.hr, Outcome.RESERVE)
    opening = first.panel.opening
    criteria = criteria_of_rubric(session, opening.rubric_version_id)

    for order in (Order(NAME, descending=False), Order(), Order("COMW")):
        page = queries.shortlist_page(
            session,
            opening.id,
            criteria,
            order,
            Cursor(),
            size=9,
            total=len(named),
            shown=DecisionFilter(shown) if shown else None,
        )
        assert sorted(row.name for row in page.rows) == named


def test_the_filter_keeps_the_order_and_says_when_nobody_fits(signed_in, two):
    first, _second = two
    first.hr.locale = "en"
    client = signed_in(first.hr)

    page = client.get(f"{_shortlist(first)}?show=waiting&sort=name&order=asc")
    assert ("Budi" in page.text, "Ani" in page.text) == (True, False)
    assert "sort=name&amp;order=asc&amp;show=offer" in page.text
    assert "No candidate matches this choice." in words(client.get(f"{_shortlist(first)}?show=reject").text)
    everybody = client.get(f"{_shortlist(first)}?show=nonsense").text
    assert "Ani" in everybody
    assert "Budi" in everybody


def test_the_number_of_positions_may_change_while_candidates_come(signed_in, session):
    hr = UserFactory(roles=["hr"], locale="en")
    opening = OpeningFactory(hr=[hr])
    client = signed_in(hr)

    assert client.edit(f"/openings/{opening.public_id}/edit", positions="3").status_code == 302

    session.refresh(opening)
    assert opening.positions == 3
    [told] = session.scalars(select(AuditEntry).where(AuditEntry.event.like("opening.%chang%"))).all()
    assert (told.event, told.details) == (
        "opening.positions_changed",
        {"opening_id": opening.id, "positions": 3, "before": 1},
    )


@pytest.mark.parametrize("number", ["0", "1000", "", "dua"])
def test_a_number_of_positions_that_makes_no_sense_is_refused(signed_in, session, number):
    hr = UserFactory(roles=["hr"])
    opening = OpeningFactory(hr=[hr], draft=True)

    refused = signed_in(hr).edit(f"/openings/{opening.public_id}/edit", positions=number)

    assert refused.status_code == 422
    assert 'id="positions-error"' in refused.text


def _shortlist(ready):
    return f"/openings/{ready.panel.opening.public_id}/shortlist"


def _standing(session, application: Application) -> str:
    return queries.standing_decision(session, application.id).public_id
