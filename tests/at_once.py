"""Several people doing something at the same moment, in as many threads as the server has."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy.orm import Session

from hiring.db import begin_writing, db
from hiring.errors import HiringError
from hiring.settings import settings_of
from tests.running import PATIENCE

Deed = Callable[[Session], object]


def outcomes_at_once(app: Flask, *deeds: Deed) -> list[object]:
    """Do each deed in a transaction of its own; return what each gave or how it was refused.

    Whoever comes when every thread of the server is busy waits for one, as in the
    server: more threads would want more connections than its pool has.
    """
    threads = settings_of(app).threads
    barrier = Barrier(min(len(deeds), threads))

    def run(place: int) -> object:
        with app.app_context():
            if place < barrier.parties:
                barrier.wait(PATIENCE)
            try:
                given = deeds[place](begin_writing())
                db.session.commit()
            except HiringError as refused:
                return refused
            finally:
                db.session.remove()
            return given

    with ThreadPoolExecutor(threads) as server:
        return list(server.map(run, range(len(deeds)), timeout=PATIENCE))


def at_once(app: Flask, *deeds: Deed) -> list[str]:
    """Do each deed like `outcomes_at_once`; return "done" or the refusal's name for each, sorted."""
    outcomes = outcomes_at_once(app, *deeds)
    return sorted(type(one).__name__ if isinstance(one, HiringError) else "done" for one in outcomes)
