"""The folder of stored bytes: each file lies under its SHA-256, whole or not at all."""

import hashlib
import io
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from hiring.errors import NO_ROOM, HiringError
from hiring.i18n import N_

_PIECE = 256 * 1024


class FileTooLarge(HiringError):
    """More bytes came than may be stored."""

    status = 413
    sentence = N_("The file is larger than %(megabytes)s MB.")


class NoRoom(HiringError):
    """The disk is full."""

    status = 507
    sentence = N_(
        "There is no space on the server for this file. What you wrote is kept: please try again later."
    )


class FileMissing(Exception):
    """The row is there and its bytes are not: the folder was not moved or restored with the database."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that lie in the folder now, safe from a power cut."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class FileFolder:
    """Content-addressed files below `root`, readable by the owner of the system only."""

    root: Path

    def path_of(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:]

    def read(self, sha256: str) -> bytes:
        """Return the stored bytes. Raises FileMissing."""
        try:
            return self.path_of(sha256).read_bytes()
        except FileNotFoundError:
            raise FileMissing(sha256) from None

    def keep(self, source: BinaryIO | bytes, *, largest: int) -> Kept:
        """Write `source` down for good and return where. Raises FileTooLarge or NoRoom.

        The bytes go to a temporary file, reach the disk, and only then get
        their name: half a file is never found under one.
        """
        stream = io.BytesIO(source) if isinstance(source, bytes) else source
        try:
            return self._kept(stream, largest)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise NoRoom from error
            raise

    def _kept(self, stream: BinaryIO, largest: int) -> Kept:
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        number, unfinished = tempfile.mkstemp(dir=self.root, prefix=".new-")
        try:
            with os.fdopen(number, "wb") as target:
                kept = _copy(stream, target, largest)
                target.flush()
                os.fsync(target.fileno())
            self._give_name(Path(unfinished), self.path_of(kept.sha256))
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
        return kept

    def remove(self, sha256: str, *, older_than: timedelta) -> bool:
        """Remove stored bytes that have lain here for so long; say whether they are gone."""
        path = self.path_of(sha256)
        try:
            if time.time() - path.stat().st_mtime < older_than.total_seconds():
                return False
        except FileNotFoundError:
            return True
        path.unlink(missing_ok=True)
        return True

    def _give_name(self, unfinished: Path, target: Path) -> None:
        if not target.parent.is_dir():
            target.parent.mkdir(mode=0o700, exist_ok=True)
            _reach_disk(self.root)
        unfinished.replace(target)
        _reach_disk(target.parent)


def _copy(source: BinaryIO, target: BinaryIO, largest: int) -> Kept:
    digest, size = hashlib.sha256(), 0
    while piece := source.read(_PIECE):
        size += len(piece)
        if size > largest:
            raise FileTooLarge(megabytes=largest // (1024 * 1024))
        digest.update(piece)
        target.write(piece)
    return Kept(digest.hexdigest(), size)


def _reach_disk(folder: Path) -> None:
    """Have a new name survive a power cut, where the system can promise that for folders."""
    if os.name == "nt":
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
