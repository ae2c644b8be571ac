"""Take a backup: database, stored files, key and settings, in one folder, read again once it is written."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hiring import __version__, clock
from hiring.db import open_database, schema, writing
from hiring.db.installation import fingerprint_of, note_backup
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.progress import Steps, to_nobody
from hiring.server import archive, dumping
from hiring.server.archive import DATABASES, ERASURES, FILES, KEY, SETTINGS, BackupRefused, Manifest
from hiring.settings import Settings


def take(settings: Settings, folder: Path, told: Callable[[int, int], None] = to_nobody) -> Manifest:
    """Write a backup into `folder`, which must be new or empty; the system may go on meanwhile.

    The database goes first, at one moment; then the files its rows name, which
    are never changed. The list is written last: without it a backup is not one.
    `told` hears how many files are written and read again, of how many. Raises BackupRefused.
    """
    with open_database(settings.database_url) as engine:
        if misfit := schema.misfit(engine):
            raise BackupRefused(misfit)
        revision = str(schema.current(engine))
    archive.empty_folder(folder)
    try:
        return _write(settings, folder, revision, told)
    except BaseException:
        archive.clear(folder)
        raise


def _write(settings: Settings, folder: Path, revision: str, told: Callable[[int, int], None]) -> Manifest:
    taken_at = clock.now().isoformat()
    kind = "postgresql" if settings.database_file is None else "sqlite"
    # Stored files and the database are written and read again; the key is read again, too.
    steps = Steps(told, 2 * len(stored_hashes(settings.database_url)) + 3)
    sha256 = {DATABASES[kind]: _save_database(settings, folder / DATABASES[kind])}
    steps.one_done()
    sha256 |= _save_files(settings, folder, steps.one_done)
    sha256 |= _save_secrets(settings, folder)
    manifest = Manifest(
        __version__, revision, taken_at, kind, fingerprint_of(settings.secret_key), _in_environment(), sha256
    )
    archive.verify(folder, manifest, steps.one_done)
    archive.write_list(folder, manifest)
    _note(settings, manifest)
    return manifest


def _note(settings: Settings, manifest: Manifest) -> None:
    """Tell the database that it was backed up; where it cannot be written the backup is one all the same."""
    with (
        suppress(SQLAlchemyError),
        open_database(settings.database_url) as engine,
        writing(engine) as connection,
    ):
        note_backup(connection, manifest.moment)


def _save_database(settings: Settings, target: Path) -> str:
    if settings.database_file is not None:
        dumping.copy_sqlite(settings.database_file, target)
        dumping.check_sqlite(target)
    else:
        dumping.dump_postgres(settings.database_url, target)
        dumping.check_postgres(target, dumping.tables_of(settings.database_url))
    return archive.hash_of(target)


def _save_files(settings: Settings, folder: Path, one_done: Callable[[], None]) -> dict[str, str]:
    """Copy every file that a row names. One that is gone with its row, meanwhile, is not missed."""
    source, target = FileFolder(settings.instance / "files"), FileFolder(folder / FILES)
    hashes: dict[str, str] = {}
    for sha256 in stored_hashes(settings.database_url):
        path = target.path_of(sha256)
        try:
            found = archive.copy(source.path_of(sha256), path)
        except FileNotFoundError:
            if sha256 not in stored_hashes(settings.database_url):
                continue
            raise BackupRefused(f"The stored file {source.path_of(sha256)} is missing.") from None
        if found != sha256:
            raise BackupRefused(
                f"The stored file {source.path_of(sha256)} is damaged: its content has changed."
            )
        hashes[str(path.relative_to(folder))] = found
        one_done()
    return hashes


def stored_hashes(database_url: str) -> list[str]:
    """Return the hash of every file that a row of the database names."""
    with open_database(database_url) as engine, Session(engine) as session:
        return list(session.scalars(select(StoredFile.sha256).distinct().order_by(StoredFile.sha256)))


def _save_secrets(settings: Settings, folder: Path) -> dict[str, str]:
    key = folder / KEY
    key.touch(mode=0o600)
    key.write_text(settings.secret_key, "utf-8")
    archive.reach_disk(key)
    hashes = {KEY: archive.hash_of(key)}
    for name in (SETTINGS, ERASURES):
        if (settings.instance / name).is_file():
            hashes[name] = archive.copy(settings.instance / name, folder / name)
    return hashes


def _in_environment() -> list[str]:
    return sorted(name for name in os.environ if name.startswith("HIRING_") and name != "HIRING_INSTANCE")
