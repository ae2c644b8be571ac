"""The statistics know numbers only: no web, no database, no clock, no other room of the house."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import hiring.psychometrics

ROOM = Path(hiring.psychometrics.__file__).parent
ALLOWED = {
    "collections",
    "dataclasses",
    "enum",
    "functools",
    "math",
    "re",
    "statistics",
    "types",
    "typing",
    "numpy",
    "scipy",
    "krippendorff",
}


def imported(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def test_nothing_but_numbers_is_imported():
    names = {name for path in ROOM.rglob("*.py") for name in imported(path)}

    strangers = {
        name
        for name in names
        if name.split(".")[0] not in ALLOWED and not f"{name}.".startswith("hiring.psychometrics.")
    }
    assert strangers == set()


@pytest.mark.process
def test_scipy_is_only_loaded_where_it_is_needed():
    rooms = ", ".join([*sorted(path.stem for path in ROOM.glob("[a-z]*.py")), "agreement"])
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from hiring.psychometrics import {rooms}; import sys; print('scipy' in sys.modules)",
        ],
        capture_output=True,
        check=True,
        text=True,
    )

    assert told.stdout == "False\n"


def test_every_public_function_says_what_it_returns_and_where_it_comes_from():
    silent = []
    for path in ROOM.rglob("*.py"):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                told = ast.get_docstring(node) or ""
                if not told.startswith(("Return", "Say", "Mark")):
                    silent.append(f"{path.name}: {node.name}")

    assert silent == []
