"""Have every process go by what an administrator has set: name, contact and look, soon after it was saved.

Pages and mails read `settings`, which is replaced as a whole: none of them asks the database for it. A
process looks at the date of a file beside the database, and reads again when that has changed; machines
that share a PostgreSQL database share no file, so there it reads once a minute, too.
"""

import time
from contextlib import suppress
from dataclasses import dataclass, fields, replace
from pathlib import Path

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hiring.db import db
from hiring.files.folder import FileFolder, FileMissing
from hiring.mail.contacts import contact_line
from hiring.organisation.logo import data_address
from hiring.organisation.queries import Logo, Profile, logo, profile
from hiring.organisation.rules import Basis
from hiring.settings import Settings, settings_of

NOTHING_SET = Profile()
_KEPT = "organisation"
_MARK = "organisation.changed"
#: Seconds after which a process reads again where other machines may have written.
_A_WHILE = 60.0


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """What a process goes by: the settings of the server, and what was set on top of them."""

    delivered: Settings
    profile: Profile = NOTHING_SET
    logo: Logo | None = None
    seen: int | None = None
    """The date of the file when that was read, in nanoseconds; None = there was none."""
    read_at: float = 0.0


def follow(app: Flask) -> None:
    """Read what was set where it may have changed; where the database does not answer all stays as it is."""
    kept: KnownOrganisation | None = app.extensions.get(_KEPT)
    base = settings_of(app) if kept is None else kept.delivered
    seen = _date_of(base.instance / _MARK)
    if kept is None or seen != kept.seen or _is_old(kept):
        _read(app, base, seen)


def announce(app: Flask) -> None:
    """Have all processes of this machine read again what was set; this one does so at once."""
    with suppress(OSError):  # a full disk: others learn of it when they start anew
        path = settings_of(app).instance / _MARK
        path.write_text(f"{time.time_ns()}\n", "ascii")
    follow(app)


def profile_here() -> Profile:
    """Return what was set, as this process knows it: for what every page shows."""
    kept: KnownOrganisation | None = current_app.extensions.get(_KEPT)
    return NOTHING_SET if kept is None else kept.profile


def logo_here() -> Logo | None:
    """Return the logo, as this process knows it; None where its file is not there."""
    kept: KnownOrganisation | None = current_app.extensions.get(_KEPT)
    return None if kept is None else kept.logo


def logo_to_print() -> str | None:
    """Return the logo as an address that holds all of it, for a report that keeps it; reads its file."""
    found = logo_here()
    if found is None:
        return None
    try:
        return data_address(_folder(settings_of(current_app)).read(found.sha256), found.media_type)
    except FileMissing:
        return None


def _read(app: Flask, base: Settings, seen: int | None) -> None:
    found = KnownOrganisation(base, seen=seen, read_at=time.monotonic())
    with suppress(SQLAlchemyError), app.app_context(), Session(db.engine) as session:
        found = replace(found, profile=profile(session), logo=_there(base, logo(session)))
    app.extensions[_KEPT] = found
    app.extensions["settings"] = app.jinja_env.globals["settings"] = _with(base, found.profile)


def _there(base: Settings, found: Logo | None) -> Logo | None:
    """Return a logo whose file is there: a page must not show a broken picture."""
    return found if found is not None and _folder(base).path_of(found.sha256).is_file() else None


def _folder(settings: Settings) -> FileFolder:
    return FileFolder(settings.instance / "files")


def _with(base: Settings, found: Profile) -> Settings:
    contact = contact_line(found.contact) if found.contact else base.contact
    officer = contact_line(found.officer) if found.officer else base.officer
    return replace(base, organisation=found.name or base.organisation, contact=contact, officer=officer)


def _is_old(kept: KnownOrganisation) -> bool:
    shared = kept.delivered.database_file is None
    return shared and time.monotonic() - kept.read_at > _A_WHILE


def _date_of(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None


def basis(settings: Settings) -> Basis:
    """Return what the settings of the server say of the organisation."""
    delivered = {field.name: field.default for field in fields(Settings)}
    return Basis(
        named=settings.organisation != delivered["organisation"],
        contact=settings.contact != delivered["contact"],
        sends_mail=settings.sends_mail,
    )
