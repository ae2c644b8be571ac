"""Lines of the log: one JSON object each for a collector, or words for a person."""

import json
from datetime import datetime, timedelta

import pytest
import structlog

from hiring.web import logs


@pytest.fixture(autouse=True)
def as_before():
    before = structlog.get_config()
    yield
    structlog.configure(**before)


def _fail(secret):
    try:
        raise ValueError("no such answer")
    except ValueError:
        structlog.get_logger().exception("failed", number=3)


def test_a_collector_gets_json_with_level_moment_and_trace_but_no_values(capsys):
    logs.configure(as_json=True)

    _fail("what a candidate wrote")

    written = capsys.readouterr().err
    line = json.loads(written)
    assert (line["event"], line["level"], line["number"]) == ("failed", "error", 3)
    assert datetime.fromisoformat(line["timestamp"]).utcoffset() == timedelta(0)
    assert "ValueError: no such answer" in line["exception"]
    assert "what a candidate wrote" not in written


def test_a_person_reads_words_and_a_plain_trace(capsys):
    logs.configure(as_json=False)

    _fail("what a candidate wrote")

    written = capsys.readouterr().err
    assert "failed" in written
    assert "number=3" in written
    assert "ValueError: no such answer" in written
    assert "what a candidate wrote" not in written
    assert not written.startswith("{")
