"""A further reading keeps to what holds for every reading: calibration, masks, evidence, a later key."""

import pytest
from sqlalchemy import select

from hiring.accounts.models import User
from hiring.calibration.actions import waive
from hiring.calibration.models import CalibrationRating
from hiring.calibration.queries import reviewer_on_task
from hiring.masking.models import AnswerMasks
from hiring.scoring import actions, queries
from hiring.scoring.models import ThirdReading
from hiring.scoring.queries.checking import discrepancies
from hiring.scoring.rules import ReviewState
from tests.calibration.test_views import with_calibration
from tests.factories.accounts import actor_of
from tests.factories.scoring import REASON, a_panel, handed_in
from tests.factories.sittings import AnswerRevisionFactory
from tests.masking.test_masked_answers import HIDDEN, applied
from tests.masking.test_masked_answers import LETTER as LETTER_WITH_NAME
from tests.page import words as words_of
from tests.postgres import on_both
from tests.scoring.test_later_keys import ANSWER, later_text, stands, the_later_key
from tests.scoring.test_third_readings import LATER, _differing, _lock, _reviews, _third


def _reader(session, review, locale="en"):
    reader = session.get_one(User, review.reviewer_id)
    reader.locale = locale
    return reader


def _fields(seen="0", **values):
    given = {"level": "3", "reason": REASON} | values
    return {f"COMW-{name}": value for name, value in given.items()} | {"seen": seen, "writer": ""}


# Calibration


@pytest.fixture
def uncalibrated(session, time):
    """A further reading that fell to somebody who has rated no calibration answer of the task."""
    panel, sitting = _differing(session, time)
    panel.opening.calibration_within = 1
    with_calibration(session, panel.letters[0])
    session.commit()
    return panel, _third(session, sitting)


def test_the_third_reader_comes_near_to_the_expert_first(session, uncalibrated, signed_in):
    panel, third = uncalibrated
    client = signed_in(_reader(session, third))
    gate = f"/calibration/{panel.opening.public_id}/{panel.letters[0].public_id}"

    assert client.get(f"/reviews/{third.public_id}").location == gate
    refused = client.send(f"/reviews/{third.public_id}/lock", **_fields())
    assert (refused.status_code, REASON in refused.text) == (409, True)
    # The whole task is rated there, also what the further reading is not about.
    for number, comw, netw in ((1, 2, 4), (2, 5, 3)):
        assert client.send(gate, number=number, COMW=comw, NETW=netw).status_code == 302

    assert client.get(f"/reviews/{third.public_id}").status_code == 200
    assert client.send(f"/reviews/{third.public_id}/lock", **_fields()).status_code == 302
    session.refresh(third)
    assert third.state == ReviewState.LOCKED


def test_who_misses_the_expert_holds_the_reading_until_hr_allows_it_or_gives_it_away(
    session, uncalibrated, signed_in
):
    panel, third = uncalibrated
    for number, levels in ((1, {"COMW": 5, "NETW": 1}), (2, {"COMW": 1, "NETW": 1})):
        session.add(
            CalibrationRating(
                reviewer_id=third.reviewer_id,
                item_id=third.item_id,
                number=number,
                opening_id=panel.opening.id,
                levels=levels,
            )
        )
    session.commit()
    reader = _reader(session, third)
    assert signed_in(reader).get(f"/reviews/{third.public_id}").status_code == 302

    found = reviewer_on_task(session, panel.opening, reader.public_id, panel.letters[0].public_id)
    session.refresh(panel.hr, ["roles"])
    waive(session, panel.opening, found, "Sudah dibicarakan berdua.", by=actor_of(panel.hr))
    session.commit()

    assert signed_in(reader).get(f"/reviews/{third.public_id}").status_code == 200


# Masks


@pytest.fixture
def masked(session, time):
    panel = a_panel(3, third_reading=True)
    application, facts = applied(panel)
    session.add(facts)
    session.flush()
    sitting = handed_in(panel, LETTER_WITH_NAME, application=application)
    actions.allocate_reviews(session, sitting.id)
    for review, level in zip(_reviews(session, sitting), (2, 4), strict=True):
        _lock(session, review, COMW=level, NETW=3)
    time.shift(LATER)
    actions.ask_third_readings(session, sitting.id)
    session.commit()
    return sitting


@pytest.mark.parametrize(("locale", "name"), [("id", "[nama]"), ("en", "[name]")])
def test_the_third_reader_reads_neutral_words_and_quotes_those(session, masked, signed_in, locale, name):
    third = _third(session, masked)
    client = signed_in(_reader(session, third, locale))

    page = words_of(client.get(f"/reviews/{third.public_id}").text)
    assert f"Salam, {name}" in page
    assert [word for word in HIDDEN if word in page] == []
    address = f"/reviews/{third.public_id}/lock"
    assert client.send(address, **_fields(quote="Salam, Zakiya")).status_code == 422
    assert client.send(address, **_fields("1", quote=f"Salam, {name}")).status_code == 302


def test_until_the_answer_is_masked_the_third_reader_waits_too(session, masked, signed_in):
    third = _third(session, masked)
    for row in session.scalars(select(AnswerMasks)):
        session.delete(row)
    session.commit()

    page = signed_in(_reader(session, third)).get(f"/reviews/{third.public_id}").text

    assert 'name="COMW-level"' not in page
    assert [word for word in HIDDEN if word in page] == []


# Evidence


def test_a_further_reading_needs_evidence_for_what_is_read_again_alone(session, time, signed_in):
    panel, sitting = _differing(session, time)
    panel.opening.quotes_wanted = "all"
    third = _third(session, sitting)
    session.commit()
    client = signed_in(_reader(session, third))
    address = f"/reviews/{third.public_id}/lock"

    refused = client.send(address, **_fields())
    kept = client.send(address, **_fields("1", quote="surat Ibu"))

    assert refused.text.count("this level needs words of the answer as evidence.") == 2  # summary and field
    assert ("NETW" in words_of(refused.text), kept.status_code) == (False, 302)


# A later key


@on_both
def test_a_key_adopted_while_somebody_reads_again_counts_once_the_reading_is_locked(session, time):
    panel = a_panel(3, third_reading=True, key_confirmed=True)
    sitting = handed_in(panel)
    AnswerRevisionFactory(sitting=sitting, item=panel.scenario, part="choice", value=ANSWER)
    actions.allocate_reviews(session, sitting.id)
    for review, level in zip(_reviews(session, sitting), (2, 4), strict=True):
        _lock(session, review, COMW=level, NETW=3)
    time.shift(LATER)
    actions.ask_third_readings(session, sitting.id)
    third = _third(session, sitting)
    before = queries.frame_of_review(session, third).codes

    later_text(panel)
    session.refresh(panel.hr, ["roles"])
    actions.adopt_key(session, panel.opening, the_later_key(session, panel), REASON, by=actor_of(panel.hr))
    assert not actions.settle_scoring(session, sitting.id)

    session.refresh(third)
    [reading] = session.scalars(select(ThirdReading))
    assert (third.state, reading.waived_at) == (ReviewState.ALLOCATED, None)
    assert queries.frame_of_review(session, third).codes == before == ["COMW"]
    _lock(session, third, COMW=3)
    time.shift(LATER)
    assert actions.settle_scoring(session, sitting.id)
    # The letter 3 (of 2, 4, 3), the key 3 under its second version; the first would have given 5.
    assert str(stands(session, sitting).scores.of("COMW").score) == "3.00"
    assert list(discrepancies(session)) == []
