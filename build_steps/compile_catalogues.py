"""Compile the catalogues when the package is built: .po files are kept, .mo files are made."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Generated(BuildHookInterface):
    """Run before hatchling collects the files, for a wheel as for a checkout."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        _compile_catalogues(Path(self.root, "hiring", "i18n", "catalogues"))


def _compile_catalogues(folder: Path) -> None:
    for source in folder.rglob("*.po"):
        with source.open("rb") as readable, source.with_suffix(".mo").open("wb") as writable:
            write_mo(writable, read_po(readable))
