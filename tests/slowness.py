"""Which tests `make test-fast` and `make test-quick` leave out: found by what they ask for, without a list.

Whatever is not slow here is watched while it runs: a test that starts a process
without having asked for it fails, and says what to ask for.
"""

import os
import subprocess
from collections.abc import Callable, Generator
from functools import wraps
from typing import Any

import pytest

#: Whoever is marked so starts what takes seconds, takes seconds by itself, or shares what a group makes once.
MARKS = ("journey", "postgres", "process", "thorough", "xdist_group")
#: Fixtures that start it for whoever asks for them, directly or by way of another fixture.
FIXTURES = frozenset({"browser", "postgres_server", "running", "serve"})
#: The fixture of whoever needs an application with its database: fast, but most of what fast tests take.
APPLICATION = "app"
#: What starts a process; whatever else does calls one of these.
_STARTS = (
    (subprocess.Popen, "__init__"),
    (os, "fork"),
    (os, "forkpty"),
    (os, "posix_spawn"),
    (os, "posix_spawnp"),
    (os, "system"),
)


class _Watch:
    """What the test that runs now has started; None while a slow one runs, or none."""

    started: list[str] | None = None


def is_slow(item: pytest.Item) -> bool:
    """Tell whether a test starts a browser, PostgreSQL, the renderer, a server or any other process."""
    asked = FIXTURES.intersection(getattr(item, "fixturenames", ()))
    return bool(asked) or any(item.get_closest_marker(mark) for mark in MARKS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and what needs an application, before `-m` chooses."""
    for item in items:
        if is_slow(item):
            item.add_marker(pytest.mark.slow)
        if APPLICATION in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.application)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Note what a test starts that is not slow."""
    before, _Watch.started = _Watch.started, None if item.get_closest_marker("slow") else []
    try:
        return (yield)
    finally:
        _Watch.started = before


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Fail a test that has started what it did not ask for."""
    started, _Watch.started = _Watch.started, None  # the last test also ends what all have shared
    given = yield
    if started:
        what = started[0]
        pytest.fail(f"starts a process, so it is not fast: mark it `process` ({what})", pytrace=False)
    return given


def _noting(owner: Any, name: str) -> Callable[..., Any]:
    start = getattr(owner, name)

    @wraps(start)
    def noting(*args: Any, **kwargs: Any) -> Any:
        if _Watch.started is not None:
            what = [str(each) for each in args if isinstance(each, str | list | tuple)]
            _Watch.started.append(" ".join([f"{owner.__name__}.{name}", *what[:1]]))
        return start(*args, **kwargs)

    return noting


# An audit hook would hear of them as well, and of every `id()` and every frame: that cost more than it found.
for _owner, _name in _STARTS:
    setattr(_owner, _name, _noting(_owner, _name))
