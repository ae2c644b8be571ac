"""What is to be known of options to rate on one scale."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from hiring.banks import choosing
from hiring.banks import messages as expect
from hiring.banks.answer_kind import AnswerKind, BestChoice, KeySection, PartScore
from hiring.banks.answer_problems import UNKNOWN_OPTION, WRONG_SHAPE, AnswerProblem
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.distance import percent_by_chance, percent_score
from hiring.banks.kinds.rate_each.report import RatedOption, RatingsAnswer
from hiring.banks.kinds.rate_each.shape import RateEach
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks
from hiring.i18n import N_

OFF_THE_SCALE = AnswerProblem(
    "a rating is off the scale", N_("This rating is not on the scale. Please choose again.")
)


class RateEachKind(AnswerKind[RateEach]):
    name = "rate_each"
    part = RateEach
    report = RatingsAnswer
    key_section = KeySection("ratings", Mapping[str, float])
    needs_key = True

    def remarks(self, part: RateEach, path: Path) -> Iterator[Problem]:
        yield from choosing.option_remarks(part.options, (*path, "options"))
        lowest, highest = part.scale.lowest, part.scale.highest
        if lowest >= highest:
            yield Problem((*path, "scale", "highest"), expect.LOWEST_BELOW_HIGHEST)
            return
        for step in part.scale.labels:
            if not lowest <= step <= highest:
                expected = expect.say(expect.BETWEEN, lowest=lowest, highest=highest)
                yield Problem((*path, "scale", "labels", str(step)), expected, on_key=True)

    def problems(self, part: RateEach, value: AnswerValue) -> Iterator[AnswerProblem]:
        ratings = value.get("ratings", {})
        if not value.keys() <= {"ratings"} or not isinstance(ratings, Mapping):
            yield WRONG_SHAPE
            return
        known = {option.key for option in part.options}
        for option, rating in ratings.items():
            if option not in known:
                yield UNKNOWN_OPTION
            if rating is None:
                continue
            if not isinstance(rating, int) or isinstance(rating, bool):
                yield WRONG_SHAPE
            elif not part.scale.lowest <= rating <= part.scale.highest:
                yield OFF_THE_SCALE

    def answered(self, part: RateEach, value: AnswerValue) -> bool:
        ratings = value.get("ratings", {})
        return all(ratings.get(option.key) is not None for option in part.options)

    def kept(self, part: RateEach, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        return {name: choosing.given(ratings) for name, ratings in value.items() if ratings is not None}

    def in_form(self, part: RateEach, form: Mapping[str, str]) -> dict[str, Any]:
        sent = {
            option.key: choosing.number_in(form.get(f"part.{part.key}.{option.key}"))
            for option in part.options
        }
        return {"ratings": choosing.given(sent)}

    def key_remarks(self, part: RateEach, keyed: Mapping[str, float], path: Path) -> Iterator[Problem]:
        yield from choosing.every_choice_remarks([each.key for each in part.options], keyed, path)
        lowest, highest = part.scale.lowest, part.scale.highest
        if lowest < highest:
            for option, rating in keyed.items():
                yield from checks.between(rating, lowest, highest, (*path, option))

    def score(self, part: RateEach, keyed: Mapping[str, float], value: AnswerValue) -> PartScore:
        """The percent score of the distance to the key.

        Every option must be rated; the mean of a few would favour whoever skips the hard ones.
        """
        ratings = value.get("ratings", {})
        farthest = _farthest(part, keyed)
        most = percent_score(_nearest(keyed), keyed, farthest)
        if any(ratings.get(option) is None for option in keyed):
            return PartScore(None, most)
        return PartScore(percent_score(ratings, keyed, farthest), most)

    def points_by_chance(self, part: RateEach, keyed: Mapping[str, float]) -> Fraction:
        steps = range(part.scale.lowest, part.scale.highest + 1)
        return percent_by_chance(steps, keyed, _farthest(part, keyed))

    def best_choices(self, part: RateEach, keyed: Mapping[str, float]) -> Iterator[BestChoice]:
        best = {option for option, rating in keyed.items() if rating == max(keyed.values())}
        yield BestChoice(("options",), part.options, best)

    def in_words(self, part: RateEach, value: AnswerValue, locale: str) -> str:
        ratings = value.get("ratings", {})
        rated = (option for option in part.options if ratings.get(option.key) is not None)
        return "\n".join(f"{ratings[option.key]}: {choosing.in_line(option, locale)}" for option in rated)

    def for_report(self, part: RateEach, value: AnswerValue, locale: str) -> RatingsAnswer:
        ratings = value.get("ratings") or {}
        return RatingsAnswer(
            lowest=part.scale.lowest,
            highest=part.scale.highest,
            lowest_label=part.scale.label(part.scale.lowest, locale),
            highest_label=part.scale.label(part.scale.highest, locale),
            options=tuple(
                RatedOption(each.key, each.text.text(locale), ratings.get(each.key)) for each in part.options
            ),
        )


def _nearest(keyed: Mapping[str, float]) -> dict[str, int]:
    """Return ratings that lie nearest to the key: a mean of experts may stand between two steps."""
    return {option: round(value) for option, value in keyed.items()}


def _farthest(part: RateEach, keyed: Mapping[str, float]) -> dict[str, int]:
    """Return the ratings that lie farthest from the key."""
    lowest, highest = part.scale.lowest, part.scale.highest
    middle = (lowest + highest) / 2
    return {option: lowest if value > middle else highest for option, value in keyed.items()}
