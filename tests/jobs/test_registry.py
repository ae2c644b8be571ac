"""Every room of work is known to the worker, and every kind of work has one doer."""

from hiring import event_handlers
from hiring.jobs.registry import WORK
from hiring.paths import PACKAGE


def test_the_worker_knows_the_work_of_every_capability():
    rooms = {f"hiring.{path.parent.name}.jobs" for path in PACKAGE.glob("*/jobs.py")}

    assert {room.__name__ for room in event_handlers.WORK} == rooms


def test_every_kind_of_work_is_asked_for_somewhere(app):
    """A kind that nobody asks for is dead, one that is asked for but unknown is never done."""
    sources = " ".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))

    assert [kind for kind in WORK if not kind.startswith("test.") and sources.count(f'"{kind}"') < 2] == []
