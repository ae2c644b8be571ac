"""Somebody who does everything the product can do, and is watched at each deed."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from hiring import clock
from hiring.db import Writing, db, set_writing
from hiring.jobs.kinds import JobKind
from hiring.jobs.models import Job, JobState
from hiring.jobs.worker import run_one
from tests.forms import forms_of
from tests.fuzz.world import World
from tests.page import CarefulClient, forget_columns
from tests.watching import Watch, watching

Values = Mapping[str, Any]


@dataclass
class Walker:
    """Sends the forms that pages show, does the work that follows, and keeps what was seen of each."""

    world: World
    worker: Flask
    """The application that does the work: like that of a worker, it has no pages."""
    pages: dict[str, list[Watch]] = field(default_factory=lambda: defaultdict(list))
    """By endpoint."""
    work: dict[str, list[Watch]] = field(default_factory=lambda: defaultdict(list))
    """By kind of work."""

    def send(self, who: str, page: str, endpoint: str, values: Values | None = None) -> TestResponse:
        """Open a page, fill in its form for `endpoint`, and send it as a browser would."""
        client = self.client(who)
        shown = client.get(page)
        assert shown.status_code == 200, f"{page} of {who}: {shown.status_code} {shown.location}"
        return self.send_shown(who, page, shown.text, endpoint, values)

    def send_shown(
        self, who: str, page: str, html: str, endpoint: str, values: Values | None = None
    ) -> TestResponse:
        """Fill in the form for `endpoint` on a page that is open already, and send it."""
        for action, fields, _names in forms_of(html):
            address = action or page
            if self._endpoint(address) == endpoint:
                return self.call(who, endpoint, address, data={**fields, **(values or {})})
        raise AssertionError(f"{page} of {who} has no form for {endpoint}")

    def call(
        self,
        who: str,
        endpoint: str,
        address: str,
        method: str = "POST",
        *,
        status: Collection[int] = (200, 302),
        **sent: Any,
    ) -> TestResponse:
        """Send a request, watched; another answer than these is a fault of the walk."""
        assert self._endpoint(address) == endpoint, f"{address} is not {endpoint}"
        client = self.client(who)
        if "data" not in sent or "csrf_token" not in sent["data"]:
            sent.setdefault("headers", {})["X-CSRFToken"] = client.token()
        with watching() as seen:
            reply = client.open(address, method=method, **sent)
        self.pages[endpoint].append(seen)
        reply.get_data()  # a file is closed once it is read
        reply.close()
        assert reply.status_code in status, f"{endpoint}: {reply.status_code}\n{_main(reply.text)}"
        return reply

    def client(self, who: str) -> CarefulClient:
        return self.world.clients[who]

    def work_off(self, *kinds: str | JobKind) -> None:
        """Do what is due, of these kinds or of all, each job watched by itself."""
        names = tuple(str(kind) for kind in kinds)
        while jobs := list(self._due(names)):
            for job_id, kind in jobs:
                with _as_a_worker(), watching() as seen:
                    assert run_one(self.worker, job_id), f"{kind} was not to be had"
                self.work[kind].append(seen)
        with self.worker.app_context():
            db.engine.dispose()  # the file of the database is put back after each walk

    def _due(self, kinds: tuple[str, ...]) -> Iterator[tuple[int, str]]:
        due = (Job.state == JobState.QUEUED) & (Job.run_after <= clock.now())
        found = db.session.execute(select(Job.id, Job.kind).where(due).order_by(Job.run_after, Job.id)).all()
        db.session.commit()
        return ((row.id, row.kind) for row in found if not kinds or row.kind in kinds)

    def _endpoint(self, address: str) -> str:
        adapter = self.world.app.url_map.bind("127.0.0.1")
        return str(adapter.match(address.split("?", maxsplit=1)[0], method="POST")[0])


@contextmanager
def _as_a_worker() -> Iterator[None]:
    db.session.commit()
    set_writing(Writing.ASKED)
    try:
        yield
    finally:
        set_writing(Writing.ALWAYS)
        forget_columns()


def _main(html: str) -> str:
    return html.partition("<main")[2][:6000] or html[:2000]
