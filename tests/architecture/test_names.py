"""Names are the words of the trade; files stay short enough to be read in one sitting."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import hiring
from tests.architecture.sources import nodes_of

PACKAGE = Path(hiring.__file__).parent
BANNED = re.compile(r"(^|_)(manager|helper|util|utils|common|base|process|handle|info|do)(_|$)")
#: The field's own words: a hiring manager is a person; WTForms, Alembic and limits name things themselves.
ALLOWED = {"hiring_manager", "hiring_managers", "is_hiring_manager", "HIRING_MANAGER", "base_url", "Base"} | {
    "process_bind_param",
    "process_formdata",
    "process_result_value",
    "base_exceptions",
}
LONGEST_FILE = 350
LONGEST_FUNCTION = 60


def _sources():
    return [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]


def test_modules_and_functions_are_named_in_the_words_of_the_trade():
    found = []
    for path in _sources():
        names = [path.stem] + [
            node.name for node in nodes_of(path) if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        found += [
            f"{path.relative_to(PACKAGE)}: {name}"
            for name in names
            if BANNED.search(name.lower()) and not any(word in name for word in ALLOWED)
        ]

    assert found == []


def test_a_class_name_has_one_meaning():
    homes = defaultdict(list)
    for path in _sources():
        for node in nodes_of(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_") and node.name != "Meta":
                homes[node.name].append(str(path.relative_to(PACKAGE)))

    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def test_one_module_knows_how_dates_and_figures_are_written():
    asks = re.compile(r"^\s*(from|import) babel\.(dates|numbers|lists)\b", re.MULTILINE)

    assert [
        str(path.relative_to(PACKAGE)) for path in _sources() if asks.search(path.read_text("utf-8"))
    ] == ["i18n/formatting.py"]


def test_no_file_has_become_a_catch_all():
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in _sources()
        if (lines := len(path.read_text("utf-8").splitlines())) > LONGEST_FILE
    }

    assert long == {}


def test_functions_can_be_read_in_one_look():
    long = [
        f"{path.relative_to(PACKAGE)}:{node.lineno} {node.name} ({node.end_lineno - node.lineno + 1} lines)"
        for path in _sources()
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []
