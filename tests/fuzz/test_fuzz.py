"""Whatever is thrown at a page, it is refused or done; it never breaks.

`make fuzz` throws ten times as many, from another seed each time. A failure prints requests and seed.
"""

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import structlog

from hiring.db import db
from tests.fuzz.throwing import Thrower, Thrown
from tests.fuzz.world import World, told
from tests.postgres import on_both

REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "2000"))
#: Of these PostgreSQL gets a part: most of what is odd is refused before any database is asked.
PART_OF_POSTGRESQL = 4
SEED = int(os.environ.get("FUZZ_SEED", "6"))
#: So many requests happen to one world before it is put back: deeds may close what others need.
ROUND = 200


@pytest.fixture
def world(app, tmp_path: Path) -> World:
    return told(app, tmp_path)


@on_both
@pytest.mark.process
def test_no_odd_request_breaks_a_page(world):
    requests = REQUESTS if db.engine.name == "sqlite" else REQUESTS // PART_OF_POSTGRESQL
    broken: list[str] = []
    statuses: Counter[int] = Counter()
    thrower = Thrower(world, SEED)
    with structlog.testing.capture_logs() as logs:
        for number in range(requests):
            if number % ROUND == 0:
                world.put_back()
            thrown = thrower.draw(number)
            try:
                status = throw(world, thrown)
            except AssertionError as careless:  # the client reads every page with care
                if thrown.method != "OPTIONS":  # whose answer is empty
                    broken.append(f"{careless}: {thrown}")
            else:
                statuses[status] += 1
                if status >= 500 and not thrown.address.startswith("/readyz"):  # no worker is there
                    broken.append(f"{status} {thrown}\n  {_cause(logs)}")

    assert statuses[200] + statuses[302] + statuses[422] > requests / 5, "most of it never reached a page"
    assert not broken, f"{len(broken)} of {requests} from seed {SEED}:\n" + "\n".join(broken)


def throw(world: World, thrown: Thrown) -> int:
    """Send a request and return the status of the answer."""
    client = world.clients[thrown.who]
    body = thrown.body
    if isinstance(body, dict):
        sent: dict[str, Any] = {"data": body | {"csrf_token": token(client)}}
    else:
        sent = {"data": body, "content_type": thrown.content_type}
        if thrown.content_type is not None:
            thrown.headers["X-CSRFToken"] = token(client)
    reply = client.open(thrown.address, method=thrown.method, headers=thrown.headers, **sent)
    reply.close()
    return reply.status_code


def token(client: Any) -> str:
    """Return the security token of a client, asked for once."""
    if not hasattr(client, "known_token"):
        client.known_token = client.token()
    return client.known_token


def _cause(logs: list[Any]) -> str:
    told = [log for log in logs if log.get("log_level") == "error"]
    return repr(told[-1].get("exc_info") or told[-1].get("error")) if told else "no word of it"
