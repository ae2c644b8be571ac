"""Knocks are counted in one file for all processes of a machine."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
import time_machine

from hiring import clock
from hiring.settings import load_settings
from hiring.web.counting import FileCounts
from hiring.web.limits import forget_tries, minutes_to_wait, storage


@pytest.fixture
def counts(tmp_path):
    return FileCounts(f"counts://{tmp_path}/a folder/knocks.sqlite3")


@pytest.fixture
def path(counts):
    counts.path.parent.mkdir()
    return counts.path


def _knock(path: Path) -> list[int]:
    counts = FileCounts(f"counts://{path}")
    return [counts.incr("a door", 3600) for _ in range(25)]


@pytest.mark.thorough
def test_several_processes_count_together(path):
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        counted = pool.map(_knock, [path] * 3, chunksize=1)

    assert sorted(number for each in counted for number in each) == list(range(1, 76))


def test_doors_are_counted_apart_and_can_be_cleared(counts, path):
    found = [counts.incr(audience, 3600) for audience in ("a", "a", "b", "a")]
    counts.clear("a")

    assert found == [1, 2, 1, 3]
    assert [counts.get("a"), counts.get("b")] == [0, 1]
    assert counts.reset() == 1


def test_a_window_that_is_over_is_begun_anew_and_forgotten(counts, path):
    found = [counts.incr("short", 0), counts.incr("short", 0), counts.incr("other", 60)]

    assert found == [1, 1, 1]
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT door FROM knock").fetchall() == [("other",)]
    file.close()


def test_a_window_of_a_clock_that_was_ahead_does_not_lock_anybody_out(counts, path):
    counts.incr("door", 86_400, amount=20)

    assert counts.incr("door", 60) == 1


def test_a_file_that_the_power_has_spoiled_is_begun_anew(counts, path):
    path.write_bytes(b"no database at all" * 100)

    with pytest.raises(sqlite3.DatabaseError):
        counts.incr("door", 60)

    assert counts.incr("door", 60) == 1


def test_what_was_counted_is_gone_from_the_file_and_not_only_out_of_sight(counts, path):
    counts.incr("siti@surel.example", 60)
    assert b"siti@surel.example" in path.read_bytes()

    counts.clear("siti@surel.example")

    assert b"siti@surel.example" not in path.read_bytes()


def test_a_place_that_cannot_be_written_is_said_to_be_away(counts):
    assert counts.check() is False
    counts.path.parent.mkdir()
    assert counts.check() is True


def test_the_processes_of_an_installation_count_in_its_folder_and_several_machines_in_redis(tmp_path):
    alone = load_settings({}, instance=tmp_path)
    several = load_settings({}, instance=tmp_path, broker_url="redis://localhost:1/0")

    assert FileCounts(storage(alone)).path == tmp_path / "knocks.sqlite3"
    assert storage(several) == "redis://localhost:1/0"


def test_a_file_that_only_cannot_be_used_now_is_left_as_it_is(counts, path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE knock (another TEXT)")
    file.close()

    with pytest.raises(sqlite3.OperationalError):
        counts.incr("a door", 60)

    assert path.exists()


def test_addresses_are_forgotten_here_and_by_redis_itself(tmp_path):
    here = load_settings({}, instance=tmp_path, secret_key="s" * 40)
    in_redis = load_settings({}, instance=tmp_path, secret_key="s" * 40, broker_url="redis://h/0")
    counts = FileCounts(storage(here))
    with time_machine.travel(clock.now(), tick=False) as traveller:
        counts.incr("a door", 60)
        traveller.shift(61)
        forget_tries(in_redis)
        still = counts.forget_what_is_over()
        counts.incr("a door", 60)
        traveller.shift(61)
        forget_tries(here)
        left = counts.forget_what_is_over()

    assert (still, left) == (1, 0)


def test_nobody_who_was_not_refused_waits_longer_than_a_minute(app):
    with app.test_request_context():
        assert minutes_to_wait() == 1
