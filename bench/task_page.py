"""The page on which candidates write: what the server spends on it, what a phone fetches at first."""

import gzip
import re
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median

import psutil

from bench.candidates import seated_candidates
from bench.measuring import Figure
from bench.save import floor_writer
from bench.systems import Databases, cpu_seconds, databases, free_port, started

ROUNDS, VIEWS = 7, 40
#: Milliseconds of the processor: what a page may take where the bare page of `bench.floor` takes so many.
AIM, FLOOR_OF_AIMS = 5.0, 1.8


@dataclass(frozen=True, slots=True)
class Shown:
    """A page of one system, and how it is asked for."""

    process: psutil.Process
    connection: HTTPConnection
    path: str
    headers: dict[str, str]

    def fetch(self) -> bytes:
        return _fetched(self.connection, self.path, self.headers)


def figures() -> Iterator[Figure]:
    """Measure the page as it is served, with all that it asks for."""
    with (
        databases("SQLite") as made,
        tempfile.TemporaryDirectory(prefix="hiring-bench-") as instance,
        _product(made, instance) as ours,
        _floor(made, instance) as floor,
    ):
        cost, least = _costs([ours, floor])
        beside = {
            "× floor": cost / least,
            "floor ms": least,
            f"aim at a floor of {FLOOR_OF_AIMS} ms": AIM,
            "floor kB": len(floor.fetch()) / 1000,
        }
        yield Figure("task page: CPU", cost, "ms", target=AIM * least / FLOOR_OF_AIMS, beside=beside)
        page = ours.fetch()
        named = sorted(set(re.findall(r'"(/assets/[^"]+)"', page.decode())))
        files = [page, *(_fetched(ours.connection, name, {}) for name in named)]
    yield Figure("task page: requests", len(files), "", target=5)
    yield Figure(
        "task page: bytes before compression",
        sum(len(each) for each in files) / 1000,
        "kB",
        target=70,
        beside={"kB compressed": sum(len(gzip.compress(each)) for each in files) / 1000},
    )


def bare_page() -> float:
    """Return the milliseconds of the processor that one view of the bare page takes on this machine."""
    with (
        databases("SQLite") as made,
        tempfile.TemporaryDirectory(prefix="hiring-bench-") as instance,
        _floor(made, instance) as floor,
    ):
        [least] = _costs([floor])
        return least


@contextmanager
def _product(made: Databases, instance: str) -> Iterator[Shown]:
    port, url = free_port(), made.new("product")
    [seat] = seated_candidates(url, Path(instance), 1)
    settings = {"HIRING_INSTANCE": instance, "HIRING_DATABASE_URL": url}
    with started(["hiring.cli", "serve", "--no-worker"], port, **settings) as process:
        yield from _shown(process, port, seat.page, seat.cookie)


@contextmanager
def _floor(made: Databases, instance: str) -> Iterator[Shown]:
    port, url = free_port(), made.new("floor")
    settings = {"HIRING_INSTANCE": instance, "HIRING_DATABASE_URL": url}
    with started(["bench.floor"], port, **settings) as process:
        yield from _shown(process, port, "/page", floor_writer(port, 1).headers["Cookie"])


def _shown(process: psutil.Process, port: int, path: str, cookie: str) -> Iterator[Shown]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        yield Shown(process, connection, path, {"Cookie": cookie})


def _costs(pages: list[Shown]) -> list[float]:
    """Return the milliseconds of the processor that one view of each page takes; they take turns."""
    found: list[list[float]] = [[] for _ in pages]
    for round_ in range(ROUNDS + 1):
        for page, costs in zip(pages, found, strict=True):
            before = cpu_seconds(page.process)
            for _ in range(VIEWS):
                page.fetch()
            if round_:  # the first warms up
                costs.append((cpu_seconds(page.process) - before) * 1000 / VIEWS)
    return [median(each) for each in found]


def _fetched(connection: HTTPConnection, path: str, headers: dict[str, str]) -> bytes:
    connection.request("GET", path, headers=headers)
    reply = connection.getresponse()
    said = reply.read()
    if reply.status != 200:
        raise RuntimeError(f"{path}: {reply.status}")
    return said
