"""How figures are set: a name, a value, an interval, and under them a plain sentence."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from hiring.psychometrics import Undefined
from hiring.psychometrics.estimates import Answer
from hiring.stats.words import Vocabulary

PAGE = 96
WIDTH = 34
INDENT = "  "


def heading(title: str) -> Iterator[str]:
    yield ""
    yield title


def figure(
    words: Vocabulary, name: str, answer: Answer, sentence: str, *, percent: bool = False
) -> Iterator[str]:
    """Tell one figure: its name, value and interval, and under it what it means; or why there is none.

    What it means is told under the first figure of this name, and a reason under the first that it holds for.
    """
    label = f"{INDENT}{words.say(name):<{WIDTH}}"
    if isinstance(answer, Undefined):
        yield from refused(words, label, answer)
        return
    value = words.figure(answer, percent=percent)
    rests_on = "" if answer.n is None else f"n = {words.number(answer.n, 0)}"
    yield f"{label}{value:>8}  {words.between(answer.interval, percent=percent):<22}{rests_on}".rstrip()
    yield from told(words.once(sentence), 2)


def refused(words: Vocabulary, label: str, refusal: Undefined, depth: int = 2) -> Iterator[str]:
    """Tell that there is no figure: by the number of the reason, which follows where it is new."""
    number, reason = words.noted(refusal)
    yield f"{label}{'–':>8}  {number}"
    if reason:
        yield from told(f"{number} {reason}", depth)


def told(sentence: str, depth: int = 1) -> Iterator[str]:
    """Set a sentence so that no line is wider than a page."""
    indent = INDENT * depth
    yield from wrap(sentence, PAGE, initial_indent=indent, subsequent_indent=indent)


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Set rows under their columns: the first to the left, numbers to the right."""
    widths = [max(len(cell) for cell in column) for column in zip(columns, *rows, strict=True)]
    for row in (columns, *rows):
        numbers = (f"{cell:>{width}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        yield f"{INDENT}{row[0]:<{widths[0]}}  " + "  ".join(numbers)
