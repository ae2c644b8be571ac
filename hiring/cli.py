"""The command `hiring`: one line per command, loaded when it is called."""

import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from hiring import __version__
from hiring.capabilities import CAPABILITIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from hiring.settings import Settings

#: Command -> where it lives; only what is called is imported. First those that run the system itself.
COMMANDS = {
    "serve": "hiring.server.commands.serving:serve",
    "worker": "hiring.server.commands.serving:worker",
    "migrate": "hiring.server.commands.migrating:migrate",
    "doctor": "hiring.server.commands.doctor:doctor",
    "backup": "hiring.server.commands.backup:backup",
    "restore": "hiring.server.commands.backup:restore",
    "release": "hiring.server.commands.backup:release",
    "demo": "hiring.demo.commands:demo",
    **{name: place for capability in CAPABILITIES for name, place in capability.commands.items()},
}

#: Module -> the extra of this package that brings it.
_EXTRAS = {"psycopg": "postgres", "redis": "redis", "scipy": "stats"}

#: Exit status for a setting that is wrong, as for a wrong option.
WRONG_USE = 2


class LazyCommands(click.Group):
    """Knows its commands by name and imports them one at a time: a start must not take seconds."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)  # noqa: S101  (a wrong line above, not a wrong input)
        return command


@click.command(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hiring", message="%(prog)s %(version)s")
@click.pass_context
def hiring(context: click.Context) -> None:
    """Assess and hire community officers."""
    from flask.cli import ScriptInfo

    from hiring.settings import load_settings

    def make_app(create: "Callable[[Settings], Flask]") -> "Flask":
        settings = load_settings()
        if settings.database_file is not None and not settings.database_file.exists():
            raise NoDatabase(f"There is no database {settings.database_file}: `hiring migrate` makes it.")
        app = create(settings)
        context.call_on_close(lambda: _close(app))
        return app

    def with_pages() -> "Flask":
        from hiring.app import create_app

        return make_app(create_app)

    def without_pages() -> "Flask":
        from hiring.background import create_background_app

        return make_app(create_background_app)

    context.obj = ScriptInfo(create_app=with_pages, set_debug_flag=False)  # what `with_appcontext` asks for
    context.meta["without_pages"] = without_pages  # what a worker asks for


def _close(app: "Flask") -> None:
    from hiring.db import db

    with app.app_context():
        db.engine.dispose()


class NoDatabase(Exception):
    """A command that only uses a database found none; it must not make an empty one in passing."""


def main() -> None:
    """Run the command; what is wrong is said in one sentence, without a trace."""
    from sqlalchemy.exc import DBAPIError

    from hiring.errors import HiringError
    from hiring.instance import NoInstance
    from hiring.server.archive import BackupRefused
    from hiring.settings import SettingsError

    os.umask(0o077)  # answers and mails are nobody else's to read
    try:
        hiring(prog_name="hiring")  # however it was started
    except SettingsError as error:
        _stop(str(error), WRONG_USE)
    except (HiringError, NoInstance, NoDatabase, BackupRefused) as error:
        _stop(str(error), 1)
    except DBAPIError as error:
        _stop(_database_sentence(str(error.orig)), 1)
    except OSError as error:
        _stop(_system_sentence(error), 1)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        extra = f"'hiring[{_EXTRAS[error.name]}]'"
        _stop(f"This needs the package {error.name}, which is missing: pip install {extra}.", 1)


def _database_sentence(said: str) -> str:
    from hiring.db import open_database, schema
    from hiring.settings import load_settings

    settings = load_settings()
    if re.search(r"no such (table|column)|(relation|column) .* does not exist", said):
        with open_database(settings.database_url) as engine:
            if misfit := schema.misfit(engine):
                return misfit
    return f"The database {settings.database_shown} cannot be used: {' '.join(said.split())}"


def _system_sentence(error: OSError) -> str:
    about = f"{error.filename}: " if error.filename else ""
    return f"The system refused: {about}{error.strerror or error}."


def _stop(sentence: str, status: int) -> None:
    click.echo(sentence, err=True)
    sys.exit(status)


if __name__ == "__main__":
    main()
