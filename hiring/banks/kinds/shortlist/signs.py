"""The warning signs that a candidate saw, beside those of the key: a help for readers, and no score."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.banks.accepting import Accepted
from hiring.banks.kinds.shortlist.shape import Shortlist
from hiring.banks.parts import AnswerValue


@dataclass(frozen=True, slots=True)
class ComparedSigns:
    """Each sign with its row: ticked as the key has it, missed, and ticked without being in the key."""

    found: tuple[str, ...]
    missed: tuple[str, ...]
    beyond: tuple[str, ...]


def compared_signs(part: Shortlist, keyed: Accepted, value: AnswerValue, locale: str) -> ComparedSigns:
    """Return the signs of an answer and of its key, row by row as on the sheet."""
    ticked = value.get("signs") or {}
    pairs = [(row, sign) for row in part.rows for sign in part.signs]
    told = {(row.key, sign.key): f"{row.text.text(locale)}: {sign.text.text(locale)}" for row, sign in pairs}

    def those(in_key: bool, in_answer: bool) -> tuple[str, ...]:
        return tuple(
            words
            for (row, sign), words in told.items()
            if (sign in keyed.get(row, ())) is in_key and (sign in ticked.get(row, ())) is in_answer
        )

    return ComparedSigns(those(True, True), those(True, False), those(False, True))


def in_order_of_sheet(part: Shortlist, ticked: Sequence[str]) -> list[str]:
    """Return the keys of ticked signs once each, as their author lists them."""
    return [each.key for each in part.signs if each.key in ticked]
