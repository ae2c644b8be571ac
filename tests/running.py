"""The real system in processes of its own, to be used by browsers and to be killed."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from flask import Flask
from sqlalchemy import create_engine

from hiring.app import create_app
from hiring.db import db
from hiring.paths import CHECKOUT
from hiring.settings import load_settings
from tests.migrated import migrate
from tests.smtp import free_port

PATIENCE = 90.0


def wait_until(condition: Callable[[], Any], what: str, *, patience: float = PATIENCE) -> Any:
    """Return what `condition` answers as soon as that is something."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if answer := condition():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"waited {patience:g} seconds in vain: {what}")


class System:
    """One installation: web server and workers as processes, and an application on the same data.

    `with system.app.app_context()` seeds and looks; commit before the processes
    should see it. Settings are given by name; leases and waits are short. `known_as` is the host in
    its address, which browsers of the tests find here.
    """

    def __init__(self, instance: Path, **settings: object) -> None:
        self.instance, self.port = instance, free_port()
        known_as = settings.pop("known_as", "127.0.0.1")
        given = {"port": self.port, "lease_seconds": 2, "retry_seconds": 1, **settings}
        given.setdefault("secret_key", "a secret of the running tests, long enough")
        self.url = str(given.setdefault("base_url", f"http://{known_as}:{self.port}"))
        self.settings = load_settings({}, instance=instance, **given)
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("HIRING_")},
            "HIRING_INSTANCE": str(instance),
            **{f"HIRING_{name.upper()}": str(value) for name, value in given.items()},
        }
        engine = create_engine(self.settings.database_url)
        migrate(engine)
        engine.dispose()
        self.app: Flask = create_app(self.settings)
        self.web: subprocess.Popen[bytes] | None = None
        self.workers: list[subprocess.Popen[bytes]] = []

    def start_web(self, *arguments: str) -> None:
        """Start `hiring serve --no-worker`, or with other arguments; return when it answers."""
        self.web = self._start("serve", *(arguments or ("--no-worker",)))
        self.wait_for(lambda: self.get("/healthz")[0] == 200, "the web server", whose=self.web)

    def start_worker(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a worker that also knows the work of the tests."""
        worker = self._start("worker", *arguments)
        self.workers.append(worker)
        return worker

    def wait_ready(self) -> None:
        self.wait_for(lambda: self.get("/readyz")[0] == 200, "readiness", whose=self.web)

    def wait_for(
        self, condition: Callable[[], Any], what: str, *, whose: subprocess.Popen[bytes] | None = None
    ) -> Any:
        """Wait, and in vain only with all that the processes have said; not for the dead `whose` it is."""

        def met() -> Any:
            if whose is not None and whose.poll() is not None:
                raise AssertionError(f"the process ended with {whose.returncode}")
            return condition()

        try:
            return wait_until(met, what)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log()}") from None

    def get(self, path: str) -> tuple[int, Any]:
        """Return status and JSON (or text) of a page; status 0 when nobody answers."""
        try:
            address = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(address, timeout=PATIENCE) as reply:
                return reply.status, _read(reply)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, _read(error)
        except OSError:
            return 0, None

    def run(self, *arguments: str, given: str = "") -> str:
        """Run `hiring ...` to its end and return what it says; another exit status than 0 is a fault."""
        done = subprocess.run(
            [sys.executable, "-m", "hiring.cli", *arguments],
            cwd=CHECKOUT,
            env=self._environment,
            input=given,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"hiring {' '.join(arguments)}: {done.stdout}{done.stderr}"
        return done.stdout

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """End a process and everything it started, at once and without a word."""
        children = psutil.Process(process.pid).children(recursive=True) if process.poll() is None else []
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        psutil.wait_procs(children)

    def kill_worker_of(self, web: subprocess.Popen[bytes]) -> None:
        """Kill the worker that `hiring serve` has started beside itself."""
        [worker] = self.children_of(web, "hiring-worker")
        worker.kill()

    def children_of(self, web: subprocess.Popen[bytes], name: str) -> list[psutil.Process]:
        """Return what `hiring serve` has started under a name: hiring-worker, hiring-web-1 and so on."""
        return [each for each in psutil.Process(web.pid).children() if each.name() == name]

    def stop(self, process: subprocess.Popen[bytes], number: int = signal.SIGTERM) -> int:
        """Ask a process to end and return its exit status."""
        process.send_signal(number)
        return process.wait(PATIENCE)

    def log(self) -> str:
        """Return what all processes have said so far."""
        path = self.instance / "processes.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def close(self) -> None:
        for process in (*self.workers, self.web):
            if process is not None and process.poll() is None:
                self.kill(process)
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        code = "from tests.jobs import kinds; kinds.contribute(); from hiring.cli import main; main()"
        command = [sys.executable, "-m", "hiring.cli", *arguments]
        if arguments[0] == "worker":
            command = [sys.executable, "-c", code, *arguments]
        with (self.instance / "processes.log").open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def _read(reply: Any) -> Any:
    body = reply.read()
    return json.loads(body) if reply.headers.get_content_type() == "application/json" else body.decode()


@pytest.fixture
def running(tmp_path: Path, database_url: str) -> Iterator[Callable[..., System]]:
    """Return a function that sets up an installation; every process of it ends with the test."""
    systems: list[System] = []

    def running(**settings: object) -> System:
        instance = tmp_path / f"running-{len(systems)}"
        instance.mkdir()
        if database_url.startswith("postgresql"):
            settings.setdefault("database_url", database_url)
        systems.append(System(instance, **settings))
        return systems[-1]

    yield running
    for system in systems:
        system.close()
