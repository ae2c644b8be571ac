"""A world of many things, and everybody who looks at it."""

from typing import Any

import pytest

from hiring.accounts.rules import Audience
from tests.scale.world import World


@pytest.fixture
def world(session: Any) -> World:
    return World(session)


@pytest.fixture
def people(app: Any, world: World, signed_in: Any) -> dict[str, Any]:
    """Return the browsers of everybody by name."""
    names = ("new", "preparing", "waiting")
    candidates = {name: signed_in(getattr(world, name), Audience.CANDIDATE) for name in names}
    for name in ("at_work", "at_end", "done"):
        candidates[name] = signed_in(getattr(world, name).application, Audience.CANDIDATE)
    staff = {name: signed_in(getattr(world, name)) for name in ("hr", "manager", "admin", "reviewer")}
    referees = {
        "referee": signed_in(world.silent, Audience.REFEREE),
        "answered": signed_in(world.answered, Audience.REFEREE),
    }
    return {**staff, **candidates, **referees, "nobody": app.test_client()}
