"""Whoever silences a checker names the rule, and says why."""

import re
import tokenize
from io import BytesIO
from pathlib import Path

from hiring.paths import CHECKOUT

#: What silences a checker, and what must follow: its rule, and a reason.
_SILENCES = re.compile(r"#\s*(type:\s*ignore|noqa|pragma:\s*no)")
_EXCUSES = re.compile("type: ignore")
_WITH_A_REASON = re.compile(
    r"#\s*(type: ignore\[[a-z, -]+\]|noqa: [A-Z]+[0-9]+(, [A-Z]+[0-9]+)*)\s+[(#-]\s*(?P<reason>\w.*\w)"
)


def _comments(path: Path, where: re.Pattern[str]):
    """Yield line and text of each comment, of a file in which the pattern stands at all."""
    source = path.read_bytes()
    if where.search(source.decode()):
        for token in tokenize.tokenize(BytesIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def _sources():
    for folder in ("hiring", "tests", "bench", "build_steps"):
        yield from sorted((CHECKOUT / folder).rglob("*.py"))


def test_whoever_silences_a_checker_says_why():
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}"
        for path in _sources()
        for line, comment in _comments(path, _SILENCES)
        if _SILENCES.search(comment) and not _WITH_A_REASON.search(comment)
    ]

    assert found == []


def test_types_are_excused_only_where_they_are_checked():
    found = [
        f"{path.relative_to(CHECKOUT)}:{line}"
        for path in _sources()
        if not path.is_relative_to(CHECKOUT / "hiring")
        for line, comment in _comments(path, _EXCUSES)
        if _EXCUSES.search(comment)
    ]

    assert found == []
