"""A database that is put back to what it was, as often as a test wants."""

import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, create_engine, make_url, text


class Kept(Protocol):
    """What a database held when it was kept."""

    def put_back(self) -> None:
        """Have the database hold that again; nobody may be connected to a file."""


def keep(url: str, folder: Path) -> Kept:
    """Keep what the database at `url` holds; a file's copy goes into `folder`."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        file = Path(str(address.database)).resolve()
        copy = KeptFile(file, folder / "kept.sqlite3")
        with sqlite3.connect(file) as connection:
            connection.execute("VACUUM INTO ?", (str(copy.copy),))
        connection.close()
        return copy
    kept = KeptBeside(address, f"{address.database}_kept")
    kept.copy(str(address.database), kept.name)
    return kept


@dataclass(frozen=True)
class KeptFile:
    """A copy of SQLite's file."""

    file: Path
    copy: Path

    def put_back(self) -> None:
        for rest in ("-wal", "-shm"):
            self.file.with_name(self.file.name + rest).unlink(missing_ok=True)
        shutil.copyfile(self.copy, self.file)


@dataclass(frozen=True)
class KeptBeside:
    """A second database of the same PostgreSQL server, which goes when the server of the tests stops."""

    address: URL
    name: str

    def put_back(self) -> None:
        self.copy(self.name, str(self.address.database))

    def copy(self, source: str, target: str) -> None:
        server = create_engine(self.address.set(database="postgres"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {target} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {target} TEMPLATE {source}"))
        server.dispose()
