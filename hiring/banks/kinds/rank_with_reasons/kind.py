"""What is to be known of items to put in order with reasons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind, BestChoice, KeySection, PartScore
from hiring.banks.answer_problems import (
    UNKNOWN_OPTION,
    WRONG_SHAPE,
    AnswerProblem,
    step_problems,
    written_problems,
)
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.distance import most_for_order, order_by_chance, order_score
from hiring.banks.kinds.rank_with_reasons.report import RankedOption, RankingAnswer
from hiring.banks.kinds.rank_with_reasons.shape import RankWithReasons
from hiring.banks.parts import AnswerValue, Option
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


@dataclass(frozen=True, slots=True)
class Ranked:
    """An item with its place and its reason, as far as they are given."""

    option: Option
    place: int | None
    reason: str


def in_order(part: RankWithReasons, value: AnswerValue) -> list[Ranked]:
    """Return every item in the order given; those without a place last, as their author wrote them."""
    places, reasons = value.get("places") or {}, value.get("reasons") or {}
    ranked = [Ranked(each, places.get(each.key), reasons.get(each.key, "")) for each in part.options]
    return sorted(ranked, key=lambda each: (each.place is None, each.place or 0))


class RankWithReasonsKind(AnswerKind[RankWithReasons]):
    name = "rank_with_reasons"
    part = RankWithReasons
    report = RankingAnswer
    key_section = KeySection("places", Mapping[str, float])
    in_templates = {"in_order": in_order}

    def remarks(self, part: RankWithReasons, path: Path) -> Iterator[Problem]:
        yield from choosing.option_remarks(part.options, (*path, "options"))
        yield from checks.between(part.reasons, 0, len(part.options), (*path, "reasons"))

    def problems(self, part: RankWithReasons, value: AnswerValue) -> Iterator[AnswerProblem]:
        places, reasons = value.get("places", {}), value.get("reasons", {})
        if not value.keys() <= {"places", "reasons"} or not all(
            isinstance(each, Mapping) for each in (places, reasons)
        ):
            yield WRONG_SHAPE
            return
        if not {*places, *reasons} <= {option.key for option in part.options}:
            yield UNKNOWN_OPTION
        yield from step_problems(places.values(), len(part.options))
        if not all(isinstance(reason, str) for reason in reasons.values()):
            yield WRONG_SHAPE
            return
        yield from written_problems(list(reasons.values()))

    def answered(self, part: RankWithReasons, value: AnswerValue) -> bool:
        ranked = in_order(part, value)
        return _is_in_order(ranked) and all(each.reason.strip() for each in ranked[: part.reasons])

    def gives_evidence(self, part: RankWithReasons, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: RankWithReasons, value: AnswerValue) -> bool:
        return not any(each.place or each.reason.strip() for each in in_order(part, value))

    def kept(self, part: RankWithReasons, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        reasons = {key: cleaner.text(reason) for key, reason in value.get("reasons", {}).items()}
        return {
            "places": choosing.given(value.get("places", {})),
            "reasons": {key: reason for key, reason in reasons.items() if reason.strip()},
        }

    def in_form(self, part: RankWithReasons, form: Mapping[str, str]) -> dict[str, Any]:
        fields = {option.key: f"part.{part.key}.{option.key}" for option in part.options}
        places = {key: choosing.number_in(form.get(f"{field}.place")) for key, field in fields.items()}
        reasons = {key: form.get(f"{field}.reason") or None for key, field in fields.items()}
        return {"places": choosing.given(places), "reasons": choosing.given(reasons)}

    def key_remarks(self, part: RankWithReasons, keyed: Mapping[str, float], path: Path) -> Iterator[Problem]:
        yield from choosing.every_choice_remarks([each.key for each in part.options], keyed, path)
        for option, place in keyed.items():
            yield from checks.between(place, 1, len(part.options), (*path, option))

    def score(self, part: RankWithReasons, keyed: Mapping[str, float], value: AnswerValue) -> PartScore:
        """The percent score of the distance to the experts' order; the order turned round gives 0.

        Every item must have a place of its own.
        """
        ranked, most = in_order(part, value), most_for_order(keyed)
        if not _is_in_order(ranked):
            return PartScore(None, most)
        return PartScore(order_score({each.option.key: each.place or 0 for each in ranked}, keyed), most)

    def points_by_chance(self, part: RankWithReasons, keyed: Mapping[str, float]) -> Fraction:
        return order_by_chance(keyed)

    def best_choices(self, part: RankWithReasons, keyed: Mapping[str, float]) -> Iterator[BestChoice]:
        best = {option for option, place in keyed.items() if place == min(keyed.values())}
        yield BestChoice(("options",), part.options, best)

    def rated(self, part: RankWithReasons) -> bool:
        return part.rated

    def words_to_quote(self, part: RankWithReasons, value: AnswerValue) -> str:
        return "\n".join(each.reason for each in in_order(part, value) if each.reason)

    def in_words(self, part: RankWithReasons, value: AnswerValue, locale: str) -> str:
        return "\n".join(
            f"{each.place or '-'}: {choosing.in_line(each.option, locale)}"
            + (f"\n{each.reason}" if each.reason else "")
            for each in in_order(part, value)
            if each.place or each.reason
        )

    def for_report(self, part: RankWithReasons, value: AnswerValue, locale: str) -> RankingAnswer:
        return RankingAnswer(
            tuple(
                RankedOption(each.option.key, each.option.text.text(locale), each.place, each.reason)
                for each in in_order(part, value)
            )
        )


def _is_in_order(ranked: list[Ranked]) -> bool:
    """Say whether every item has a place of its own."""
    return [each.place for each in ranked] == list(range(1, len(ranked) + 1))
