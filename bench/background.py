"""An installation whose background work is measured: one application and one worker in this process."""

import atexit
import secrets
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from hiring.app import create_app
from hiring.db import Writing, begin_writing, db, schema, set_writing
from hiring.jobs.models import Job, JobState
from hiring.jobs.worker import Worker
from hiring.settings import load_settings

_PATIENCE = 300.0


class Background:
    """Does what it is asked for, and returns when the last of it is done."""

    def __init__(self, **settings: object) -> None:
        folder = tempfile.TemporaryDirectory(prefix="hiring-bench-", ignore_cleanup_errors=True)
        atexit.register(folder.cleanup)
        given = load_settings({}, instance=Path(folder.name), secret_key=secrets.token_hex(20), **settings)
        engine = create_engine(given.database_url)
        schema.upgrade(engine)
        engine.dispose()
        self.app: Flask = create_app(given)
        self._worker = Worker(self.app)
        self._worker.start()
        atexit.register(self._worker.finish)

    def work_off(self, ask: Callable[[Session], object]) -> None:
        """Ask, in one transaction, and wait until nothing is left to be done."""
        set_writing(Writing.ASKED)  # a page that another topic looked at in this thread may have said never
        with self.app.app_context():
            ask(begin_writing())
            db.session.commit()
        ends = time.monotonic() + _PATIENCE
        while self._waiting():
            if time.monotonic() > ends:
                raise TimeoutError("the work is not done")
            time.sleep(0.05)

    def _waiting(self) -> int:
        open_ = Job.state.in_((JobState.QUEUED, JobState.RUNNING))
        with self.app.app_context():
            return db.session.scalar(select(func.count()).where(open_)) or 0
