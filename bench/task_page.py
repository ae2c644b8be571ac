"""The page on which candidates write: what the server spends on it, what a phone fetches at first."""

import gzip
import re
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import psutil

from bench.candidates import seated_candidates
from bench.measuring import Figure
from bench.systems import cpu_seconds, databases, free_port, started

ROUNDS, VIEWS = 5, 40


def figures() -> Iterator[Figure]:
    """Measure the page as it is served, with all that it asks for."""
    with databases("SQLite") as made, tempfile.TemporaryDirectory(prefix="hiring-bench-") as instance:
        port, url = free_port(), made.new("product")
        [seat] = seated_candidates(url, Path(instance), 1)
        settings = {"HIRING_INSTANCE": instance, "HIRING_DATABASE_URL": url}
        with started(["hiring.cli", "serve", "--no-worker"], port, **settings) as process:
            connection = HTTPConnection("127.0.0.1", port, timeout=30)
            headers = {"Cookie": seat.cookie}
            yield Figure("task page: CPU", _cost(process, connection, seat.page, headers), "ms", target=5.0)
            page = _fetched(connection, seat.page, headers)
            named = sorted(set(re.findall(r'"(/assets/[^"]+)"', page.decode())))
            files = [page, *(_fetched(connection, name, {}) for name in named)]
            connection.close()
    yield Figure("task page: requests", len(files), "", target=5)
    yield Figure(
        "task page: bytes before compression",
        sum(len(each) for each in files) / 1000,
        "kB",
        target=70,
        beside={"kB compressed": sum(len(gzip.compress(each)) for each in files) / 1000},
    )


def _cost(process: psutil.Process, connection: HTTPConnection, page: str, headers: dict[str, str]) -> float:
    """Return the milliseconds of the processor that one view of the page takes."""
    costs = []
    for _ in range(ROUNDS + 1):
        before = cpu_seconds(process)
        for _ in range(VIEWS):
            _fetched(connection, page, headers)
        costs.append((cpu_seconds(process) - before) * 1000 / VIEWS)
    return median(costs[1:])  # the first warms up


def _fetched(connection: HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", path, headers=headers)
    reply = connection.getresponse()
    said = reply.read()
    if reply.status != 200:
        raise RuntimeError(f"{path}: {reply.status}")
    return said
