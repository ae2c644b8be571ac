"""The folder of the running system: where it is, and whether whoever runs this may work in it."""

import os
import pwd
import secrets
import shlex
import sys
from pathlib import Path

from hiring.paths import CHECKOUT, is_checkout

#: Where the folder of an installed server is looked for when the environment does not say.
ON_A_SERVER = Path("/var/lib/hiring")

#: What others may own: settings that an administrator wrote, and what a file system brings along.
_NOT_OURS = {"settings.toml", "lost+found"}


class NoInstance(Exception):
    """The folder cannot be used by whoever runs this; the text is one sentence that says what to do."""


def instance_dir() -> Path:
    """Return the folder of the running system: its database, files, settings and secrets.

    Raises NoInstance where nobody said which: a new one is not made in passing.
    """
    if chosen := os.environ.get("HIRING_INSTANCE"):
        return Path(chosen).expanduser().resolve()
    if is_checkout():
        return CHECKOUT / "instance"
    if ON_A_SERVER.is_dir():
        return ON_A_SERVER
    raise NoInstance(
        f"There is no instance folder: create {ON_A_SERVER} (as root: `install -d -o hiring -g hiring -m 700 "
        f"{ON_A_SERVER}`), or name another with HIRING_INSTANCE."
    )


def claim(folder: Path) -> None:
    """Make `folder` where it is missing, and make sure that we own what lies in it.

    What another user wrote there, root above all, would be out of the reach of
    the service, which then dies of it. Raises NoInstance.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        owner = folder.stat().st_uid
        if owner != os.geteuid():
            raise NoInstance(_not_ours(folder, _name(owner)))
        entries = [entry for entry in folder.iterdir() if entry.name not in _NOT_OURS]
    except OSError as error:
        raise NoInstance(
            f"The instance folder {folder} cannot be used ({error.strerror}). As root: "
            f"`install -d -o {_name(os.geteuid())} -m 700 {folder}`."
        ) from error
    for entry in entries:
        if not os.access(entry, os.R_OK | os.W_OK) and os.path.lexists(entry):  # a log of SQLite may go
            me = _name(os.geteuid())
            raise NoInstance(f"{me} may not write {entry}. As root: `chown -R {me}: {folder}`.")


def own_secret(path: Path) -> str:
    """Return the installation's own secret, made on the first start and readable by its owner only.

    Raises NoInstance.
    """
    try:
        try:
            path.touch(mode=0o600, exist_ok=False)
            path.write_text(secrets.token_urlsafe(48), "ascii")
        except FileExistsError:
            pass
        return path.read_text("ascii").strip()
    except OSError as error:
        raise NoInstance(f"{path} cannot be used: {error.strerror}.") from error


def _not_ours(folder: Path, owner: str) -> str:
    me, line = _name(os.geteuid()), shlex.join(sys.argv)
    how = f"runuser -u {owner} --" if os.geteuid() == 0 else f"sudo -u {owner}"
    return (
        f"The instance folder {folder} belongs to {owner}, and {me} would leave files in it that {owner} "
        f"cannot use. Run it as {owner}: `{how} {line}`."
    )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)
