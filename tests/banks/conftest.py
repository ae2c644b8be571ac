"""A small sound bank to spoil."""

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from ruamel.yaml.nodes import Node

from hiring.banks.bank import BankDocument
from hiring.banks.problems import BankFaults
from hiring.banks.reading import read_bank

SMALL_BANK = Path(__file__).parent / "small_bank"


@pytest.fixture(scope="session", autouse=True)
def composed_once() -> Iterator[None]:
    """Have the library compose a text once: a spoilt bank is a sound one, but for one file.

    What it makes of a text is only looked at. A text that it refuses, it refuses anew.
    """
    compose = YAML.compose

    @cache
    def composed(text: str) -> Node | None:
        return compose(YAML(typ="safe", pure=True), text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(YAML, "compose", lambda _, text: composed(text))
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the small bank that a test may spoil."""
    return Path(shutil.copytree(SMALL_BANK, tmp_path / "small"))


@pytest.fixture
def spoil(folder: Path) -> Callable[[str, str, str], None]:
    """Change one place in one file of the small bank; the place must be the only one of its kind."""

    def change(name: str, old: str, new: str) -> None:
        path = folder / name
        text = path.read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    return change


@pytest.fixture
def faults(folder: Path) -> Callable[[], list[str]]:
    """Read the small bank as it now is, and return its faults as the command line prints them."""

    def read() -> list[str]:
        with pytest.raises(BankFaults) as refused:
            read_bank(folder)
        return [str(fault) for fault in refused.value.faults]

    return read


@pytest.fixture(scope="session")
def small_bank() -> BankDocument:
    return read_bank(SMALL_BANK)
