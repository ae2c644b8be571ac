"""Everything that is done from the command line, in this process, so that it can be watched."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from click import Group
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import update

from hiring.accounts.rules import SYSTEM
from hiring.cli import hiring
from hiring.db import Writing, db, set_writing
from hiring.demo.people import DEMO_PASSWORD
from hiring.jobs.worker import Worker
from hiring.openings.queries import application_by_id
from hiring.privacy.actions import ask_about_data
from hiring.privacy.rules import Right
from hiring.scoring.models import Rating
from hiring.server.serving import require_fitness
from tests.banks.conftest import SMALL_BANK
from tests.walk.staff import application_at, the_opening
from tests.watching import Watch, watching, watching_threads


@dataclass
class Operator:
    """Somebody at the terminal of the server."""

    instance: Path
    environment: Mapping[str, str]
    commands: dict[str, list[Watch]] = field(default_factory=lambda: defaultdict(list))
    """What was seen, by the words of the command."""

    def run(self, *words: str, instance: Path | None = None, status: int = 0) -> Result:
        """Run `hiring ...`; another exit status is a fault of the walk."""
        wanted = {"HIRING_INSTANCE": str(instance or self.instance), **self.environment}
        with _as_a_command(), watching() as seen:
            result = CliRunner(env=wanted).invoke(hiring, words)
        assert result.exit_code == status, f"hiring {' '.join(words)}: {result.output}\n{result.exc_info}"
        self.commands[_name(words)].append(seen)
        return result

    def serve_and_work(self, app: Flask) -> None:
        """Do what `serve` and `worker` do that other processes and threads go on with."""
        with _as_a_command(), watching() as seen:
            require_fitness(app)
        self.commands["serve"].append(seen)
        with _as_a_command(), watching_threads() as seen:
            worker = Worker(app)
            worker.start()
            worker.finish()
        self.commands["worker"].append(seen)


@contextmanager
def _as_a_command() -> Iterator[None]:
    set_writing(Writing.ASKED)
    try:
        yield
    finally:
        set_writing(Writing.ALWAYS)


def at_the_terminal(operator: Operator, app: Flask, folder: Path) -> None:
    """Everything an operator does with an installation that runs."""
    operator.serve_and_work(app)
    password = folder / "password"
    password.write_text(DEMO_PASSWORD + "\n", "utf-8")
    added = ("budi@contoh.example", "--name", "Budi", "--role", "hr", "--password-from", str(password))
    operator.run("user", "add", *added)
    operator.run("user", "role", "budi@contoh.example", "reviewer")
    operator.run("user", "password", "budi@contoh.example", *added[-2:])
    operator.run("organisation", "--name", "PT Sinar", "--contact-email", "wulan@sinar.example")
    operator.run("mail", "trial", "wulan@sinar.example", status=1)  # no mail server is set
    operator.run("bank", "load", str(SMALL_BANK))
    with app.app_context():
        scored, opening = application_at("scored").public_id, the_opening().public_id
        db.session.execute(update(Rating).where(Rating.level == 3).values(level=2))  # behind the scores' back
        db.session.commit()
    operator.run("report", "issue", scored, "-o", str(folder / "report.pdf"))
    operator.run("scores", "recompute")
    operator.run("privacy", "archive", scored, str(folder / "data.zip"))
    operator.run("privacy", "correct", scored, "--name", "Nama yang Benar")
    operator.run("privacy", "erase", scored, "--yes")
    operator.run("privacy", "repeat")
    words = ("privacy", "sign", "--assessed-by", "HR", "--officer", "none", "--yes")
    operator.run(*words)
    operator.run("privacy", "hold", opening, "--reason", "Ada sengketa.")
    operator.run("privacy", "release", opening)
    with app.app_context():
        number = _asked()
    operator.run("privacy", "answer", str(number), "--done", "--reason", "Sudah diperbaiki.")
    for words in ("privacy due", "privacy record", "privacy requests"):
        operator.run(*words.split())
    for words in ("user list", "bank check", "scores verify", "answers verify"):
        operator.run(*words.split())
    operator.run("audit", "verify", status=1)  # it names the level that was changed
    operator.run("doctor", status=1)  # no worker is running
    operator.run("backup", str(folder / "backup"))
    elsewhere = folder / "elsewhere"
    operator.run("restore", str(folder / "backup"), instance=elsewhere)
    operator.run("release", "--yes", instance=elsewhere)


def _asked() -> int:
    """Have a candidate ask for a correction; return the number of the request."""
    application = application_by_id(db.session(), application_at("handed_in").id)
    asked = ask_about_data(db.session(), application, Right.CORRECTION, "Nama saya keliru.", by=SYSTEM)
    db.session.commit()
    return asked.id


def _name(words: tuple[str, ...]) -> str:
    """Return the words that name the command: `user add`."""
    return next(name for name in names() if list(words[: len(name.split())]) == name.split())


def names() -> list[str]:
    """Return the name of every command there is."""
    found = []
    for name in hiring.list_commands(None):
        command = hiring.get_command(None, name)
        inside = command.commands if isinstance(command, Group) else {}
        found += [f"{name} {each}" for each in inside] if inside else [name]
    return sorted(found)
