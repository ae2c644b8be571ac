"""Examine everything the system depends on, and say what to do about what is wrong."""

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from hiring import clock
from hiring.db import durability_faults, installation, open_database, writing_fault
from hiring.organisation.queries import installation as installation_facts
from hiring.organisation.rules import MailStanding
from hiring.organisation.standing import basis
from hiring.oversight.health import Finding, backlog, database, processes, tables, unwritable, worker
from hiring.server.belongings import belongings
from hiring.server.forwarding import Forwarding
from hiring.server.listening import FILES_BESIDE, files_allowed
from hiring.settings import Settings
from hiring.timekeeping.queries import doubt, newest_moment
from hiring.timekeeping.rules import ClockDoubt

_LEAST_DISK = 1024**3
#: What to do, as sentences of the doctor's own.
_MAKE_ROOM = "Free some space, or move HIRING_INSTANCE to a larger disk: nothing can be saved on a full one."
_SEE_THE_WORKER = (
    "Check that a worker is running (`hiring worker`, or `hiring serve`) and what it reports. "
    "The page /system shows what was given up and can run it again."
)
_KEEP_IT_SAFE = {
    "sqlite": "Put the file on a disk of this machine, not on a network disk, and restart.",
    "postgresql": "Set this in postgresql.conf, and restart the server.",
}
_INSTALL_ANEW = "Reinstall the package."
_MEND_MAIL = "Correct HIRING_MAIL_URL or HIRING_MAIL_FROM, or ask whoever runs the mail server."
_START_REDIS = "Start it, or correct HIRING_BROKER_URL."
_MEND_PDF = "Install the system packages that the README names for PDF reports."


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield one finding per part, the database first: most others ask it."""
    if settings.database_file is not None and not settings.database_file.exists():
        yield Finding("database", False, f"none at {settings.database_file}: run `hiring migrate`")
        yield from _around(settings)
        return
    with open_database(settings.database_url) as engine:
        found = _database(engine)
        yield found
        if found.well:
            yield from _inside(engine, settings)
    yield from _around(settings)


def _around(settings: Settings) -> Iterator[Finding]:
    """Yield what does not depend on the database."""
    yield processes(settings.instance)
    yield _rate_limits(settings)
    yield _mail(settings)
    yield _fonts()
    yield _pango()
    yield _disk(settings)
    yield _address(settings)
    yield _proxy(settings)
    yield _files(settings)


def _inside(engine: Engine, settings: Settings) -> Iterator[Finding]:
    """Yield what can be asked of a database that answers."""
    found = tables(engine)
    yield found
    with Session(engine) as session:
        yield worker(session)
        yield _work(session)
        yield _clock(session)
        if found.well:
            yield from belongings(session, settings)
            yield from _first_day(session, settings)


def _first_day(session: Session, settings: Settings) -> Iterator[Finding]:
    """Yield what keeps every opening from opening, and when the database was last backed up."""
    known = installation_facts(session, basis(settings))
    if known.named:
        yield Finding("organisation", True, "named")
    else:
        says = "no name yet, so no opening can open: run `hiring organisation --name NAME`"
        yield Finding("organisation", True, says, to_do=True)
    if known.links_by_hand or known.mail is MailStanding.WORKS:
        says = "links are sent by hand" if known.links_by_hand else "the mail server accepts e-mails"
        yield Finding("invitations", True, says)
    else:
        says = "nobody has tested that e-mails arrive: run `hiring mail trial ADDRESS`"
        yield Finding("invitations", True, says, to_do=True)
    if known.backed_up_at is None:
        yield Finding("backup", True, "none yet: run `hiring backup`", to_do=True)
    else:
        yield Finding("backup", True, f"the newest was made on {known.backed_up_at:%Y-%m-%d %H:%M} UTC")


def _database(engine: Engine) -> Finding:
    if trouble := _unusable(engine):
        return trouble
    with Session(engine) as session:
        faults = durability_faults(session)
        if engine.dialect.name == "sqlite":
            kind = f"SQLite {sqlite3.sqlite_version}"
        else:
            kind = f"PostgreSQL {session.scalar(text('SHOW server_version'))}"
    if faults:
        says = f"{kind} could lose what was saved: {'; '.join(faults)}"
        return Finding("database", False, says, remedy=_KEEP_IT_SAFE[engine.dialect.name])
    return Finding("database", True, f"{kind}, can be written to, keeps what it acknowledges")


def _unusable(engine: Engine) -> Finding | None:
    try:
        if not tables(engine).well:  # no row can be written yet
            return unwritable(writing_fault(engine))
        written = database(engine)
    except ModuleNotFoundError as error:
        return Finding("database", False, f"needs the package {error.name}: pip install 'hiring[postgres]'")
    return None if written.well else written


def _work(session: Session) -> Finding:
    try:
        found, since = backlog(session), installation.held(session)
    except SQLAlchemyError:
        return Finding("work", False, "cannot be counted before `hiring migrate`")
    if since is not None:
        says = f"on hold since {since[0]:%Y-%m-%d %H:%M} UTC, after a restore: check, then `hiring release`"
        return Finding("work", False, says)
    says = f"{found.waiting} due, {found.dead} given up"
    if found.stuck:
        says += f", the oldest due since {found.oldest:%Y-%m-%d %H:%M} UTC"
    return Finding("work", not found.stuck, says, remedy=_SEE_THE_WORKER if found.stuck else "")


def _clock(session: Session) -> Finding:
    """Say whether the clock agrees with what has elapsed, with the database and with what was written."""
    now, wall = f"{clock.now():%Y-%m-%d %H:%M:%S} UTC", f"{clock.MACHINE.here()[0]:%Y-%m-%d %H:%M:%S} UTC"
    try:
        found, newest = doubt(session), newest_moment(session)
    except SQLAlchemyError:
        return Finding("clock", True, now)
    remedy = "set it right, or say on the page /clock that it is"
    match found:
        case None:
            return Finding("clock", True, now)
        case ClockDoubt.SET:
            says = f"it was set to {wall} while the machine ran, but {now} had come"
        case ClockDoubt.DATABASE:
            says = f"it shows {wall}, more than 5 seconds away from the clock of the database"
        case ClockDoubt.BEHIND:
            says = f"it is {now} here, but entries of {newest:%Y-%m-%d %H:%M} exist"
        case ClockDoubt.SILENT:
            says = f"it shows {wall}; the machine was off for long and no time server has confirmed it"
    return Finding("clock", False, f"{says}: {remedy}")


def _rate_limits(settings: Settings) -> Finding:
    if not settings.broker_url:
        return Finding("rate limits", True, "shared by all processes of this machine")
    try:
        import redis

        redis.Redis.from_url(settings.broker_url, socket_connect_timeout=3).ping()
    except ModuleNotFoundError:
        return Finding("rate limits", False, "needs the package redis: pip install 'hiring[redis]'")
    except Exception as error:  # whatever the client may raise
        says = f"Redis does not answer ({error}); until it does, each process counts for itself"
        return Finding("rate limits", False, says, remedy=_START_REDIS)
    return Finding("rate limits", True, "counted in Redis, which answers")


def _mail(settings: Settings) -> Finding:
    from hiring.mail.delivery import NotDelivered, greet
    from hiring.mail.headers import sender_of
    from hiring.mail.rules import trouble_of

    if not settings.sends_mail:
        return Finding("mail", True, f"no server set: e-mails are written to {settings.instance / 'mail'}")
    try:
        greet(settings.mail_url, sender_of(settings.mail_from))
    except NotDelivered as error:
        told, said = trouble_of(error.reason)
        return Finding("mail", False, f"{told} It says: {said}".rstrip("."), remedy=_MEND_MAIL)
    return Finding("mail", True, "the server answers, lets us sign in and accepts our sender")


def _fonts() -> Finding:
    from hiring.reports import fonts

    try:
        missing = [str(path) for path in fonts.font_files().values() if not path.is_file()]
    except Exception as error:
        return Finding("fonts", False, f"{type(error).__name__}: {error}", remedy=_INSTALL_ANEW)
    if missing:
        return Finding("fonts", False, f"missing: {', '.join(missing)}", remedy=_INSTALL_ANEW)
    return Finding("fonts", True, f"{fonts.FAMILY}, bundled")


def _pango() -> Finding:
    """Make a PDF in a process of its own: without its parts the engine takes the process down."""
    from hiring.reports.pdf import engine_fault

    try:
        fault = engine_fault()
    except (OSError, subprocess.SubprocessError) as error:
        fault = str(error)
    if fault is not None:
        return Finding("pdf", False, fault.rstrip("."), remedy=_MEND_PDF)
    return Finding("pdf", True, "Pango is installed, PDFs can be made")


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.instance).free
    says, enough = f"{free / 1024**3:.1f} GB free for {settings.instance}", free >= _LEAST_DISK
    return Finding("disk", enough, says, remedy="" if enough else _MAKE_ROOM)


def _address(settings: Settings) -> Finding:
    """Say where people find us; anything but this very machine must be reached over HTTPS."""
    local = settings.base_url.split("://", 1)[1].startswith(("127.0.0.1", "localhost"))
    says = settings.base_url
    if not local and not settings.secure:
        says += ": people must come over https://, set HIRING_BASE_URL"
    return Finding("address", local or settings.secure, says)


def _proxy(settings: Settings) -> Finding:
    """Say whether somebody who may be a proxy speaks for others while none is expected."""
    if settings.proxies:
        return Finding("proxy", True, f"expected: {settings.proxies} (HIRING_PROXIES)")
    seen = Forwarding(settings.instance).last_seen()
    if seen is None:
        return Finding("proxy", True, "none expected, none seen")
    return Finding(
        "proxy",
        False,
        f"X-Forwarded-* came from nearby on {seen:%Y-%m-%d %H:%M} UTC, but HIRING_PROXIES is 0: behind a "
        "proxy set it to 1, or all people share one rate limit; without one, restart and this is forgotten",
    )


def _files(settings: Settings) -> Finding:
    """Say whether a web process may open as many files as it is to hold connections."""
    wanted, allowed = settings.connections + FILES_BESIDE, files_allowed()
    if allowed is None or allowed >= wanted:
        return Finding("open files", True, f"{settings.connections} connections fit")
    return Finding(
        "open files",
        False,
        f"{allowed} allowed, {wanted} needed for {settings.connections} connections: raise `ulimit -n` "
        "(LimitNOFILE= in the unit), or set HIRING_CONNECTIONS",
    )
