"""A save of 300 words, served: processor time of server and database, and its time, beside the floor.

Product and floor (`bench.floor`) are served alike, each by one process, and take turns within one run.
Where oTree is installed its save is measured in the same run.
"""

import json
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

import psutil

from bench import otree
from bench.candidates import Seat, seated_candidates
from bench.line import Line
from bench.measuring import Figure
from bench.systems import Databases, cpu_seconds, databases, free_port, started

ROUNDS, SAVES = 7, 150
CLIENTS, A_SECOND, SECONDS = 50, 50, 20
TEXT = " ".join(
    ("Yang terhormat Ibu Lastri, terima kasih atas surat Ibu tentang debu dan truk di jalan.",) * 22
)
TARGETS = {"SQLite": 1.2, "PostgreSQL": 1.4}


@dataclass
class Writer:
    """One browser that saves: where, as whom, and from which revision on."""

    address: str
    headers: dict[str, str]
    body: Callable[[str, int], dict[str, object]]
    revision: int = 0
    text: str = TEXT

    def save(self, connection: Line) -> float:
        """Save once more and return how many seconds the answer took."""
        body = json.dumps(self.body(f"{self.text} {self.revision}", self.revision))
        before = time.perf_counter()
        connection.request("PUT", self.address, body, self.headers)
        reply = connection.getresponse()
        said = reply.read()
        taken = time.perf_counter() - before
        if reply.status != 200:
            raise RuntimeError(f"{self.address}: {reply.status} {said[:200]!r}")
        self.revision = json.loads(said)["revision"]
        return taken


@dataclass
class System:
    """A server that is measured, with those who write to it."""

    port: int
    process: psutil.Process
    writers: list[Writer]

    def connection(self) -> Line:
        return Line(self.port)


def figures() -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL."""
    for kind, target in TARGETS.items():
        with databases(kind) as made, _product(made) as product, _floor(made) as floor:
            ours, theirs = _costs([product, floor], made.server)
            yield Figure(
                f"save, {kind}: CPU app + database, served",
                ours / theirs,
                "× floor",
                target=target,
                beside={"ms": ours * 1000, "floor ms": theirs * 1000},
            )
            if kind == "SQLite":
                yield _at_fifty_a_second(product, floor)
                if otree.is_there():
                    yield _beside_otree(ours)


def _beside_otree(ours: float) -> Figure:
    with _folder() as folder:
        theirs = otree.cost_of_a_save(Path(folder) / "project", TEXT)
    return Figure(
        "save, SQLite: CPU beside oTree's",
        ours / theirs,
        "× oTree",
        target=0.25,
        beside={"ms": ours * 1000, "oTree ms": theirs * 1000},
    )


def _costs(systems: list[System], database: psutil.Process | None) -> list[float]:
    """Return the processor seconds of one save at each system; they take turns."""
    found: list[list[float]] = [[] for _ in systems]
    for round_ in range(ROUNDS + 1):
        for place, system in enumerate(systems):
            cost = _cost(system, database)
            if round_:  # the first warms up
                found[place].append(cost)
    return [median(each) for each in found]


def _cost(system: System, database: psutil.Process | None) -> float:
    counted = [system.process, *([database] if database else [])]
    connection = system.connection()
    before = sum(cpu_seconds(each) for each in counted)
    for number in range(SAVES):
        system.writers[number % len(system.writers)].save(connection)
    after = sum(cpu_seconds(each) for each in counted)
    connection.close()
    return (after - before) / SAVES


def _at_fifty_a_second(product: System, floor: System) -> Figure:
    ours, theirs = (_p99(system) for system in (product, floor))
    return Figure(
        f"save, p99 at {A_SECOND} a second from {CLIENTS} clients",
        ours / theirs,
        "× floor's",
        target=2.0,
        beside={"p99 ms": ours * 1000, "floor p99 ms": theirs * 1000},
    )


def _p99(system: System) -> float:
    """Return the 99th percentile of what people wait who save at their own pace."""
    taken: list[float] = []
    begins = time.monotonic() + 1

    def write(number: int) -> None:
        connection = system.connection()
        for turn in range(SECONDS * A_SECOND // CLIENTS):
            due = begins + turn * CLIENTS / A_SECOND + number / A_SECOND
            time.sleep(max(0.0, due - time.monotonic()))
            taken.append(system.writers[number].save(connection))
        connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return quantiles(taken, n=100)[98]


@contextmanager
def _product(made: Databases) -> Iterator[System]:
    with ExitStack() as stack:
        port, url = free_port(), made.new("product")
        instance = Path(stack.enter_context(_folder()))
        seats = seated_candidates(url, instance, CLIENTS)
        process = stack.enter_context(
            started(
                ["hiring.cli", "serve", "--no-worker"],
                port,
                HIRING_INSTANCE=str(instance),
                HIRING_DATABASE_URL=url,
                HIRING_BASE_URL=f"http://127.0.0.1:{port}",
            )
        )
        yield System(port, process, [product_writer(seat) for seat in seats])


def product_writer(seat: Seat) -> Writer:
    return Writer(
        seat.audience,
        {
            "Cookie": seat.cookie,
            "X-CSRFToken": seat.csrf,
            "Accept": "application/json",
            "Content-Type": "application/json",
        },
        lambda text, revision: {
            "operation_id": str(uuid.uuid4()),
            "based_on": revision,
            "after": [],
            "value": {"text": text},
        },
    )


@contextmanager
def _floor(made: Databases) -> Iterator[System]:
    with ExitStack() as stack:
        port, url = free_port(), made.new("floor")
        instance = stack.enter_context(_folder())
        process = stack.enter_context(
            started(["bench.floor"], port, HIRING_INSTANCE=instance, HIRING_DATABASE_URL=url)
        )
        yield System(port, process, [floor_writer(port, number) for number in range(1, CLIENTS + 1)])


def floor_writer(port: int, person: int) -> Writer:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", f"/come-in/{person}")
    reply = connection.getresponse()
    csrf, cookie = json.loads(reply.read())["csrf"], str(reply.getheader("Set-Cookie")).partition(";")[0]
    connection.close()
    return Writer(
        f"/answers/{person}",
        {"Cookie": cookie, "X-CSRFToken": csrf, "Content-Type": "application/json"},
        lambda text, revision: {"operation_id": str(uuid.uuid4()), "based_on": revision, "text": text},
    )


@contextmanager
def _folder() -> Iterator[str]:
    import tempfile

    with tempfile.TemporaryDirectory(prefix="hiring-bench-", ignore_cleanup_errors=True) as folder:
        yield folder
