"""`hiring bank ...`: look after the question banks from the command line."""

from pathlib import Path

import click

from hiring.paths import QUESTION_BANKS


@click.group()
def bank() -> None:
    """Look after the question banks."""


@bank.command()
@click.argument("folder", type=click.Path(path_type=Path), default=QUESTION_BANKS)
def check(folder: Path) -> None:
    """Read the bank in FOLDER, or every bank that lies in it, and name each fault."""
    # Imported here: reading brings YAML and pydantic, which other commands need not wait for.
    from hiring.banks.bank_files import bank_folders
    from hiring.banks.faults import BankFaults
    from hiring.banks.reading import read_bank

    faulty = 0
    for each in bank_folders(folder):
        try:
            document = read_bank(each)
        except BankFaults as error:
            faulty += len(error.faults)
            for fault in error.faults:
                click.echo(f"{each.name}/{fault}", err=True)
        else:
            tasks = len(document.tasks)
            click.echo(f"{each.name}: {tasks} tasks, rubric, references, interview guide, notices in order")
    if faulty:
        raise click.ClickException("1 fault" if faulty == 1 else f"{faulty} faults")
