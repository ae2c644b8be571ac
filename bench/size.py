"""What a candidate leaves in the database, before and after the packing of what is handed in.

Generations of candidates write in turn into one database, hand in and are packed. The later ones
find the room that the first have left: what the database grows by then is what a candidate costs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import Engine, insert, select, text

from bench.measuring import Figure
from bench.scale.world import build
from bench.systems import SECRET, databases
from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.app import create_app
from hiring.db import begin_writing, db, open_database, schema
from hiring.db.transactions import writing_always
from hiring.jobs.actions import enqueue
from hiring.jobs.worker import run_one
from hiring.settings import load_settings
from hiring.sittings import actions
from hiring.sittings.histories import REST
from hiring.sittings.jobs import PACK
from hiring.sittings.models import AnswerRevision, Sitting
from hiring.sittings.rules import SittingState

GENERATIONS, CANDIDATES = 4, 8
SCORED = (100, 400)
KINDS = ("SQLite", "PostgreSQL")
#: What is typed: saves of a task, words it has in the end.
SITTINGS = {"90 minutes of typing": (200, 520), "short answers": (80, 220)}
TARGET = 0.3


@dataclass
class Grown:
    """Bytes: what the candidates wrote, and how large the database was after each generation."""

    text: int
    sizes: list[int]
    unpacked: int
    """What the first generation took before it was packed."""

    @property
    def each(self) -> float:
        """Return by how much the database grows with one candidate more."""
        return (self.sizes[-1] - self.sizes[1]) / (CANDIDATES * (GENERATIONS - 1))


def figures() -> Iterator[Figure]:
    """Measure both kinds of database, with sittings of both sizes."""
    for kind in KINDS:
        for name, size in SITTINGS.items():
            grown = _grown(kind, *size)
            yield Figure(
                f"database per candidate, {kind}, {name}",
                grown.each / grown.text,
                "× text",
                target=TARGET,
                beside={
                    "kB": grown.each / 1000,
                    "text kB": grown.text / 1000,
                    "not packed kB": grown.unpacked / CANDIDATES / 1000,
                },
            )
        yield Figure(f"marks, scores, mails, trail per candidate, {kind}", _besides(kind) / 1000, "kB")


@contextmanager
def _application(kind: str) -> Iterator[Flask]:
    """Give an application with an empty database, inside its context."""
    with databases(kind) as made, TemporaryDirectory(prefix="hiring-bench-") as folder:
        url = made.new("size")
        with open_database(url) as engine:
            schema.upgrade(engine)
        settings = load_settings({}, instance=Path(folder), database_url=url, secret_key=SECRET)
        app = create_app(settings)
        with app.app_context():
            try:
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()


def _grown(kind: str, saves: int, words: int) -> Grown:
    with _application(kind) as app:
        sizes, written, unpacked = [_size(db.engine)], 0, 0
        for number in range(GENERATIONS):
            written += _write(number, saves, words)
            unpacked = unpacked or _size(db.engine) - sizes[0]
            _hand_in_and_pack(app)
            sizes.append(_size(db.engine))
    return Grown(written // (GENERATIONS * CANDIDATES), sizes, unpacked)


def _besides(kind: str) -> float:
    """Return how many bytes everything but revisions takes: one candidate more who is marked and scored."""
    sizes = []
    for number in SCORED:
        with _application(kind):
            with writing_always():
                build(begin_writing(), number, 2)
            sizes.append(_size(db.engine))
    return (sizes[1] - sizes[0]) / (SCORED[1] - SCORED[0])


def _write(generation: int, saves: int, words: int) -> int:
    """Have a generation of candidates write in turn; return how many bytes of text they kept."""
    from tests.factories import use_session
    from tests.factories.drafts import rows_of_a_sitting
    from tests.factories.openings import OpeningFactory
    from tests.factories.sittings import SittingFactory

    written = 0
    with writing_always():
        session = begin_writing()
        use_session(db.session)
        rows, opening = [], OpeningFactory()
        for number in range(CANDIDATES):
            sitting = SittingFactory(application__opening=opening)
            item = sitting.assessment_version.sections[0].tasks[0].item_id
            seed = generation * CANDIDATES + number
            rows.append(
                rows_of_a_sitting(
                    seed, sitting.id, item, sitting.sections[0].started_at, saves=saves, words=words
                )
            )
        for together in zip(*rows, strict=True):
            session.execute(insert(AnswerRevision), list(together))
            written += sum(len(row["value"]["text"].encode()) for row in together)
        session.commit()
        db.session.remove()
    return written


def _hand_in_and_pack(app: Flask) -> None:
    session = db.session()
    with clock.held_at(clock.now() - 2 * REST):
        for sitting in session.scalars(select(Sitting).where(Sitting.state == SittingState.RUNNING)).all():
            actions.hand_in(begin_writing(), sitting, by=SYSTEM, by_clock=True)
            session.commit()
    job = enqueue(begin_writing(), PACK, key=f"{PACK}:{clock.now().isoformat()}")
    session.commit()
    run_one(app, job.id)
    db.session.remove()


def _size(engine: Engine) -> int:
    """Return the bytes the database takes on the disk, once dead rows are found as it does by itself."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            pages, each = (connection.scalar(text(f"PRAGMA {name}")) for name in ("page_count", "page_size"))
            return int(pages) * int(each)
        connection.execute(text("VACUUM ANALYZE"))
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")))
