"""Several people doing something at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

from flask import Flask
from sqlalchemy.orm import Session

from hiring.errors import HiringError
from hiring.store import begin_writing, db
from tests.running import PATIENCE


def at_once(app: Flask, *deeds: Callable[[Session], object]) -> list[str]:
    """Do each deed in a thread and a transaction of its own; return "done" or the error's name."""
    barrier, outcomes = Barrier(len(deeds)), list[str]()

    def run(deed: Callable[[Session], object]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                deed(begin_writing())
                db.session.commit()
                outcomes.append("done")
            except HiringError as error:
                outcomes.append(type(error).__name__)
            finally:
                db.session.remove()

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=PATIENCE)
    return sorted(outcomes)
