"""One pytest session that runs, for each mutant of a function, the tests that enter that function.

Everything is imported and collected once. Each mutant lives in a forked child: the code of
its function is exchanged there, the tests run until the first fails, and the child goes.
A constant of a module is exchanged wherever it was imported, and tried by the tests that enter
a function that names it. What lives through those may have been used while modules were imported
(a limit of a field, a default, a decorator), as everything else outside functions is: that is not
seen here, and `python -m tests.mutation` gives each such mutant a process of its own.
A permission changes where it is, so that every page that asks it asks the mutant, and is tried
by the tests that ask it.
"""

import ast
import gc
import os
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType

import pytest

from hiring.accounts.rules import Permission
from hiring.paths import CHECKOUT
from tests.mutation.mutants import Mutant, Place

#: A child may use so many times the processor of its tests without a mutant, and a little more.
_PATIENCE, _LITTLE = 2, 5

#: What `functools.cache` and `lru_cache` make of a function.
KeepsAnswers = type(cache(str))

#: By the function they enter, the constants that the functions they enter name, and the rights they ask.
_Entered = dict[tuple[str, Place] | str | None, list[pytest.Item]]


class Mutation:
    """The plugin: `survivors` are the mutants that no test noticed, `left` those that it cannot judge."""

    def __init__(self, mutants: Sequence[Mutant]) -> None:
        self.mutants, self.survivors, self.left = mutants, list[Mutant](), list[Mutant]()
        self._failed, self._seconds = False, dict[str, float]()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        entered = self._entered(session)
        if self._failed:
            raise pytest.UsageError("the tests fail without any mutant")
        said = session.config.pluginmanager.get_plugin("terminalreporter")
        gc.unfreeze()
        functions = _functions({str(CHECKOUT / each.path) for each in self.mutants})
        for number, mutant in enumerate(self.mutants, 1):
            tests = entered.get(_key(mutant), [])
            exchanged = _exchanged(mutant, functions)
            if not tests or not (exchanged or mutant.constant):
                self.left.append(mutant)
            elif self._survives(session, mutant, exchanged, tests):
                judged = not mutant.constant or isinstance(value_of(mutant), Permission)
                (self.survivors if judged else self.left).append(mutant)
                place = f"{number}/{len(self.mutants)}"
                said.write_line(f"{place} survives {len(tests)} tests: {mutant}", flush=True)
        return True

    def _entered(self, session: pytest.Session) -> _Entered:
        """Run every test once, and note which functions of the mutants' modules it enters."""
        files = {str(CHECKOUT / each.path) for each in self.mutants}
        constants = {each.constant for each in self.mutants if each.constant}
        entered: _Entered = defaultdict(list)
        named = cache(lambda code: constants.intersection(code.co_names))
        for item in session.items:
            seen: set[CodeType] = set()
            asked: set[str] = set()

            def enter(
                frame: FrameType, *_: object, seen: set[CodeType] = seen, asked: set[str] = asked
            ) -> None:
                if frame.f_code.co_filename in files or named(frame.f_code):
                    seen.add(frame.f_code)
                if frame.f_code is Permission.allows.__code__:
                    asked.add(frame.f_locals["self"].name)

            begun = time.process_time()
            sys.settrace(enter)
            try:
                self._run(session, item)
            finally:
                sys.settrace(None)
            self._seconds[item.nodeid] = time.process_time() - begun
            for code in seen:
                entered[code.co_filename, place_of(code)].append(item)
            for name in asked.union(*map(named, seen)):
                entered[name].append(item)
        for tests in entered.values():
            tests.sort(key=lambda item: self._seconds[item.nodeid])
        return entered

    def _run(self, session: pytest.Session, item: pytest.Item) -> None:
        # The session as what comes next: its fixtures stay, and any test may follow.
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=session)

    def _survives(
        self,
        session: pytest.Session,
        mutant: Mutant,
        exchanged: Sequence[tuple[FunctionType, CodeType]],
        tests: Sequence[pytest.Item],
    ) -> bool:
        seconds = sum(self._seconds[each.nodeid] for each in tests)
        child = os.fork()
        if child == 0:
            self._live(session, mutant, exchanged, tests, int(seconds * _PATIENCE + _LITTLE))
        return os.waitpid(child, 0)[1] == 0

    def _live(
        self,
        session: pytest.Session,
        mutant: Mutant,
        exchanged: Sequence[tuple[FunctionType, CodeType]],
        tests: Sequence[pytest.Item],
        seconds: int,
    ) -> None:
        """Be the child: exchange the code and run the tests until one fails. Never returns."""
        try:
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            session.config.pluginmanager.unregister(name="terminalreporter")
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            for function, code in exchanged:
                function.__code__ = code
            exchange_constant(mutant)
            forget_answers()
            for item in tests:
                self._run(session, item)
                if self._failed:
                    break
            os._exit(int(self._failed))
        finally:
            os._exit(1)


def forget_answers() -> None:
    """Empty what functions of ours have kept: an answer from before would hide a mutant."""
    ours = [module for name, module in sys.modules.items() if name.startswith("hiring.")]
    for each in [value for module in ours for value in vars(module).values()]:
        if isinstance(each, KeepsAnswers):
            each.cache_clear()


def exchange_constant(mutant: Mutant) -> None:
    """Give a constant its value in the mutant, in its module and wherever that was imported."""
    home = _home_of(mutant)
    if mutant.constant is None or home is None:
        return
    was = value_of(mutant)
    body = ast.parse(mutant.source).body
    changed = [each for each in body if each.lineno <= mutant.line <= (each.end_lineno or 0)]
    exec(compile(ast.Module(changed, []), home.__file__ or "", "exec"), vars(home))
    if isinstance(was, Permission):
        vars(was).update(vars(value_of(mutant)))
    for each in _ours():
        if vars(each).get(mutant.constant) is was and mutant.constant in _imported_names(each):
            setattr(each, mutant.constant, vars(home)[mutant.constant])


def value_of(mutant: Mutant) -> object:
    """Return what the constant of a mutant stands for now; None where no test has its module imported."""
    home = _home_of(mutant)
    return vars(home).get(mutant.constant or "") if home else None


def _home_of(mutant: Mutant) -> ModuleType | None:
    path = str(CHECKOUT / mutant.path)
    return next((each for each in _ours() if getattr(each, "__file__", None) == path), None)


def _ours() -> list[ModuleType]:
    return [each for name, each in sys.modules.items() if name.startswith(("hiring.", "tests."))]


def _imported_names(module: ModuleType) -> set[str]:
    """Return what a module imports from others, under its own name."""
    tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
    found = [each for each in tree.body if isinstance(each, ast.ImportFrom)]
    return {alias.name for each in found for alias in each.names if alias.asname in {None, alias.name}}


def _key(mutant: Mutant) -> tuple[str, Place] | str | None:
    if mutant.place:
        return str(CHECKOUT / mutant.path), mutant.place
    right = value_of(mutant)
    return right.name if isinstance(right, Permission) else mutant.constant


def place_of(code: CodeType) -> Place:
    return code.co_qualname, code.co_firstlineno


def _functions(files: set[str]) -> dict[str, list[FunctionType]]:
    """Return the functions that live now, by the file they come from."""
    found = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename in files:
            found[each.__code__.co_filename].append(each)
    return found


def _exchanged(
    mutant: Mutant, functions: dict[str, list[FunctionType]]
) -> list[tuple[FunctionType, CodeType]]:
    """Return each living function whose code differs in the mutant, with that code.

    Nothing where one of them cannot take it, because it closes over other names.
    """
    path = str(CHECKOUT / mutant.path)
    codes = {place_of(code): code for code in codes_in(compile(mutant.source, path, "exec"))}
    pairs = [(each, codes.get(place_of(each.__code__))) for each in functions[path]]
    changed = [(function, code) for function, code in pairs if code and code != function.__code__]
    if any(code.co_freevars != function.__code__.co_freevars for function, code in changed):
        return []
    return changed


def codes_in(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from codes_in(constant)


def judge(mutants: Sequence[Mutant], folder: Path) -> Mutation:
    """Run the fast tests of `folder` against every mutant."""
    judged = Mutation(mutants)
    arguments = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow", "--no-header", "-r", ""]
    status = pytest.main([*arguments, str(folder)], plugins=[judged])
    if status not in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        raise SystemExit(f"pytest ended with {status!r}")
    return judged
