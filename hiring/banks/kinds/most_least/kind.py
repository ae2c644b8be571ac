"""What is to be known of the most and the least effective option to choose."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.banks import choosing
from hiring.banks import messages as expect
from hiring.banks.answer_kind import AnswerKind, BestChoice, KeySection, PartScore
from hiring.banks.answer_problems import AnswerProblem, choice_problems
from hiring.banks.kinds.most_least.report import MostLeastAnswer
from hiring.banks.kinds.most_least.shape import BestAndWorst, MostLeast
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks
from hiring.i18n import N_

SAME_OPTION_TWICE = AnswerProblem(
    "most and least are the same",
    N_("The most and the least effective cannot be the same. Please change one of them."),
)
_POLES = ("most", "least")


class MostLeastKind(AnswerKind[MostLeast]):
    name = "most_least"
    part = MostLeast
    report = MostLeastAnswer
    key_section = KeySection("most_least", BestAndWorst)
    needs_key = True
    in_templates = {"option_called": choosing.option_called}

    def remarks(self, part: MostLeast, path: Path) -> Iterator[Problem]:
        return choosing.option_remarks(part.options, (*path, "options"))

    def problems(self, part: MostLeast, value: AnswerValue) -> Iterator[AnswerProblem]:
        yield from choice_problems(part.options, value, _POLES)
        if value.get("most") is not None and value.get("most") == value.get("least"):
            yield SAME_OPTION_TWICE

    def answered(self, part: MostLeast, value: AnswerValue) -> bool:
        return all(value.get(pole) is not None for pole in _POLES)

    def in_form(self, part: MostLeast, form: Mapping[str, str]) -> dict[str, Any]:
        return choosing.given({pole: form.get(f"part.{part.key}.{pole}") for pole in _POLES})

    def key_remarks(self, part: MostLeast, keyed: BestAndWorst, path: Path) -> Iterator[Problem]:
        choices = [each.key for each in part.options]
        yield from checks.known(keyed.most, choices, (*path, "most"), expect.KNOWN_OPTION)
        yield from checks.known(keyed.least, choices, (*path, "least"), expect.KNOWN_OPTION)
        if keyed.most == keyed.least:
            yield Problem((*path, "least"), expect.DIFFERENT_OPTIONS)

    def score(self, part: MostLeast, keyed: BestAndWorst, value: AnswerValue) -> PartScore:
        """One for each choice that agrees with the key, minus one for each that turns it round."""
        most, least = value.get("most"), value.get("least")
        if most is None and least is None:
            return PartScore(None, Decimal(2))
        agreeing = (most == keyed.most) + (least == keyed.least)
        swapped = (most == keyed.least) + (least == keyed.most)
        return PartScore(Decimal(agreeing - swapped), Decimal(2))

    def points_by_chance(self, part: MostLeast, keyed: BestAndWorst) -> Fraction:
        """Nothing: blindly, a choice agrees with the key as often as it turns it round."""
        return Fraction(0)

    def best_choices(self, part: MostLeast, keyed: BestAndWorst) -> Iterator[BestChoice]:
        yield BestChoice(("options",), part.options, {keyed.most})

    def in_words(self, part: MostLeast, value: AnswerValue, locale: str) -> str:
        named = (("+", value.get("most")), ("-", value.get("least")))
        found = ((sign, choosing.option_called(part.options, key)) for sign, key in named)
        return "\n".join(f"{sign} {choosing.in_line(option, locale)}" for sign, option in found if option)

    def for_report(self, part: MostLeast, value: AnswerValue, locale: str) -> MostLeastAnswer | None:
        most, least = (choosing.in_report(part.options, value.get(pole), locale) for pole in _POLES)
        return MostLeastAnswer(most, least) if most or least else None
