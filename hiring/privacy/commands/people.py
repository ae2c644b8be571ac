"""`hiring privacy ...`: erase, hold, hand over and put right the data of a person from the command line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from hiring.dossiers.commands import application_named

if TYPE_CHECKING:
    from hiring.references.models import ReferenceRequest


@click.group()
def privacy() -> None:
    """Answer requests about personal data, erase, hold and correct them."""


@privacy.command()
@click.argument("application")
@click.option("--referee", help="The address of a referee: only this referee of the candidate is erased.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def erase(application: str, referee: str | None, yes: bool) -> None:
    """Erase the personal data of APPLICATION (its code or the id in its address) for good.

    Data on hold are not erased. The person is told by e-mail. Running it again does no harm: it erases
    whatever an interrupted attempt left behind.
    """
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.privacy import erasing
    from hiring.privacy.jobs import erase_now, erase_referee_now

    found, session = application_named(application), current_session()
    asked = _referee_named(found.id, referee) if referee else None
    what = f"A referee of {found.code}" if asked else found.code
    if not yes:
        click.confirm(f"Erase the personal data of {what}? This cannot be undone.", abort=True)
    try:
        if asked is not None:
            new = erasing.begin_referee(begin_writing(), found, asked, by=OPERATOR)
        else:
            new = erasing.begin_application(begin_writing(), found, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    if asked is not None:
        erase_referee_now(session, asked.id)
    else:
        erase_now(session, found.id)
    click.echo(f"{what} is erased." if new else f"{what} was erased already; nothing is left.")


@privacy.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def repeat(files: tuple[Path, ...]) -> None:
    """Erase once more what was erased before, as `erasures.jsonl` in the instance folder says, or FILES.

    `hiring restore` does it by itself; by hand it is for a file that turns up later.
    """
    from hiring.db import current_session
    from hiring.privacy.erasing import LEDGER
    from hiring.privacy.jobs import repeat_erasures
    from hiring.settings import current_settings

    named = files or (current_settings().instance / LEDGER,)
    again = sum(repeat_erasures(current_session(), file) for file in named)
    click.echo(f"Erasures repeated: {again}.")


@privacy.command()
@with_appcontext
def due() -> None:
    """List the openings whose data will be erased within a week, or should have been erased by now."""
    from hiring import clock
    from hiring.db import current_session
    from hiring.privacy.queries import coming_erasures
    from hiring.privacy.rules import TOLD_AHEAD, Retention
    from hiring.settings import current_settings

    kept = Retention(current_settings().retention_days)
    found = coming_erasures(current_session(), kept, clock.now() + TOLD_AHEAD, most=1000)
    for each in found:
        title = each.title.en or each.title.id
        click.echo(f"{each.at:%Y-%m-%d}  {each.number:>6} applications  {title}")
    if not found:
        click.echo("Nothing is due within a week.")


@privacy.command()
@click.argument("opening")
@click.option("--application", help="The code of one application; otherwise the whole opening.")
@click.option("--reason", required=True, help="Why the data must not be erased; it stays in the trail.")
@with_appcontext
def hold(opening: str, application: str | None, reason: str) -> None:
    """Put the data of OPENING (the id in its address) on hold, so that they are not erased when due."""
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.privacy import actions

    session = current_session()
    opening_id, application_id = _whose_data(opening, application)
    try:
        actions.hold(begin_writing(), opening_id, application_id, reason, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    click.echo(f"Held: {application or 'the whole opening'}.")


@privacy.command()
@with_appcontext
def requests() -> None:
    """List the open requests about personal data, the one due first on top; names are not shown."""
    from datetime import UTC

    from hiring.db import current_session
    from hiring.privacy.queries import all_open_requests

    found = all_open_requests(current_session())
    for number, right, due_at, code in found:
        click.echo(f"no. {number:>5}  {right:<11}  due {due_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC  {code}")
    if not found:
        click.echo("Nobody is waiting for an answer.")


@privacy.command()
@click.argument("number", type=int)
@click.option("--done/--refuse", "done", default=None, help="How the request ends.")
@click.option("--reason", required=True, help="What the person is told: what was done, or why not.")
@with_appcontext
def answer(number: int, done: bool | None, reason: str) -> None:
    """Answer request NUMBER, as `hiring privacy requests` lists it; the person is told by e-mail.

    It only answers: data are erased by `hiring privacy erase`, put right by `hiring privacy correct`.
    """
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.privacy import actions, queries
    from hiring.privacy.rules import LONGEST_ANSWER, PrivacyRequestState, Right, outcomes_of

    said = reason.strip()
    if done is None:
        raise click.UsageError("Say how the request ends: --done or --refuse.")
    if not 0 < len(said) <= LONGEST_ANSWER:
        raise click.UsageError(f"--reason must have 1 to {LONGEST_ANSWER} characters.")
    asked = queries.privacy_request_by_id(current_session(), number)
    if asked is None:
        raise click.ClickException(f"There is no request no. {number}.")
    outcome = PrivacyRequestState.DONE if done else PrivacyRequestState.REFUSED
    if outcome not in outcomes_of(Right(asked.asks_for)):
        raise click.ClickException("A request that data are no longer used cannot be refused.")
    try:
        actions.answer_request(begin_writing(), asked, outcome, said, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    current_session().commit()
    click.echo(f"Request no. {number} is answered: {outcome}. The person is told by e-mail.")


@privacy.command()
@click.argument("opening")
@click.option("--application", help="The code of one application; otherwise the hold on the whole opening.")
@with_appcontext
def release(opening: str, application: str | None) -> None:
    """End the hold on the data of OPENING (the id in its address): they are erased when due."""
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.privacy import actions, queries

    session = current_session()
    opening_id, application_id = _whose_data(opening, application)
    standing = queries.holds_of(session, opening_id)
    ours = [each for each in standing if each.application_id == application_id and each.ended_at is None]
    if not ours:
        raise click.ClickException("There is no hold on this.")
    for each in ours:
        actions.let_go(begin_writing(), each, by=OPERATOR)
    session.commit()
    click.echo(f"No longer held: {application or 'the whole opening'}.")


@privacy.command()
@click.argument("application")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--came-by",
    type=click.Choice(["mail", "phone", "in_person"]),
    default="mail",
    help="How the candidate asked.",
)
@with_appcontext
def archive(application: str, file: Path, came_by: str) -> None:
    """Write everything held about the candidate of APPLICATION into FILE, a ZIP, to be handed on.

    The request stands in the register, and the candidate is told by mail that the file can be downloaded
    on their page, too. That it was taken here stands in the trail.
    """
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.files.downloads import current_folder
    from hiring.openings.queries import application_by_id
    from hiring.privacy import actions
    from hiring.privacy.jobs import archive_now
    from hiring.privacy.rules import CameBy, Right

    if file.exists():
        raise click.ClickException(f"{file} exists already.")
    named, session = application_named(application), current_session()
    found = application_by_id(session, named.id)
    assert found is not None  # noqa: S101  (it was named)
    way, code = CameBy(came_by), found.code
    try:
        asked = actions.ask_about_data(begin_writing(), found, Right.ACCESS, "", came_by=way, by=OPERATOR)
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    request = archive_now(session, asked.id)
    stored = actions.note_archive_taken(begin_writing(), request, by=OPERATOR)
    session.commit()
    file.write_bytes(current_folder().read(stored.sha256))
    click.echo(f"{file}: everything held about the candidate of {code} (request no. {request.id}).")


@privacy.command()
@click.argument("application")
@click.option("--name", help="The right name; as it is where none is given.")
@click.option("--email", help="The right address; as it is where none is given.")
@click.option("--referee", help="The present address of a referee of this candidate who is to be corrected.")
@with_appcontext
def correct(application: str, name: str | None, email: str | None, referee: str | None) -> None:
    """Correct the name or address of the candidate of APPLICATION, or of a referee.

    Under another address earlier links end, and whoever can still go on is mailed a new one there.
    """
    from hiring.accounts.rules import OPERATOR
    from hiring.db import begin_writing, current_session
    from hiring.errors import HiringError
    from hiring.openings import actions as openings
    from hiring.openings.queries import application_by_id
    from hiring.persons import Correction, Unfit, checked_address, checked_name
    from hiring.references import actions as references
    from hiring.settings import current_settings

    said = {
        Correction.MOVED: "Corrected. A new link is on its way.",
        Correction.DONE: "Corrected.",
        Correction.UNCHANGED: "Nothing was changed.",
    }
    if name is None and email is None:
        raise click.UsageError("Say what to correct: --name, --email or both.")
    key, session = current_settings().secret_key, current_session()
    found = application_by_id(session, application_named(application).id)
    assert found is not None  # noqa: S101  (it was named)
    asked = _referee_named(found.id, referee) if referee else None
    before = asked or found.candidate
    try:
        name = checked_name(name) if name is not None else before.name
        email = checked_address(email) if email is not None else before.email
        if asked is None:
            came = openings.correct_person(begin_writing(), found, name, email, secret_key=key, by=OPERATOR)
        else:
            came = references.correct_referee(
                begin_writing(), asked, name, email, secret_key=key, by=OPERATOR
            )
    except Unfit as error:
        raise click.ClickException(error.sentence % error.values) from error
    except HiringError as error:
        raise click.ClickException(str(error)) from error
    session.commit()
    click.echo(said[came])


def _referee_named(application_id: int, address: str) -> "ReferenceRequest":
    """Return the referee of a candidate who is written to there. Raises click.ClickException."""
    from hiring.accounts.rules import normalised_email
    from hiring.db import current_session
    from hiring.references.queries import request_by_id, requests_of_application

    session, wanted = current_session(), normalised_email(address)
    for each in requests_of_application(session, application_id):
        if each.email == wanted and (found := request_by_id(session, each.id)) is not None:
            return found
    raise click.ClickException(f"The candidate has no referee with the address {address}.")


def _whose_data(opening: str, application: str | None) -> tuple[int, int | None]:
    """Return the ids of an opening and of the application that is named. Raises click.ClickException."""
    from hiring.db import current_session
    from hiring.openings.queries import opening_by_public_id
    from hiring.privacy import queries

    session = current_session()
    found = opening_by_public_id(session, opening)
    if found is None:
        raise click.ClickException(f"There is no opening {opening}.")
    one = queries.application_of_code(session, found.id, application) if application else None
    if application and one is None:
        raise click.ClickException(f"There is no application {application} in this opening.")
    return found.id, one.id if one else None
