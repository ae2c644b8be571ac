import pytest

from hiring.standings.rules import wait_before


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """Have openings computed after the ten seconds that they are outside of tests."""
    monkeypatch.setattr("hiring.standings.actions.wait_before", wait_before)
