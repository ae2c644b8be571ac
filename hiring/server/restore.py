"""Bring a backup back into an empty instance folder and an empty database, safe to be served."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from hiring.audit.keys import keys_of, seal_with
from hiring.db import open_database, schema
from hiring.db.installation import fingerprint_of, note_key
from hiring.db.transactions import begin_writing
from hiring.instance import claim
from hiring.oversight.actions import GivenBack, begin_anew
from hiring.progress import Steps, to_nobody
from hiring.server import archive, dumping
from hiring.server.archive import DATABASES, ERASURES, KEY, SETTINGS, BackupRefused, Manifest
from hiring.settings import Settings, load_settings

#: What may lie in the folder already: settings for the new place, and what a checkout or a disk brings.
_MAY_BE_THERE = frozenset({SETTINGS, ERASURES, "settings.example.toml", "lost+found", ".gitignore"})


def bring_back(
    folder: Path, instance: Path, told: Callable[[int, int], None] = to_nobody
) -> tuple[Manifest, Settings, GivenBack]:
    """Restore the backup in `folder`; nothing is overwritten, and the backup itself is not changed.

    The database is migrated to this version, every session ends, work is held.
    Settings that already lie in the instance folder win over those of the backup. `told` hears how many files
    are read or written, of how many.
    Raises BackupRefused, before anything is written wherever that can be known.
    """
    manifest = archive.read_list(folder)
    if schema.standing(manifest.revision) is schema.SchemaState.NEWER:
        raise BackupRefused(
            f"The backup is of hiring {manifest.version}, newer than this program: install that version."
        )
    stored = sum(Path(name).parts[0] == archive.FILES for name in manifest.sha256)
    steps = Steps(told, len(manifest.sha256) + stored)
    archive.verify(folder, manifest, steps.one_done)
    claim(instance)
    if others := sorted(path.name for path in instance.iterdir() if path.name not in _MAY_BE_THERE):
        raise BackupRefused(f"{instance} is not empty, it holds {others[0]}: a backup needs an empty folder.")
    there = frozenset(path.name for path in instance.iterdir())
    try:
        return manifest, *_write(folder, instance, manifest, steps.one_done)
    except BaseException:
        archive.clear(instance, keep=there)
        raise


def _write(
    folder: Path, instance: Path, manifest: Manifest, one_done: Callable[[], None]
) -> tuple[Settings, GivenBack]:
    _restore_secrets(folder, instance)
    settings = load_settings(instance=instance)
    _require_fit(settings, manifest)
    _restore_files(folder, instance, manifest, one_done)
    if (folder / ERASURES).is_file() and not (instance / ERASURES).exists():
        archive.copy(folder / ERASURES, instance / ERASURES)
    return settings, _restore_database(folder, settings, manifest)


def _restore_secrets(folder: Path, instance: Path) -> None:
    archive.copy(folder / KEY, instance / KEY)
    if (folder / SETTINGS).is_file() and not (instance / SETTINGS).exists():
        archive.copy(folder / SETTINGS, instance / SETTINGS)


def _require_fit(settings: Settings, manifest: Manifest) -> None:
    kind = "sqlite" if settings.database_file is not None else "postgresql"
    if fingerprint_of(settings.secret_key) != manifest.key_fingerprint:
        raise BackupRefused(
            "The secret key in the settings is not the one in the backup: links in sent e-mails would "
            f"not work. Remove HIRING_SECRET_KEY from the settings; the backup contains {KEY}."
        )
    if kind != manifest.database:
        raise BackupRefused(f"The backup is of {manifest.database}, but the settings name a {kind} database.")
    if settings.database_file is not None:
        if settings.database_file.exists():
            raise BackupRefused(f"{settings.database_file} exists: nothing is overwritten.")
    elif dumping.tables_of(settings.database_url):
        raise BackupRefused(f"The database {settings.database_shown} is not empty: nothing is overwritten.")


def _restore_files(folder: Path, instance: Path, manifest: Manifest, one_done: Callable[[], None]) -> None:
    for name in manifest.sha256:
        if Path(name).parts[0] == archive.FILES:
            archive.copy(folder / name, instance / name)
            one_done()


def _restore_database(folder: Path, settings: Settings, manifest: Manifest) -> GivenBack:
    source = folder / DATABASES[manifest.database]
    if settings.database_file is None:
        dumping.restore_postgres(settings.database_url, source)
        with open_database(settings.database_url) as engine:
            return _make_safe(engine, settings, manifest)
    unfinished = settings.database_file.with_name(".restoring.sqlite3")
    archive.copy(source, unfinished)
    with open_database(f"sqlite:///{unfinished}") as engine:
        given = _make_safe(engine, settings, manifest)
    unfinished.rename(settings.database_file)
    archive.reach_disk(settings.database_file.parent)
    return given


def _make_safe(engine: Engine, settings: Settings, manifest: Manifest) -> GivenBack:
    schema.upgrade(engine)
    seal_with(engine, keys_of(settings))
    with Session(engine) as session:
        note_key(begin_writing(session), settings.secret_key)
        given = begin_anew(session, manifest.moment)
        session.commit()
    return given
