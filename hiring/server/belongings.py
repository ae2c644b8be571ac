"""Does all belong together: triggers, secret key and stored files are those of this database?"""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.audit.heads import heads_beside, newest
from hiring.audit.keys import keys_of
from hiring.audit.queries import (
    head_of_the_chain,
    newest_key_mark,
    restored_by_the_trail,
    seal_of_entry,
)
from hiring.db import installation, schema
from hiring.db.append_only import protected_tables, wanted_tables
from hiring.files.folder import FileFolder
from hiring.files.models import StoredFile
from hiring.oversight.health import Finding
from hiring.server.archive import hash_of
from hiring.settings import Settings


def belongings(session: Session, settings: Settings) -> Iterator[Finding]:
    """Yield what the doctor says of a database with the tables of this version."""
    yield _triggers(session)
    yield _key(session, settings)
    yield _trail(session, settings)
    yield _files(session, settings)


def _triggers(session: Session) -> Finding:
    """Say whether the database itself still refuses to change what must never change."""
    wanted = wanted_tables(schema.all_metadata())
    missing = [name for name, _ in sorted(wanted.items() - protected_tables(session.connection()).items())]
    if missing:
        says = (
            f"{', '.join(missing)} can be changed: their triggers are gone or others; "
            "restore a backup that has them"
        )
        return Finding("append-only", False, says)
    return Finding("append-only", True, f"{len(wanted)} tables refuse changes")


def _key(session: Session, settings: Settings) -> Finding:
    noted = installation.fingerprint(session)
    if noted is None:
        return Finding("key", False, "not recorded in the database: run `hiring migrate`")
    if noted != installation.fingerprint_of(settings.secret_key):
        says = (
            "not the secret key this database was used with, so links in mails do not work: put the old one "
            "back, or accept the new one with `hiring migrate --new-key`"
        )
        return Finding("key", False, says)
    return Finding("key", True, "the one of this database")


def _trail(session: Session, settings: Settings) -> Finding:
    """Say whether the end of the trail is sealed with a key of ours, and fits what was written outside."""
    keys, (number, _), mark = keys_of(settings), head_of_the_chain(session), newest_key_mark(session)
    if mark is not None and mark not in keys.by_mark:
        says = (
            f"sealed with a key that the settings do not name ({mark}), and from now on with another "
            f"({keys.current.mark}): put the earlier one into HIRING_AUDIT_FORMER_KEYS"
        )
        return Finding("audit trail", False, says)
    head = newest(heads_beside(settings))
    if head is None:
        says = f"{number} entries; none has been written outside the database yet"
        return Finding("audit trail", True, says)
    written = f"{head.at:%Y-%m-%d}, entry {head.entry_id}"
    restored = any(first <= head.at <= last for first, last in restored_by_the_trail(session))
    if seal_of_entry(session, head.entry_id) != head.seal and not restored:
        return Finding("audit trail", False, f"does not fit the head of {written}: run `hiring audit verify`")
    return Finding("audit trail", True, f"{number} entries; written outside the database: {written}")


def _files(session: Session, settings: Settings) -> Finding:
    """Read every stored file: it must be there, and be what was stored."""
    folder, wrong, number = FileFolder(settings.instance / "files"), [], 0
    for sha256 in session.scalars(select(StoredFile.sha256).distinct()):
        number += 1
        path = folder.path_of(sha256)
        if not path.is_file():
            wrong.append(f"{path} is missing")
        elif hash_of(path) != sha256:
            wrong.append(f"{path} is not what was stored")
    if wrong:
        says = f"{len(wrong)} of {number} are wrong: {'; '.join(wrong[:3])}"
        return Finding("files", False, says, remedy="Put them back from the newest backup.")
    return Finding("files", True, f"{number} stored files are there and have their hashes")
