"""`make test-fast` and the rest are together every test, and nothing in it starts what takes long.

`make test-quick` leaves out what needs an application, too.
"""

import ast
import re

import pytest

from hiring.paths import CHECKOUT

pytest_plugins = ["pytester"]

TESTS = CHECKOUT / "tests"


def recipe(target: str) -> str:
    """Return the commands of a target of the Makefile."""
    makefile = (CHECKOUT / "Makefile").read_text("utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert found, target
    return found[1]


def test_all_tests_are_run_by_one_command_and_the_fast_ones_by_two_others():
    every, fast, quick = recipe("test"), recipe("test-fast"), recipe("test-quick")

    assert re.findall(r"pytest (.*?)(?: &&|\n)", every) == ["-q -n $$(( $$(nproc) + 2 )) --dist loadgroup"]
    assert (fast, quick) == ("\t@$(QUICKLY) 'not slow'\n", "\t@$(QUICKLY) 'not slow and not application'\n")


def test_every_function_that_is_called_a_test_lies_where_tests_are_collected():
    lost = [
        f"{path.relative_to(TESTS)}: {each.name}"
        for path in sorted(TESTS.rglob("*.py"))
        if not path.name.startswith("test_")
        for each in ast.parse(path.read_text("utf-8")).body
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
    ]

    assert lost == []


ASKING = """
import subprocess, sys, pytest

@pytest.fixture
def browser(): pass

@pytest.fixture
def page(browser): pass

def test_nothing(): pass
def test_fixture(browser): pass
def test_fixture_of_a_fixture(page): pass
@pytest.mark.postgres
def test_database(): pass
@pytest.mark.xdist_group("made once")
def test_group(): pass
@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_both(kind): pass
"""


@pytest.fixture
def asking(pytester):
    """Return a function that runs tests, as `make test-fast` would, and gives their outcomes."""
    pytester.makeini(
        "[pytest]\nmarkers =\n"
        + "".join(f"  {mark}:\n" for mark in ("application", "postgres", "process", "slow"))
    )

    def run(tests: str, *options: str) -> pytest.HookRecorder:
        pytester.makepyfile(tests)
        return pytester.inline_run("-p", "tests.slowness", "-p", "no:cacheprovider", *options)

    return run


def names(reports: list[pytest.TestReport]) -> list[str]:
    return [each.nodeid.partition("::")[2] for each in reports]


def test_a_test_is_slow_by_what_it_asks_for(asking):
    passed, _, _ = asking(ASKING, "-m", "not slow").listoutcomes()

    assert names(passed) == ["test_nothing", "test_both[sqlite]"]


def test_whoever_starts_a_process_without_saying_so_fails(asking):
    starts = "import subprocess, pytest\n{}def test_it(): subprocess.run(['true'])\n"

    _, _, failed = asking(starts.format("")).listoutcomes()
    passed, _, none = asking(starts.format("@pytest.mark.process\n")).listoutcomes()

    assert [str(each.longrepr).partition(" (")[0] for each in failed] == [
        "starts a process, so it is not fast: mark it `process`"
    ]
    assert (names(passed), none) == (["test_it"], [])
