"""`hiring audit ...`: check the trail from the command line."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

if TYPE_CHECKING:
    from hiring.audit.heads import Head
    from hiring.audit.verifying import Checked


@click.group()
def audit() -> None:
    """Check the audit trail."""


@audit.command()
@click.option(
    "--heads",
    "files",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Heads written outside the database, or an e-mail with them; besides those in the instance folder.",
)
@with_appcontext
def verify(files: tuple[Path, ...]) -> None:
    """Check every seal of the trail and every row it seals; exit 1 and name the place where it breaks.

    It compares ratings, decisions, answers with their receipts, reports, names and reasons, the texts that
    people agreed to with their hashes, and the heads that were written outside the database.
    """
    from hiring.audit.queries import last_entry_id
    from hiring.audit.verifying import check_trail
    from hiring.db import current_session
    from hiring.fingerprints import UnknownHashRule
    from hiring.progress import shown

    heads = list(dict.fromkeys(_heads(files)))
    total = last_entry_id(current_session())
    try:
        with shown("Entries") as told:
            found = check_trail(current_session(), heads, told=lambda done: told(done, max(done, total)))
    except UnknownHashRule as error:
        raise click.ClickException(f"The audit trail was not checked: {error}.") from error
    if found.broken is not None:
        raise click.ClickException(f"The audit trail is broken: {found}.")
    for line in _told(found, heads):
        click.echo(line)


def _heads(files: Sequence[Path]) -> "list[Head]":
    """Return the heads in the instance folder, where there are some, and in the files that were named."""
    from hiring.audit.heads import NoHeads, read_heads
    from hiring.settings import current_settings

    own = current_settings().audit_heads_file
    try:
        return [head for file in ([own] if own.exists() else []) + list(files) for head in read_heads(file)]
    except NoHeads as error:
        raise click.ClickException(str(error)) from error


def _told(found: "Checked", heads: "Sequence[Head]") -> Iterator[str]:
    yield f"The audit trail holds: {found.entries} entries, each sealed to the one before it."
    yield f"{found.rows} ratings, decisions, receipts and reports are as they were sealed."
    if found.texts:
        yield f"{found.texts} texts that people agreed to are those that their hashes were made of."
    if found.erased:
        yield f"Contents erased, each by an entry that says so: {found.erased}."
    if found.without_key:
        yield f"Entries from before the seals had a key, which seal only themselves: {found.without_key}."
    if not heads:
        yield "No head has been written outside the database yet: an end that was cut off would go unnoticed."
    else:
        yield f"It agrees with {len(heads) - found.left_behind} heads from outside the database."
    if found.left_behind:
        yield f"Heads from a time that a restore has undone: {found.left_behind}."
