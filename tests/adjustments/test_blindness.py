"""A candidate to whom HR grants time looks to reviewers like any other: the same bytes."""

import secrets
from datetime import timedelta
from random import Random

import pytest
import time_machine

from hiring import clock
from hiring.accounts.rules import Role
from hiring.adjustments.models import AdjustmentRequest
from hiring.db import db
from hiring.openings.models import TimeAllowance
from hiring.scoring.actions import allocation
from hiring.settings import load_settings
from tests.conftest import SECRET, new_app
from tests.factories import use_session
from tests.factories.accounts import UserFactory
from tests.factories.openings import ApplicationFactory, CandidateFactory
from tests.factories.scoring import a_panel, allocated
from tests.people import sign_in
from tests.scoring.crawling import leaks, walk
from tests.scoring.test_blindness import NOON, _without_token

pytestmark = pytest.mark.thorough

WISH = "Kenaripenyesuaian: saya membaca dengan pembaca layar."


def _world(folder, monkeypatch, *, adjusted):
    """Two candidates; the second has been granted time, or not. All else is the same."""
    chance = Random(11)
    monkeypatch.setattr(allocation, "chance", chance)
    monkeypatch.setattr(secrets, "token_urlsafe", lambda _size=16: f"{chance.getrandbits(128):022x}"[:22])
    folder.mkdir()
    app = new_app(load_settings({}, instance=folder, secret_key=SECRET))
    with app.app_context():
        db.create_all()
        use_session(db.session)
        session = db.session()
        reviewers = [
            UserFactory(name=f"Penilai {number}", roles=[Role.REVIEWER], email=f"p{number}@contoh.example")
            for number in (1, 2)
        ]
        panel = a_panel(reviewers, letters=2)
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
        session.commit()
        pages = walk(sign_in(app, session, reviewers[0]))
        db.session.remove()
        db.engine.dispose()
    return {address: [_without_token(text) for text in texts] for address, texts in pages.items()}


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
