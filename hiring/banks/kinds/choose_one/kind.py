"""What is to be known of one option to choose."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind, BestChoice, KeySection, PartScore
from hiring.banks.answer_problems import AnswerProblem, choice_problems
from hiring.banks.kinds.choose_one.report import ChoiceAnswer
from hiring.banks.kinds.choose_one.shape import ChooseOne
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem


class ChooseOneKind(AnswerKind[ChooseOne]):
    name = "choose_one"
    part = ChooseOne
    report = ChoiceAnswer
    key_section = KeySection("points", Mapping[str, int])
    needs_key = True
    in_templates = {"option_called": choosing.option_called}

    def remarks(self, part: ChooseOne, path: Path) -> Iterator[Problem]:
        return choosing.option_remarks(part.options, (*path, "options"))

    def problems(self, part: ChooseOne, value: AnswerValue) -> Iterator[AnswerProblem]:
        return choice_problems(part.options, value, ("choice",))

    def answered(self, part: ChooseOne, value: AnswerValue) -> bool:
        return value.get("choice") is not None

    def in_form(self, part: ChooseOne, form: Mapping[str, str]) -> dict[str, Any]:
        return choosing.given({"choice": form.get(f"part.{part.key}")})

    def key_remarks(self, part: ChooseOne, keyed: Mapping[str, int], path: Path) -> Iterator[Problem]:
        return choosing.every_choice_remarks([each.key for each in part.options], keyed, path)

    def score(self, part: ChooseOne, keyed: Mapping[str, int], value: AnswerValue) -> PartScore:
        choice = value.get("choice")
        points = None if choice is None else Decimal(keyed.get(choice, 0))
        return PartScore(points, Decimal(max(keyed.values())))

    def points_by_chance(self, part: ChooseOne, keyed: Mapping[str, int]) -> Fraction:
        return Fraction(sum(keyed.values()), len(keyed))

    def best_choices(self, part: ChooseOne, keyed: Mapping[str, int]) -> Iterator[BestChoice]:
        best = {option for option, points in keyed.items() if points == max(keyed.values())}
        yield BestChoice(("options",), part.options, best)

    def in_words(self, part: ChooseOne, value: AnswerValue, locale: str) -> str:
        chosen = choosing.option_called(part.options, value.get("choice"))
        return choosing.in_line(chosen, locale) if chosen else ""

    def for_report(self, part: ChooseOne, value: AnswerValue, locale: str) -> ChoiceAnswer | None:
        chosen = choosing.in_report(part.options, value.get("choice"), locale)
        return ChoiceAnswer(chosen) if chosen else None
