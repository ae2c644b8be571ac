"""A candidate to whom HR grants time looks to reviewers like any other: the same bytes."""

from datetime import timedelta

import pytest
import time_machine

from hiring import clock
from hiring.adjustments.models import AdjustmentRequest
from hiring.openings.models import TimeAllowance
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import allocated
from tests.scoring.crawling import leaks
from tests.scoring.twins import NOON, read_twin

pytestmark = pytest.mark.thorough

WISH = "Kenaripenyesuaian: saya membaca dengan pembaca layar."


def _world(folder, monkeypatch, *, adjusted):
    """Read as a reviewer about two candidates; the second has been granted time, or not."""

    def fill(session, panel):
        for number in (1, 2):
            application = ApplicationFactory(
                opening=panel.opening,
                candidate=CandidateFactory(name=f"Kandidat {number}", email=f"k{number}@surel.example"),
                code=f"K-000{number}",
                consented=True,
                stage="handed_in",
            )
            sitting = allocated(panel, f"Surat yang ke-{number}.", application=application)
            if adjusted and number == 2:
                _adjust(session, application, sitting)

    return read_twin(folder, monkeypatch, fill)


def _adjust(session, application, sitting):
    request = AdjustmentRequest(
        opening_id=application.opening_id, application_id=application.id, wish=WISH, public_id="A" * 22
    )
    request.granted, request.answered_at, request.answer = True, clock.now(), "Kenarijawaban"
    session.add_all([request, TimeAllowance(application_id=application.id, per_cent=100, minutes=20)])
    for each in sitting.sections:
        each.closes_at += timedelta(minutes=80)
    application.seconds_used += 4800
    session.flush()


def test_a_reviewer_sees_the_same_bytes_with_adjustments_and_without(tmp_path, monkeypatch):
    with time_machine.travel(NOON, tick=False):
        without = _world(tmp_path / "without", monkeypatch, adjusted=False)
        adjusted = _world(tmp_path / "adjusted", monkeypatch, adjusted=True)

    assert sum(address.startswith("/reviews/") for address in adjusted) > 8
    assert leaks([WISH, "Kenarijawaban", "Kenaripenyesuaian"], adjusted) == set()
    assert adjusted == without
