"""What is to be known of a shortlist from a sheet."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hiring.banks import accepting, choosing
from hiring.banks.accepting import Accepted
from hiring.banks.answer_kind import AnswerKind, KeySection
from hiring.banks.answer_problems import (
    WRONG_SHAPE,
    AnswerProblem,
    chosen_problems,
    step_problems,
    written_problems,
)
from hiring.banks.answer_texts import TextCleaner, word_count
from hiring.banks.kinds.shortlist.checks import sheet_remarks
from hiring.banks.kinds.shortlist.report import ListedRow, ShortlistAnswer
from hiring.banks.kinds.shortlist.shape import SheetColumnKind, SheetRow, Shortlist
from hiring.banks.kinds.shortlist.signs import compared_signs, in_order_of_sheet
from hiring.banks.parts import AnswerValue, Option
from hiring.banks.problems import Path, Problem
from hiring.i18n.formatting import write_number

_NAMES = ("places", "reasons", "signs")
_WRITTEN = {
    SheetColumnKind.NUMBER: "{}",
    SheetColumnKind.PERCENT: "{}%",
    SheetColumnKind.AMOUNT: "Rp{}",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of the sheet with what was chosen, ticked and written, as far as it was."""

    row: SheetRow
    place: int | None
    signs: tuple[Option, ...]
    reason: str

    @property
    def words(self) -> int:
        return word_count(self.reason)


def as_listed(part: Shortlist, value: AnswerValue) -> list[Listed]:
    """Return every row as on the sheet, with what was chosen, ticked and written."""
    places, reasons, signs = (value.get(name) or {} for name in _NAMES)
    return [
        Listed(
            row,
            places.get(row.key),
            tuple(each for each in part.signs if each.key in signs.get(row.key, ())),
            reasons.get(row.key, ""),
        )
        for row in part.rows
    ]


def shortlist_first(part: Shortlist, value: AnswerValue) -> list[Listed]:
    """Return every row, those with a place first and in its order."""
    return sorted(as_listed(part, value), key=lambda each: (each.place is None, each.place or 0))


def on_each_place(part: Shortlist, value: AnswerValue) -> list[list[Listed]]:
    """Return for each place of the shortlist the rows that have it: one, none or several."""
    return choosing.in_each_place(as_listed(part, value), part.choose)


def cells_of(part: Shortlist, row: SheetRow, locale: str, *, texts: bool) -> list[tuple[str, str]]:
    """Return title and content of the cells of a row: its texts, or its figures as one writes them."""
    return [
        (column.title.text(locale), _cell(row, column.key, column.kind, locale))
        for column in part.columns
        if (column.kind is SheetColumnKind.TEXT) is texts
    ]


class ShortlistKind(AnswerKind[Shortlist]):
    name = "shortlist"
    part = Shortlist
    report = ShortlistAnswer
    key_section = KeySection("warning_signs", Accepted, scored=False)
    in_templates = {
        "as_listed": as_listed,
        "shortlist_first": shortlist_first,
        "on_each_place": on_each_place,
        "places_twice": choosing.places_twice,
        "cells_of": cells_of,
        "compared_signs": compared_signs,
    }

    def remarks(self, part: Shortlist, path: Path) -> Iterator[Problem]:
        yield from sheet_remarks(part, path)

    def problems(self, part: Shortlist, value: AnswerValue) -> Iterator[AnswerProblem]:
        sent = [value.get(name, {}) for name in _NAMES]
        if not value.keys() <= set(_NAMES) or not all(isinstance(each, Mapping) for each in sent):
            yield WRONG_SHAPE
            return
        places, reasons, signs = sent
        if (
            not {*places, *reasons, *signs} <= {each.key for each in part.rows}
            or not all(isinstance(ticked, list | tuple) for ticked in signs.values())
            or not all(isinstance(reason, str) for reason in reasons.values())
        ):
            yield WRONG_SHAPE
            return
        yield from step_problems(places.values(), part.choose)
        yield from chosen_problems([each for ticked in signs.values() for each in ticked], part.signs)
        yield from written_problems(list(reasons.values()))

    def answered(self, part: Shortlist, value: AnswerValue) -> bool:
        """Say whether every place is given once, each with a reason; a row may show no warning sign."""
        here = on_each_place(part, value)
        return all(len(each) == 1 and each[0].reason.strip() for each in here)

    def gives_evidence(self, part: Shortlist, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: Shortlist, value: AnswerValue) -> bool:
        return not any(each.place or each.signs or each.reason.strip() for each in as_listed(part, value))

    def kept(self, part: Shortlist, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        reasons = {key: cleaner.text(reason) for key, reason in value.get("reasons", {}).items()}
        signs = {key: in_order_of_sheet(part, ticked) for key, ticked in value.get("signs", {}).items()}
        return {
            "places": choosing.given(value.get("places", {})),
            "reasons": {key: reason for key, reason in reasons.items() if reason.strip()},
            "signs": {key: ticked for key, ticked in signs.items() if ticked},
        }

    def in_form(self, part: Shortlist, form: Mapping[str, str]) -> dict[str, Any]:
        fields = {each.key: f"part.{part.key}.{each.key}" for each in part.rows}
        places = {key: choosing.number_in(form.get(f"{field}.place")) for key, field in fields.items()}
        reasons = {key: form.get(f"{field}.reason") or None for key, field in fields.items()}
        signs = {
            key: [each.key for each in part.signs if form.get(f"{field}.sign.{each.key}")]
            for key, field in fields.items()
        }
        return {
            "places": choosing.given(places),
            "reasons": choosing.given(reasons),
            "signs": {key: ticked for key, ticked in signs.items() if ticked},
        }

    def key_remarks(self, part: Shortlist, keyed: Accepted, path: Path) -> Iterator[Problem]:
        rows, signs = [each.key for each in part.rows], [each.key for each in part.signs]
        yield from accepting.accepted_remarks(rows, signs, keyed, path, least=0)

    def rated(self, part: Shortlist) -> bool:
        return part.rated

    def words_to_read(self, part: Shortlist) -> int:
        most = part.words.max if part.words and part.words.max else 50
        return 10 * len(part.rows) + most * part.choose

    def words_to_quote(self, part: Shortlist, value: AnswerValue) -> str:
        return "\n".join(each.reason for each in shortlist_first(part, value) if each.reason)

    def in_words(self, part: Shortlist, value: AnswerValue, locale: str) -> str:
        return "\n".join(
            f"{each.place or '-'}: {choosing.in_line(each.row, locale)}"
            + "".join(f" | {sign.text.text(locale)}" for sign in each.signs)
            + (f"\n{each.reason}" if each.reason else "")
            for each in shortlist_first(part, value)
            if each.place or each.signs or each.reason
        )

    def for_report(self, part: Shortlist, value: AnswerValue, locale: str) -> ShortlistAnswer:
        return ShortlistAnswer(
            tuple(
                ListedRow(
                    each.row.text.text(locale),
                    each.place,
                    tuple(sign.text.text(locale) for sign in each.signs),
                    each.reason,
                )
                for each in shortlist_first(part, value)
            )
        )


def _cell(row: SheetRow, key: str, kind: SheetColumnKind, locale: str) -> str:
    if kind is SheetColumnKind.TEXT:
        return row.texts[key].text(locale)
    return _WRITTEN[kind].format(write_number(row.figures[key], locale, "#,##0.##"))
