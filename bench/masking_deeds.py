"""What the rules find of the marks in the examples of masking, and what an answer costs."""

from collections.abc import Iterator
from functools import partial

from bench.measuring import Deed, Figure
from hiring.masking.finder import found_in
from hiring.masking.words import Words
from tests.masking.examples import MADE_WITH, TRIED_AFTER, examples, found_by_rules, known_in

SETS = {"made with": MADE_WITH, "tried after": TRIED_AFTER}


def deeds() -> list[Deed]:
    """Return the looks through a plain and through a long answer."""
    each = examples(MADE_WITH)[0]
    task, known = Words(each["task"]), known_in(each["facts"])
    text = each["text"]
    long = text * (100_000 // len(text))
    return [
        Deed("one answer", partial(found_in, text, task, known)),
        Deed("100 kB", partial(found_in, long, task, known)),
    ]


def figures() -> Iterator[Figure]:
    """Compare with both sets of examples, kind by kind."""
    for name, path in SETS.items():
        found = found_by_rules(path)
        yield Figure(
            f"Found, {name}",
            found.recall,
            "of the marks",
            0.98,
            at_least=True,
            beside={"marks": found.marks.total()},
        )
        for kind, marks in sorted(found.marks.items()):
            whole = 1.0 if kind in {"email", "link"} else None
            yield Figure(
                f"  {kind}",
                found.found[kind] / marks,
                "of the marks",
                whole,
                at_least=True,
                beside={"marks": marks},
            )
        yield Figure(
            f"Answers with a wrong mask, {name}",
            len(found.wrong_answers),
            "of 40",
            2,
            beside={"masks": len(found.wrong)},
        )
        yield Figure(f"What must stay and is touched, {name}", len(found.touched), "pieces", 2)
