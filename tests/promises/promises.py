"""The list of promises, the list of texts that only sound like one, and the page printed from both.

`python -m tests.promises.promises` writes docs/promises.md anew and names what stands in neither list.
"""

import ast
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from hiring.paths import CHECKOUT
from tests.promises.texts import Text, every_text

HERE = Path(__file__).parent
PAGE = CHECKOUT / "docs" / "promises.md"

#: Why a text with a tell-tale word promises nothing of its own.
CLASSES = {
    "label": "names a thing, a number or a state; promises nothing",
    "page": "explains how a page or a form is used",
    "advice": "asks or advises its reader",
    "event": "tells in the trail what was done",
    "figure": "explains a figure of the statistics",
    "people": "says what people of the organisation will do, which no code does for them",
    "unsaid": "stands in a bank, and no page says it",
    "story": "belongs to a task, an anchor or a question: somebody's situation or words",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """Texts (by id) that promise the same, and the tests that show it (`file::name`)."""

    texts: tuple[str, ...]
    tests: tuple[str, ...]


def promises() -> list[Promise]:
    """Return what is promised; the first text of each says it, the others repeat it."""
    return [Promise(tuple(each["texts"]), tuple(each["tests"])) for each in _read("promises.yaml")]


def exceptions() -> dict[str, list[str]]:
    """Return the texts that only sound like a promise, by their class."""
    return {name: list(texts) for name, texts in _read("exceptions.yaml").items()}


@cache
def _read(name: str) -> Any:
    return YAML(typ="safe", pure=True).load(HERE / name)


def suspects() -> list[Text]:
    """Return every text with a tell-tale word."""
    return [text for text in every_text() if text.sounds_like_a_promise]


def listed() -> Iterator[str]:
    """Yield the id of every text that stands in a list, as often as it does."""
    for promise in promises():
        yield from promise.texts
    for texts in exceptions().values():
        yield from texts


def trouble_with(test: str) -> str | None:
    """Say what is wrong with `file::name` as a proof, or None: it must be there and never be skipped."""
    path, _, name = test.partition("::")
    if not (CHECKOUT / path).is_file():
        return f"{path} is missing"
    tests, skipping = _tests_in(path)
    if name not in tests:
        return f"{name} is not in {path}"
    return f"{test} may be skipped" if name in skipping else None


@cache
def _tests_in(path: str) -> tuple[frozenset[str], frozenset[str]]:
    tree = ast.parse((CHECKOUT / path).read_text("utf-8"))
    tests = {
        each.name: each
        for each in tree.body
        if isinstance(each, ast.FunctionDef) and each.name.startswith("test_")
    }
    whole = any(isinstance(each, ast.Assign) and _skips(each) for each in tree.body)
    return frozenset(tests), frozenset(name for name, each in tests.items() if whole or _skips(each))


def _skips(node: ast.AST) -> bool:
    names = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    return bool(names & {"skip", "skipif", "xfail", "importorskip"})


def page() -> str:
    """Return the list for people: each promise, and where it is shown; then how many texts only sound so."""
    by_id = {text.id: text for text in every_text()}
    kept = promises()
    lines = [
        "# What the product promises, and the test that shows it",
        "",
        "Written by `python -m tests.promises.promises`; a test keeps it true. Every text with a word such",
        "as mail, hour, until, delete, ask, may, never, nobody, told or automatically stands in",
        "`tests/promises/promises.yaml`",
        "with the test that shows it, or in `exceptions.yaml` with the reason why it promises nothing.",
        "",
        f"{len(kept)} promises in {sum(len(each.texts) for each in kept)} texts.",
        "",
        "| promise | said in | shown by |",
        "|---|---|---|",
    ]
    for each in kept:
        says = (
            " ".join(by_id[each.texts[0]].en.split()).replace("|", "\\|") if each.texts[0] in by_id else "?"
        )
        names = "<br>".join(f"`{test.removeprefix('tests/')}`" for test in each.tests)
        lines.append(f"| {says} | {len(each.texts)} | {names} |")
    counted = Counter({name: len(texts) for name, texts in exceptions().items()})
    lines += ["", "| texts that promise nothing | number | why |", "|---|---|---|"]
    lines += [f"| {name} | {counted[name]} | {why} |" for name, why in CLASSES.items()]
    return "\n".join(lines) + "\n"


def faults() -> Iterator[str]:
    """Yield what stands in no list, what is listed and no longer said, and proofs that are none."""
    known = set(listed())
    yield from (f"in no list: {text.id!r}" for text in suspects() if text.id not in known)
    yield from (f"no such text: {gone!r}" for gone in sorted(known - {text.id for text in every_text()}))
    named = {test for promise in promises() for test in promise.tests}
    yield from filter(None, map(trouble_with, sorted(named)))


def main() -> None:
    PAGE.write_text(page(), "utf-8")
    sys.stdout.writelines(f"{fault}\n" for fault in faults())


if __name__ == "__main__":
    main()
