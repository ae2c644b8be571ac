"""Contribute to an application for the length of one test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from hiring.capability import keep, take_in
from hiring.db import db
from hiring.jobs import kinds
from hiring.jobs.kinds import JOBS, JobKind
from hiring.jobs.lanes import EVENTS, Lane


@pytest.fixture
def contribute(app: Flask) -> Iterator[Callable[..., None]]:
    """Return a function that adds to what the application has; it is forgotten afterwards."""
    before = app.extensions["contributions"]

    yield lambda *contributions: take_in(app, db.engine, contributions)
    keep(app, db.engine, before)


def kind(name: str, lane: Lane = EVENTS) -> JobKind:
    """Return a kind of work that has no name for people."""
    return JobKind(name, lane, name)


@pytest.fixture
def job(contribute: Callable[..., None]) -> Callable[..., Any]:
    """Return a decorator that makes a function of a test do work, for the application of the test."""

    def job(name: str, **how: Any) -> Callable[[Callable[..., Any]], None]:
        return lambda effects: contribute(JOBS(kinds.job(kind(name), **how)(effects)))

    return job
