"""Deciding otherwise than the bands say: one more reason is asked for, and nothing is decided by itself."""

import json

import pytest
from sqlalchemy import select

from hiring.accounts.rules import Audience
from hiring.audit.models import AuditEntry
from hiring.decisions import actions
from hiring.decisions.models import Decision
from hiring.decisions.rules import OrderAround, Outcome, goes_against_order
from hiring.decisions.sealing import REASON as REASON_SEAL
from hiring.decisions.sealing import seals_of
from tests.factories.decisions import REASON, decided
from tests.factories.reports import scored_together
from tests.factories.standings import placed_in_bands
from tests.page import hidden_fields, words
from tests.postgres import on_both
from tests.privacy.test_archive import asked, opened

WHY = "Pengalamannya di tiga desa lebih berarti daripada selisih skornya."


@pytest.mark.parametrize(
    ("outcome", "band", "around", "asks"),
    [
        ("offer", 2, OrderAround(2, 1, best_not_chosen=1), True),
        ("offer", 1, OrderAround(2, 1, best_not_chosen=1), False),
        ("offer", 2, OrderAround(2, 1, best_not_chosen=2), False),
        ("offer", 2, OrderAround(2, 1, best_not_chosen=None), False),
        ("offer", None, OrderAround(2, 1, best_not_chosen=1), False),
        ("reject", 1, OrderAround(2, 1, left_in_first=0), True),
        ("reserve", 1, OrderAround(2, 2, left_in_first=1), True),
        ("reject", 1, OrderAround(2, 1, left_in_first=1), False),
        ("reject", 1, OrderAround(1, 1, left_in_first=0), False),
        ("reject", 2, OrderAround(2, 1, left_in_first=0), False),
    ],
)
def test_only_what_goes_against_the_bands_asks_for_a_reason_of_its_own(outcome, band, around, asks):
    assert goes_against_order(Outcome(outcome), band, around) is asks


@pytest.fixture
def three(session):
    """Ani alone in the first band; Budi and Citra in the second."""
    ani, budi, citra = scored_together("Ani", "Budi", "Citra")
    placed_in_bands(session, [[ani.application], [budi.application, citra.application]])
    return ani, budi, citra


@on_both
def test_an_offer_before_somebody_in_a_higher_band_needs_one_more_reason(session):
    ani, budi = scored_together("Ani", "Budi")
    placed_in_bands(session, [[ani.application], [budi.application]])

    with pytest.raises(actions.AgainstOrder) as refused:
        decided(budi.application, budi.hr)
    assert (refused.value.kept, budi.application.stage) == (REASON, "scored")

    decided(budi.application, budi.hr, order_reason=WHY)

    assert session.scalars(select(Decision.order_reason)).one() == WHY
    events = session.scalars(select(AuditEntry.event).order_by(AuditEntry.id.desc()).limit(2)).all()
    assert events == ["application.decided_against_order", "application.decided"]


def test_not_choosing_the_only_one_in_the_highest_band_needs_one_more_reason(session, three):
    ani, _budi, _citra = three

    with pytest.raises(actions.AgainstOrder):
        decided(ani.application, ani.hr, Outcome.REJECT)
    decided(ani.application, ani.hr, Outcome.RESERVE, order_reason=WHY)

    assert session.scalars(select(Decision.order_reason)).one() == WHY


def test_within_a_band_nobody_is_asked(session, three):
    ani, budi, citra = three
    decided(ani.application, ani.hr)

    decided(citra.application, citra.hr, Outcome.REJECT)
    decided(budi.application, budi.hr, Outcome.OFFER, offers_known=1, order_reason=WHY)

    assert session.scalars(select(Decision.order_reason)).all() == [None, None, None]


def test_whoever_withdrew_is_in_nobodys_way(session, three):
    ani, budi, _citra = three
    ani.application.stage = "withdrawn"
    session.flush()

    assert decided(budi.application, budi.hr).order_reason is None


def test_the_page_says_what_goes_against_the_order_and_keeps_the_text(signed_in, session, three):
    _ani, budi, _citra = three
    budi.hiring_manager.locale = "en"
    session.commit()
    client = signed_in(budi.hiring_manager)
    address = f"/applications/{budi.application.public_id}/decision"
    sent = {"outcome": "offer", "reason": REASON}

    asked = client.edit(address, **sent)

    page = words(asked.text)
    assert asked.status_code == 409
    assert "Somebody in a higher band has no offer. Nothing has been recorded." in page
    assert "Ani" not in page
    assert REASON in page

    short = client.send(address, **{**hidden_fields(asked.text), **sent, "order_reason": "Lebih baik."})
    assert short.status_code == 422
    assert "Lebih baik." in short.text
    done = client.send(address, **{**hidden_fields(asked.text), **sent, "order_reason": WHY})

    assert done.status_code == 302
    file = words(client.get(f"/applications/{budi.application.public_id}").text)
    assert f"Otherwise than the order of the bands: {WHY}" in file


def test_one_decision_about_several_asks_once_and_keeps_it_where_it_belongs(signed_in, session, three):
    ani, budi, citra = three
    ani.hr.locale = "en"
    session.commit()
    client = signed_in(ani.hr)
    address = f"/openings/{ani.panel.opening.public_id}/decide"
    who = [ani.application.public_id, budi.application.public_id, citra.application.public_id]
    sent = {"outcome": "reject", "reason": REASON, "who": who}

    asked = client.edit(f"{address}?who={who[0]}", **sent)

    page = words(asked.text)
    assert "It is about: Ani You" not in page
    assert "please write one more reason below. It is about: Ani Whom it is about" in page
    hidden = hidden_fields(asked.text) | {"who": who}
    refused = client.send(address, **hidden)
    assert refused.status_code == 409
    assert session.scalars(select(Decision.id)).all() == []
    client.send(address, **(hidden | {"order_reason": WHY}))

    rows = session.execute(select(Decision.application_id, Decision.order_reason))
    kept = {row.application_id: row.order_reason for row in rows}
    assert kept == {ani.application.id: WHY, budi.application.id: None, citra.application.id: None}


def test_the_trail_seals_that_reason_with_the_other_one(session, three):
    ani, budi, _citra = three
    against = decided(budi.application, budi.hr, order_reason=WHY)
    in_order = decided(ani.application, ani.hr, offers_known=1)

    kept = REASON_SEAL.read(session, [against.id, in_order.id])

    assert kept == {against.id: [REASON, WHY], in_order.id: REASON}
    assert kept[against.id] == seals_of(against)[1].content


def test_candidates_read_that_reason_neither_on_their_page_nor_in_their_data(session, signed_in, work, three):
    _ani, budi, _citra = three
    decided(budi.application, budi.hr, order_reason=WHY)
    budi.application.locale = "en"
    session.commit()
    client = signed_in(budi.application, Audience.CANDIDATE)

    page, plain, _names = opened(client.send(asked(client, work)))

    everything = page + json.dumps(plain, ensure_ascii=False) + client.get("/candidate/status").text
    assert WHY not in everything
    assert "order of the bands" not in everything
    assert "against_order" not in everything
