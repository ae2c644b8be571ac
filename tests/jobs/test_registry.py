"""Every kind of work is known to the worker, and is asked for somewhere."""

import re

from hiring.jobs.kinds import JOBS
from hiring.paths import PACKAGE


def test_all_work_that_is_defined_is_contributed_and_each_kind_once(app):
    defined = re.compile(r"^@job\((\w+)", re.MULTILINE)
    rooms = {path.parent.name: defined.findall(path.read_text("utf-8")) for path in PACKAGE.glob("*/jobs.py")}
    names = [work.kind.name for work in JOBS.of(app)]

    assert len(names) == len(set(names))
    assert len([name for name in names if not name.startswith("follow.")]) == sum(map(len, rooms.values()))


MIGRATIONS = PACKAGE / "db" / "migrations" / "versions"


def test_every_kind_of_work_is_asked_for_somewhere(app):
    """A kind that neither the clock, nor anybody, nor a migration asks for is dead."""
    sources = " ".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    migrations = " ".join(path.read_text("utf-8") for path in MIGRATIONS.glob("*.py"))
    by_migration = set(re.findall(r'\bkind="([a-z.-]+)"', migrations))
    asked = set(
        re.findall(
            r"(?:enqueue(?:_all|_for_address)?|ask_batch|ask_alone)\(\s*\w+(?:\(\))?,\s*([A-Z_]+)\b", sources
        )
    )
    constants = dict(re.findall(r"^([A-Z_]+) = JobKind\(\s*\"([^\"]+)\"", sources, re.MULTILINE))
    kinds = {work.kind.name for work in JOBS.of(app) if work.every is None}

    by_clock_and_by_itself = {"sittings.pack"}
    found = ({constants[name] for name in asked} | by_migration) - by_clock_and_by_itself
    assert {kind for kind in kinds if not kind.startswith("follow")} == found
