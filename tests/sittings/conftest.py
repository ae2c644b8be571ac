"""A candidate at work, and her browser's view of it."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

import pytest

from hiring.accounts.rules import Audience
from tests.browsing import PHONE
from tests.factories.sittings import SittingFactory
from tests.page import CarefulClient
from tests.people import sign_in
from tests.sittings.one_part import opening_with


@dataclass
class AtWork:
    """A candidate in a running section, and the addresses of her tasks."""

    client: CarefulClient
    sitting: Any
    csrf: str

    @property
    def letter(self) -> Any:
        return self.sitting.assessment_version.sections[0].tasks[0]

    @property
    def scenario(self) -> Any:
        return self.sitting.assessment_version.sections[0].tasks[1]

    def page(self, place=None) -> str:
        return f"/candidate/tasks/{(place or self.letter).public_id}"

    def audience(self, part="a", place=None) -> str:
        return f"/sittings/{self.sitting.public_id}/answers/{(place or self.letter).public_id}/{part}"

    def put(self, body, part="a", place=None, **values):
        """Send a body as the script does; a mapping is written as JSON."""
        text = body if isinstance(body, str | bytes) else json.dumps(body)
        headers = {"Accept": "application/json", "X-CSRFToken": self.csrf, **values.pop("headers", {})}
        values.setdefault("content_type", "application/json")
        return self.client.put(self.audience(part, place), data=text, headers=headers, **values)

    def save(self, text="Ibu Lastri", part="a", based_on=0, **values):
        operation = values.pop("operation_id", str(uuid.uuid4()))
        value = values.pop("value", {"text": text})
        return self.put({"operation_id": operation, "based_on": based_on, "value": value, **values}, part)

    def send(self, place=None, **fields):
        """Send the page as a browser without scripts does."""
        encoding = fields.pop("content_type", None)
        names = {name.replace("__", "."): value for name, value in fields.items()}
        return self.client.post(
            self.page(place),
            data={"csrf_token": self.csrf, "sitting": self.sitting.public_id, **names},
            content_type=encoding,
        )


@pytest.fixture
def at_work(signed_in):
    """Return a function that puts a candidate to work on `SittingFactory(**values)`."""

    def start(**values):
        sitting = SittingFactory(**values)
        client = signed_in(sitting.application, Audience.CANDIDATE)
        return AtWork(client, sitting, client.token())

    return start


@pytest.fixture
def page_for(app, session, window):
    """Return a function that opens the task of one part, in the browser of somebody at work on it."""

    def open_page(part, locale="id", viewport=PHONE, **values):
        sitting = SittingFactory(application__opening=opening_with(part), application__locale=locale)
        session.commit()
        cookie = sign_in(app, session, sitting.application, Audience.CANDIDATE).get_cookie("hiring")
        page = window(viewport, cookie, **values)
        task = sitting.assessment_version.sections[0].tasks[0].public_id
        page.goto(f"/candidate/tasks/{task}")
        return page

    return open_page
