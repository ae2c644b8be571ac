"""What `hiring serve` starts stays alive, and ends with it."""

import os
import re
import signal

import psutil
import pytest

from tests.running import System, wait_until


def web_processes(system: System) -> dict[str, int]:
    return {
        name: each.pid
        for name in ("hiring-web-1", "hiring-web-2")
        for each in system.children_of(system.web, name)
    }


def test_a_web_process_that_dies_is_started_again_and_no_connection_is_refused(running):
    system = running(processes=2)
    system.start_web()
    first = system.wait_for(lambda: len(found := web_processes(system)) == 2 and found, "two web processes")

    os.kill(first["hiring-web-1"], signal.SIGKILL)
    answers = [system.get("/healthz")[0] for _ in range(30)]

    assert answers.count(200) >= 28  # at most those on their way to the one that was killed are lost
    second = system.wait_for(lambda: len(found := web_processes(system)) == 2 and found, "another process")
    assert second["hiring-web-1"] != first["hiring-web-1"]
    assert second["hiring-web-2"] == first["hiring-web-2"]
    assert re.search(r"process_died +role=web-1", system.log())
    assert system.stop(system.web, signal.SIGTERM) == 0
    assert not [pid for pid in (*first.values(), *second.values()) if psutil.pid_exists(pid)]


def test_a_web_process_that_does_not_stay_is_trouble_although_another_answers(running):
    system = running(processes=2)
    system.start_web("--worker")
    system.wait_ready()
    looping = [None]
    for _ in range(2):
        found = system.wait_for(
            lambda: (one := web_processes(system).get("hiring-web-1")) not in looping and one, "web-1"
        )
        looping.append(found)
        os.kill(found, signal.SIGKILL)

    status, told = system.wait_for(lambda: (got := system.get("/readyz"))[0] == 503 and got, "trouble")

    assert (status, told["processes"], told["worker"]) == (503, "trouble", "well")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_all_end_when_the_server_is_asked_to(running, number):
    system = running(processes=1)
    system.start_web("--worker")
    system.wait_for(lambda: system.children_of(system.web, "hiring-worker"), "the worker")
    children = psutil.Process(system.web.pid).children(recursive=True)

    assert system.stop(system.web, number) == 0
    assert [each for each in children if each.is_running()] == []
    assert "Stopped." in system.log()


def test_all_end_when_the_server_is_killed(running):
    system = running(processes=2)
    system.start_web("--worker")
    system.wait_for(lambda: system.children_of(system.web, "hiring-worker"), "the worker")
    children = psutil.Process(system.web.pid).children(recursive=True)

    system.web.kill()
    system.web.wait()

    wait_until(lambda: not any(each.is_running() for each in children), "the end of the children")


def test_a_first_command_that_fails_ends_the_start_with_its_status(running):
    system = running()
    web = system._start("serve", "--after", "user role nobody@contoh.example hr")

    assert web.wait(60) == 1
    assert "Traceback" not in system.log()


def test_the_first_start_of_all_makes_its_own_database(running):
    system = running(processes=1)
    system.app.extensions["settings"].database_file.unlink()

    system.start_web("--no-worker", "--after", "migrate")

    assert "up from nothing" in system.log()


def test_the_parent_forks_without_threads_and_with_no_database_open(running):
    """A thread or a connection that crosses a fork can lock up or harm a database."""
    system = running(processes=1)
    system.start_web("--no-worker", "--after", "migrate", "--after", "bank load")

    parent = psutil.Process(system.web.pid)
    assert parent.num_threads() == 1
    assert [each.path for each in parent.open_files() if "sqlite3" in each.path] == []
    assert [each for each in parent.net_connections() if each.status == psutil.CONN_ESTABLISHED] == []
