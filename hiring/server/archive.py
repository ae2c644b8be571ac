"""What a backup is on disk: a folder with a list of its files and their hashes."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

LIST = "backup.json"
KEY = "secret_key"
SETTINGS = "settings.toml"
#: What was erased: outside the database, so that it can be erased again.
ERASURES = "erasures.jsonl"
FILES = "files"
#: The database, by the kind it is of.
DATABASES = {"sqlite": "hiring.sqlite3", "postgresql": "hiring.dump"}

_PIECE = 1024 * 1024


class BackupRefused(Exception):
    """The backup was not made, or cannot be restored; the text is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds; written last, so that a backup that broke off has none."""

    version: str
    revision: str
    taken_at: str
    """In UTC; the database is as it was a moment later."""
    database: str
    """"sqlite" or "postgresql"."""
    key_fingerprint: str
    environment: list[str]
    """Settings that stood in the environment, by name only: they are not in the backup."""
    sha256: dict[str, str] = field(default_factory=dict)
    """Every file of the backup by its path, with the hash of its content."""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.taken_at)


def write_list(folder: Path, manifest: Manifest) -> None:
    """Write the list for good: with it the backup is whole."""
    written = folder / LIST
    written.touch(mode=0o600)
    written.write_text(json.dumps(asdict(manifest), indent=2) + "\n", "utf-8")
    reach_disk(written)
    reach_disk(folder)


def read_list(folder: Path) -> Manifest:
    """Return what the backup says of itself. Raises BackupRefused."""
    try:
        return Manifest(**json.loads((folder / LIST).read_text("utf-8")))
    except FileNotFoundError:
        raise BackupRefused(f"There is no complete backup in {folder}: {LIST} is missing.") from None
    except (ValueError, TypeError) as error:
        raise BackupRefused(f"{folder / LIST} does not belong to a backup of this program.") from error


def verify(folder: Path, manifest: Manifest, one_done: Callable[[], None] = lambda: None) -> None:
    """Read every file of the backup again and compare it with its hash. Raises BackupRefused.

    `one_done` is called after each.
    """
    for name, expected in manifest.sha256.items():
        path = folder / name
        if not path.is_file():
            raise BackupRefused(f"The backup is damaged: {path} is missing.")
        if hash_of(path) != expected:
            raise BackupRefused(f"The backup is damaged: {path} has changed since it was written.")
        one_done()


def copy(source: Path, target: Path) -> str:
    """Copy a file for good, readable by its owner only, and return the hash of what was read."""
    _private_folder(target.parent)
    digest = hashlib.sha256()
    target.touch(mode=0o600)
    with source.open("rb") as readable, target.open("wb") as writable:
        while piece := readable.read(_PIECE):
            digest.update(piece)
            writable.write(piece)
        writable.flush()
        os.fsync(writable.fileno())
    return digest.hexdigest()


def _private_folder(folder: Path) -> None:
    if not folder.is_dir():
        _private_folder(folder.parent)
        folder.mkdir(mode=0o700)


def hash_of(path: Path) -> str:
    with path.open("rb") as readable:
        return hashlib.file_digest(readable, "sha256").hexdigest()


def reach_disk(path: Path) -> None:
    """Have a file or the names in a folder survive a power cut."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def empty_folder(folder: Path) -> None:
    """Make `folder`, for the owner only. Raises BackupRefused when something lies in it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty: a backup needs a folder of its own.")
    folder.chmod(0o700)


def clear(folder: Path, keep: frozenset[str] = frozenset()) -> None:
    """Take away what was written into a folder that was empty but for `keep`."""
    for path in folder.iterdir():
        if path.name in keep:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
