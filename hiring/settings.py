"""Typed settings, from `HIRING_*` in the environment and `instance/settings.toml`.

The environment wins. A wrong setting stops the start with one sentence that names it.
"""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from email.errors import HeaderParseError
from email.policy import SMTP
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from hiring.instance import claim, instance_dir, own_secret


class SettingsError(Exception):
    """A setting is wrong; the text is one sentence that names it."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations. Times are in seconds."""

    instance: Path
    secret_key: str
    database_url: str
    audit_key: str = ""
    """Seals the audit trail; empty = a key made of `secret_key`."""
    audit_former_keys: tuple[str, ...] = ()
    """Keys that sealed the trail before, also former secret keys: they check and seal no more."""
    audit_heads: str = ""
    """The file for the head of the trail, once a day; empty = `audit-heads.txt` in `instance`."""
    broker_url: str = ""
    """Redis address where several machines count rate limits together; empty = each counts its own."""
    host: str = "127.0.0.1"
    port: int = 8000
    threads: int = 8
    """How many requests one web process answers at the same time."""
    processes: int = 2
    """How many web processes share the address."""
    connections: int = 2000
    """How many connections one web process holds; the idlest gives way to a new one."""
    base_url: str = "http://127.0.0.1:8000"
    """The address people use: every link in a mail or on a report starts with it."""
    trusted_hosts: tuple[str, ...] = ()
    """Further host names the server answers to, besides the one of `base_url`."""
    proxies: int = 0
    """How many reverse proxies in front may set X-Forwarded-*; 0 = believe none."""
    mail_url: str = ""
    """smtp://user:password@host:port or smtps://...; empty = .eml files in instance/mail."""
    mail_from: str = "Hiring <no-reply@localhost>"
    organisation: str = "PT Contoh Nusantara"
    contact: str = "privasi@contoh.example"
    officer: str = ""
    """Who answers for the protection of personal data; empty = `contact` does."""
    zone: str = "Asia/Jakarta"
    retention_days: int = 365
    lease_seconds: int = 30
    """How long a silent worker keeps a job before another takes it over."""
    retry_seconds: int = 60
    """First wait before a failed mail or report is tried again; doubled each time."""
    grace_seconds: int = 60
    """How late an answer written in time may arrive."""
    connect_seconds: int = 2
    """How long a page waits for PostgreSQL to be reached before it says so."""
    lock_seconds: int = 4
    """How long somebody else's lock in the database is waited for."""
    statement_seconds: int = 4
    """How long one statement of a page may take on PostgreSQL; background work gets fifteen times as long."""
    log_json: bool = False

    @property
    def audit_heads_file(self) -> Path:
        return Path(self.audit_heads) if self.audit_heads else self.instance / "audit-heads.txt"

    @property
    def secure(self) -> bool:
        """Whether people reach us over HTTPS, so that cookies must be Secure."""
        return self.base_url.startswith("https://")

    @property
    def data_contact(self) -> str:
        """Where people ask about their personal data."""
        return self.officer or self.contact

    @property
    def sends_mail(self) -> bool:
        return bool(self.mail_url)

    @property
    def database_file(self) -> Path | None:
        """The file of the database, or None where it is a PostgreSQL server's."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path.partition("?")[0]) if scheme == "sqlite" else None

    @property
    def database_shown(self) -> str:
        """Where the database is, for people: a file, or an address without its password."""
        if self.database_file is not None:
            return str(self.database_file)
        parts = urlsplit(self.database_url)
        return f"PostgreSQL {parts.path.lstrip('/')} on {parts.hostname or 'this machine'}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text")
    return value


def _sender(value: object) -> str:
    """Take one mailbox, with an address that every mail server knows how to read."""
    text = _text(value)
    try:
        read = SMTP.header_store_parse("From", text)[1]
        is_one = len(read.addresses) == 1 and bool(read.addresses[0].domain) and not read.defects
    except (ValueError, IndexError, HeaderParseError):  # the parser trips over some malformed addresses
        is_one = False
    if not is_one or not read.addresses[0].addr_spec.isascii():
        raise ValueError("one sender, such as Recruitment <jobs@example.org>, a name with commas in quotes")
    return text


def _whole_number(low: int, high: int) -> Callable[[object], int]:
    def parse(value: object) -> int:
        expected = f"a whole number from {low} to {high}"
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(expected)
        try:
            number = int(value)
        except ValueError:
            raise ValueError(expected) from None
        if not low <= number <= high:
            raise ValueError(expected)
        return number

    return parse


def _address(*schemes: str, empty: bool = False) -> Callable[[object], str]:
    def parse(value: object) -> str:
        text = _text(value).rstrip("/")
        if empty and not text:
            return text
        try:
            parts = urlsplit(text)
            _ = parts.port
        except ValueError:
            raise ValueError("an address") from None
        if parts.scheme not in schemes or not (parts.hostname or parts.scheme.startswith("sqlite")):
            raise ValueError("an address that starts with " + " or ".join(f"{s}://" for s in schemes))
        return text

    return parse


def _database(value: object) -> str:
    text = _text(value)
    if text.startswith("postgres://"):
        text = "postgresql://" + text.removeprefix("postgres://")
    if text.startswith("postgresql://"):
        text = "postgresql+psycopg://" + text.removeprefix("postgresql://")
    if not text.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("an address that starts with sqlite:/// or postgresql://")
    return text


def _zone(value: object) -> str:
    try:
        return ZoneInfo(_text(value)).key
    except Exception:  # zoneinfo raises several unrelated kinds for a name it cannot use
        raise ValueError("a time zone such as Asia/Jakarta") from None


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = [part.strip() for part in value.split(",") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueError("a list of names")
    return tuple(value)


def _yes_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"1", "true", "yes", "0", "false", "no"}:
        return value.lower() in {"1", "true", "yes"}
    raise ValueError("true or false")


def _secret(value: object) -> str:
    text = _text(value)
    if len(text) < 32:
        raise ValueError("a secret of at least 32 characters")
    return text


def _optional_secret(value: object) -> str:
    return _secret(value) if value != "" else ""


_PARSERS: dict[str, Callable[[object], Any]] = {
    "secret_key": _secret,
    "audit_key": _optional_secret,
    "audit_former_keys": _names,
    "audit_heads": _text,
    "database_url": _database,
    "broker_url": _address("redis", "rediss", empty=True),
    "host": _text,
    "port": _whole_number(0, 65535),
    "threads": _whole_number(1, 256),
    "processes": _whole_number(1, 64),
    "connections": _whole_number(16, 100_000),
    "base_url": _address("http", "https"),
    "trusted_hosts": _names,
    "proxies": _whole_number(0, 10),
    "mail_url": _address("smtp", "smtps", empty=True),
    "mail_from": _sender,
    "organisation": _text,
    "contact": _text,
    "officer": _text,
    "zone": _zone,
    "retention_days": _whole_number(1, 3650),
    "lease_seconds": _whole_number(1, 3600),
    "retry_seconds": _whole_number(1, 86400),
    "grace_seconds": _whole_number(0, 3600),
    "connect_seconds": _whole_number(2, 60),
    "lock_seconds": _whole_number(1, 60),
    "statement_seconds": _whole_number(1, 600),
    "log_json": _yes_no,
}

#: Names in the environment that start with HIRING_ and are not settings of the application.
_NOT_SETTINGS = {"HIRING_INSTANCE"}


def settings_of(app: Flask) -> Settings:
    """Return the settings that `app` was made with."""
    settings: Settings = app.extensions["settings"]
    return settings


def current_settings() -> Settings:
    """Return the settings of the application at work."""
    return settings_of(current_app)


def current_application() -> Flask:
    """Return the application at work itself, for what asks for more than a view may see of it."""
    application: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy's own way
    return application


def load_settings(environment: Mapping[str, str] | None = None, **overrides: object) -> Settings:
    """Read, check and return the settings; `overrides` win over everything (tests, commands).

    Raises SettingsError with a sentence that names the first wrong setting, and
    NoInstance when whoever runs this may not work in the instance folder.
    """
    environment = os.environ if environment is None else environment
    instance = Path(str(overrides.pop("instance", None) or instance_dir()))
    claim(instance)
    found: dict[str, tuple[str, object]] = {}
    for key, value in _from_file(instance / "settings.toml").items():
        found[key] = (f"{key} in {instance / 'settings.toml'}", value)
    for name, value in environment.items():
        if name.startswith("HIRING_") and name not in _NOT_SETTINGS:
            found[name.removeprefix("HIRING_").lower()] = (name, value)
    for key, value in overrides.items():
        found[key] = (key, value)
    parsed: dict[str, Any] = {key: _parse(key, name, value) for key, (name, value) in found.items()}
    parsed.setdefault("database_url", f"sqlite:///{instance / 'hiring.sqlite3'}")
    if "secret_key" not in parsed:
        parsed["secret_key"] = own_secret(instance / "secret_key")
    if "base_url" not in parsed:
        host = parsed.get("host", "127.0.0.1")
        shown = "127.0.0.1" if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 (compared, not bound)
        parsed["base_url"] = f"http://{shown}:{parsed.get('port', 8000)}"
    return Settings(instance=instance, **parsed)


def _parse(key: str, name: str, value: object) -> object:
    if key not in _PARSERS:
        known = ", ".join(sorted(field.name for field in fields(Settings) if field.name != "instance"))
        raise SettingsError(f"{name} is not a setting; the settings are {known}.")
    try:
        return _PARSERS[key](value)
    except ValueError as expected:
        shown = "it was given another value" if "key" in key or "url" in key else f"not {value!r}"
        raise SettingsError(f"{name} must be {expected}; {shown}.") from None


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}.") from error
