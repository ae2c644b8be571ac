"""Everything the product can do, done once and watched: each page that takes a POST, each command, all work.

A new one of these must be put into a walk: `test_every_deed` asks for it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from flask import Flask

from hiring.app import create_app
from hiring.background import create_background_app
from hiring.db import db
from hiring.scoring.actions import allocation
from hiring.settings import Settings, load_settings
from hiring.web.limits import limiter
from tests.fuzz.world import set_aside
from tests.page import CarefulClient
from tests.walk import commands, staff, visitors, work
from tests.walk.commands import Operator
from tests.walk.walker import Walker
from tests.watching import Watch

SECRET = "a secret of the walk, long enough to be one"
WALKS = (*staff.ALL, *visitors.ALL, *work.ALL)


@dataclass(frozen=True)
class Walked:
    """What was seen of everything."""

    app: Flask
    pages: dict[str, list[Watch]]
    """By endpoint."""
    work: dict[str, list[Watch]]
    """By kind of work."""
    commands: dict[str, list[Watch]]
    """By the words of the command."""


def walk_everywhere(folder: Path, *, rounds: int = 1) -> Walked:
    """Do everything once, in an installation in `folder`; each walk begins with the demo as it was told.

    With more `rounds` pages and work are done so often, commands still once.
    """
    operator = Operator(folder / "instance", {"HIRING_SECRET_KEY": SECRET})
    operator.instance.mkdir()
    operator.run("migrate")
    with _lots_that_fall_the_same_way():
        operator.run("demo")
    app, worker = _app(operator.instance), create_background_app(_settings(operator.instance))
    with app.app_context():
        world = set_aside(app, folder)
        walker = Walker(world, worker)
        for walk in WALKS * rounds:
            world.put_back()
            with _lots_that_fall_the_same_way():
                walk(walker)
        world.put_back()
        db.engine.dispose()
    commands.at_the_terminal(operator, app, folder)
    with app.app_context():
        db.engine.dispose()
    return Walked(app, dict(walker.pages), dict(walker.work), dict(operator.commands))


@contextmanager
def _lots_that_fall_the_same_way() -> Iterator[None]:
    """Have answers go to the same reviewers each time, so that each walk is always the same one."""
    before, allocation.chance = allocation.chance, Random(17)
    try:
        yield
    finally:
        allocation.chance = before


def _settings(instance: Path) -> Settings:
    return load_settings({}, instance=instance, secret_key=SECRET)


def _app(instance: Path) -> Flask:
    """Make an application that counts no knocks and reads its own pages carefully."""
    app = create_app(_settings(instance))
    app.config["RATELIMIT_ENABLED"] = limiter.enabled = False
    app.test_client_class = CarefulClient
    return app
