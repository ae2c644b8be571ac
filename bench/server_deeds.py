"""The server under a full room: idle browsers, saves, reports and mails at once; speed; memory; start.

The floor (`bench.floor`) is measured in the same run, beside the same idle browsers and renders.
"""

import socket
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import quantiles

import psutil

from bench.candidates import seated_candidates
from bench.crowd import rush
from bench.machine import here, slower, told
from bench.measuring import Figure
from bench.save import System, Writer, floor_writer, product_writer
from bench.systems import SECRET, cpu_seconds, databases, free_port, started

IDLE, CLIENTS, A_SECOND, SECONDS = 500, 100, 100, 10
REPORTS, MAILS = 2, 1000
#: Seconds of the processor until it serves, on the machine of the aims.
START = 1.8
CLOSED_LOOP, EACH = 50, 40
#: Saves a second by two processes on two cores of the machine of the aims: five times what there once was.
SAVES_A_SECOND = 415
VERIFY_URL = "https://recruiting.example/verify/HR-7F3K-2M9Q"


def figures() -> Iterator[Figure]:
    """Measure on SQLite: the full room, then saves as fast as they go, then memory and start."""
    with databases("SQLite") as made:
        url = made.new("product")
        with tempfile.TemporaryDirectory(prefix="hiring-bench-", ignore_cleanup_errors=True) as place:
            writers = [product_writer(seat) for seat in seated_candidates(url, Path(place), CLIENTS)]
            yield from _full_room(url, made.new("floor"), place, writers)
            yield from _saves_a_second(url, place, writers[:CLOSED_LOOP])
            yield from _footprint(url, place)


def _full_room(url: str, floor_url: str, place: str, writers: list[Writer]) -> Iterator[Figure]:
    render()  # the first one loads what both measurements below then have
    with product(url, place, "serve", HIRING_PROCESSES="2") as (port, process):
        system = System(port, process, writers)
        _warm(system)
        write_mails(url, place, MAILS)
        ours, refused = _measure(system)
    port = free_port()
    with (
        tempfile.TemporaryDirectory(prefix="hiring-bench-") as folder,
        started(["bench.floor"], port, HIRING_INSTANCE=folder, HIRING_DATABASE_URL=floor_url) as process,
    ):
        others = [floor_writer(port, number) for number in range(1, CLIENTS + 1)]
        system = System(port, process, others)
        _warm(system)
        theirs, theirs_refused = _measure(system)
    yield Figure("saves among them that were refused or not answered", refused, "", target=0)
    yield Figure(
        f"p99 of {A_SECOND} saves/s beside {IDLE} idle, {REPORTS} reports, {MAILS} mails",
        percentile(ours, 99) / percentile(theirs, 99),
        "× floor's",
        target=3.0,
        beside={
            "p50 ms": percentile(ours, 50) * 1000,
            "p95 ms": percentile(ours, 95) * 1000,
            "p99 ms": percentile(ours, 99) * 1000,
            "floor p99 ms": percentile(theirs, 99) * 1000,
            "floor's errors": theirs_refused,
        },
    )


def _warm(system: System) -> None:
    """Have everybody save once: a server that has just started still loads and compiles."""
    with ThreadPoolExecutor(len(system.writers)) as threads:
        list(threads.map(lambda writer: _save_times(system, writer, 1), system.writers))


def _save_times(system: System, writer: Writer, times: int) -> None:
    connection = system.connection()
    for _ in range(times):
        writer.save(connection)
    connection.close()


def _measure(system: System) -> tuple[list[float], int]:
    """Return the seconds that saves took at their own pace, and how many failed."""
    with ExitStack() as stack:
        for _ in range(IDLE):
            stack.enter_context(socket.create_connection(("127.0.0.1", system.port), timeout=30))
        renders = stack.enter_context(ThreadPoolExecutor(REPORTS))
        begins = time.monotonic() + 1
        reports = [renders.submit(render) for _ in range(REPORTS)]
        with ThreadPoolExecutor(len(system.writers)) as threads:
            rounds = [threads.submit(_at_own_pace, system, place, begins) for place in range(CLIENTS)]
            found = [each.result() for each in rounds]
        for report in reports:
            report.result()
    return [seconds for taken, _ in found for seconds in taken], sum(failed for _, failed in found)


def _at_own_pace(system: System, place: int, begins: float) -> tuple[list[float], int]:
    taken, failed = [], 0
    connection = system.connection()
    for turn in range(SECONDS * A_SECOND // CLIENTS):
        time.sleep(max(0.0, begins + turn * CLIENTS / A_SECOND + place / A_SECOND - time.monotonic()))
        try:
            taken.append(system.writers[place].save(connection))
        except (OSError, RuntimeError):
            failed += 1
            connection.close()
            connection = system.connection()
    connection.close()
    return taken, failed


def percentile(taken: list[float], percent: int) -> float:
    """Return what so many percent of them do not exceed."""
    return quantiles(taken, n=100)[percent - 1]


def render() -> None:
    """Make a report, in a process of its own as the worker does."""
    from hiring.dossiers.canonical import dossier_as_json
    from hiring.reports.pdf import render_in_child
    from tests.factories import dossiers

    render_in_child(dossier_as_json(dossiers.rich("id")), verify_url=VERIFY_URL)


def write_mails(url: str, place: str, number: int) -> None:
    """Give the worker mails to send."""
    from hiring.app import create_app
    from hiring.db import begin_writing, db, writing_always
    from hiring.mail.actions import Mailing, Recipient, send_all
    from hiring.settings import load_settings

    app = create_app(load_settings({}, instance=Path(place), database_url=url, secret_key=SECRET))
    people = [Recipient(f"Referee {n}", f"referee.{n}@surel.example", "id") for n in range(number)]
    mailings = [
        Mailing(to, f"bench {to.email}", values={"name": to.name, "candidate": "Rina"}) for to in people
    ]
    with writing_always(), app.app_context():
        send_all(begin_writing(), "reference_thanks", mailings)
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def _saves_a_second(url: str, place: str, writers: list[Writer]) -> Iterator[Figure]:
    for processes in (1, 2):
        with product(url, place, "serve", "--no-worker", HIRING_PROCESSES=str(processes)) as (port, process):
            _warm(System(port, process, writers))
            before = cpu_seconds(process)
            done = rush(port, writers, EACH)
            yield Figure(
                f"saves a second, {processes} processes, {CLOSED_LOOP} clients",
                done.rate,
                "saves/s",
                target=SAVES_A_SECOND / slower() if processes == 2 else None,
                at_least=True,
                beside={
                    "CPU ms of the server": (cpu_seconds(process) - before) * 1000 / done.saves,
                    "CPU ms of the clients": done.own_cpu * 1000 / done.saves,
                    "refused": len(done.refused),
                },
            )


def _footprint(url: str, place: str) -> Iterator[Figure]:
    with product(url, place, "serve", HIRING_PROCESSES="1") as (_, process):
        start = cpu_seconds(process)
        time.sleep(5)  # the worker looks around
        family = [process, *process.children(recursive=True)]
        sizes = {each.name(): each.memory_full_info().pss / 2**20 for each in family}
        yield Figure("memory, one web process + worker", sum(sizes.values()), "MiB", target=150, beside=sizes)
        yield Figure("start until it serves", start, "CPU s", target=here(START), beside=told(START))


@contextmanager
def product(url: str, place: str, *command: str, **environment: str) -> Iterator[tuple[int, psutil.Process]]:
    """Serve the product by `hiring COMMAND`; give its port and its first process."""
    port = free_port()
    given = {
        "HIRING_INSTANCE": place,
        "HIRING_DATABASE_URL": url,
        "HIRING_BASE_URL": f"http://127.0.0.1:{port}",
        **environment,
    }
    with started(["hiring.cli", *command], port, **given) as process:
        yield port, process
