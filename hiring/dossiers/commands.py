"""What commands about one application share: finding the one that is named."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hiring.openings.models import Application


def application_named(named: str) -> "Application":
    """Return the application of this code, or with this id in its address. Raises click.ClickException."""
    from hiring.db import current_session
    from hiring.dossiers import queries

    session = current_session()
    found = queries.application_to_read(session, named)
    if found is not None:
        return found
    same_code = queries.applications_called(session, named)
    if len(same_code) > 1:
        ids = ", ".join(one.public_id for one in same_code)
        raise click.ClickException(f"Several applications have the code {named}. Give the id instead: {ids}.")
    if not same_code:
        raise click.ClickException(f"There is no application {named}.")
    return same_code[0]
