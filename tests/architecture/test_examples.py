"""What the examples in docstrings say is true."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

from hiring.paths import CHECKOUT

MODULES = [
    ".".join(path.relative_to(CHECKOUT).with_suffix("").parts)
    for path in sorted(Path(CHECKOUT / "hiring").rglob("*.py"))
    if ">>> " in path.read_text("utf-8")
]


@pytest.mark.parametrize("name", MODULES)
def test_every_example_comes_out_as_written(name):
    outcome = doctest.testmod(import_module(name))

    assert outcome.attempted > 0
    assert outcome.failed == 0
