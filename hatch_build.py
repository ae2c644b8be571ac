"""What is made when the package is built: compiled catalogues, and the one file of Bootstrap we use."""

import re
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Generated(BuildHookInterface):  # type: ignore[type-arg]
    """Run before hatchling collects the files, for a wheel as for a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root, "hiring")
        _compile_catalogues(package / "i18n" / "catalogues")
        _copy_bootstrap(package / "static")


def _compile_catalogues(folder: Path) -> None:
    for source in folder.rglob("*.po"):
        with source.open("rb") as readable, source.with_suffix(".mo").open("wb") as writable:
            write_mo(writable, read_po(readable))


def _copy_bootstrap(folder: Path) -> None:
    """Take the style sheet and its licence out of a package that is a hundred times their size."""
    package = distribution("bootstrap-flask")
    styles = package.locate_file("flask_bootstrap/static/bootstrap5/css/bootstrap.min.css")
    css = Path(styles).read_text("utf-8")
    (folder / "bootstrap.min.css").write_text(css, "utf-8")
    (folder / "bootstrap.LICENSE").write_text(_licence(css, package.read_text("licenses/LICENSE")), "utf-8")


def _licence(css: str, package: str) -> str:
    """Return the licence under the name of its holder, which the style sheet tells in its first lines."""
    holder = re.search(r"Copyright .*Bootstrap Authors", css)[0]
    return f"MIT License\n\n{holder}\n\n{package[package.index('Permission is') :]}"
