"""`hiring bank ...`: look after the question banks from the command line."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from hiring import clock
from hiring.accounts.rules import SYSTEM
from hiring.db import begin_writing, current_session
from hiring.paths import QUESTION_BANKS


@click.group()
def bank() -> None:
    """Check and load question banks."""


@bank.command()
@click.argument("folder", type=click.Path(path_type=Path), default=QUESTION_BANKS)
def check(folder: Path) -> None:
    """Read the bank in FOLDER, or every bank in it, and name each fault.

    Of a bank without faults it names what could be better: what nothing measures, what gives an answer
    away, what is out of date, what asks for age, looks, religion and the like.
    """
    # Imported here: reading brings YAML and pydantic, which other commands need not wait for.
    from hiring.banks.bank_files import bank_folders
    from hiring.banks.problems import BankFaults
    from hiring.banks.reading import review_bank

    faulty = 0
    for each in bank_folders(folder):
        try:
            review = review_bank(each, clock.now().date())
        except BankFaults as error:
            faulty += len(error.faults)
            for fault in error.faults:
                click.echo(f"{each.name}/{fault}", err=True)
        else:
            tasks = len(review.document.tasks)
            click.echo(f"{each.name}: {tasks} tasks, rubric, references, interview guide, notices in order")
            for advice in review.advice:
                place = f"{advice.file}:{advice.line}:{advice.column}"
                click.echo(f"{each.name}/{place}: better {advice.expected}")
    if faulty:
        raise click.ClickException("1 fault" if faulty == 1 else f"{faulty} faults")


@bank.command()
@click.argument("folder", type=click.Path(path_type=Path), default=QUESTION_BANKS)
@with_appcontext
def load(folder: Path) -> None:
    """Load the bank in FOLDER, or every bank in it; nothing is loaded if one has a fault."""
    from hiring.banks.actions import load_bank
    from hiring.banks.bank_files import bank_folders
    from hiring.banks.problems import BankFaults
    from hiring.banks.reading import read_bank

    try:
        documents = [read_bank(each) for each in bank_folders(folder)]
    except BankFaults as error:
        for fault in error.faults:
            click.echo(str(fault), err=True)
        raise click.ClickException("The banks have faults; nothing was loaded.") from error
    for document in documents:  # each bank by itself: nobody waits for all of them
        loaded = load_bank(begin_writing(), document, by=SYSTEM)
        current_session().commit()
        click.echo(f"{loaded.code}: {len(document.tasks)} tasks, version {loaded.content_hash[:12]}")
