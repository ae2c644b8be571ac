"""What is to be known of a map of actors."""

from collections.abc import Iterator, Mapping
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem, step_problems, written_problems
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.kinds.stakeholder_map.picture import STEPS, marks_of
from hiring.banks.kinds.stakeholder_map.report import MapAnswer, MappedActor
from hiring.banks.kinds.stakeholder_map.shape import StakeholderMap
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks
from hiring.i18n import N_
from hiring.text import letter_of

OFF_THE_MAP = AnswerProblem(
    "influence or interest is not from 1 to 5", N_("This value is not on the scale. Please choose again.")
)
TOO_MANY_ACTORS = AnswerProblem(
    "it adds more actors than the part allows",
    N_("There are too many added actors, and this part is not saved. Please remove some."),
)
#: What is chosen, and what is written, of each actor.
SCALES = ("influence", "interest")
TEXTS = ("evidence", "next_step")
_MOST_MORE = 6


def mapped_actors(part: StakeholderMap, value: AnswerValue, locale: str) -> list[MappedActor]:
    """Return every actor of the author, then those whom the candidate added, lettered in this order."""
    given = value.get("actors") or {}
    named = [(each.text.text(locale), given.get(each.key, {})) for each in part.actors]
    added = [(each.get("name", ""), each) for each in value.get("added") or ()]
    return [
        MappedActor(
            letter_of(place),
            name,
            *(entry.get(key) for key in SCALES),
            *(entry.get(key, "") for key in TEXTS),
        )
        for place, (name, entry) in enumerate([*named, *added])
    ]


def actors_to_map(part: StakeholderMap, value: AnswerValue, locale: str) -> list[MappedActor]:
    """Return the same with empty ones for all that may still be added."""
    actors = mapped_actors(part, value, locale)
    room = range(len(actors), len(part.actors) + part.more)
    return actors + [MappedActor(letter_of(place), "", None, None, "", "") for place in room]


class StakeholderMapKind(AnswerKind[StakeholderMap]):
    name = "stakeholder_map"
    part = StakeholderMap
    report = MapAnswer
    in_templates = {"mapped_actors": mapped_actors, "actors_to_map": actors_to_map, "marks_of": marks_of}

    def remarks(self, part: StakeholderMap, path: Path) -> Iterator[Problem]:
        yield from choosing.key_remarks([each.key for each in part.actors], (*path, "actors"), "actor")
        yield from checks.between(part.more, 0 if part.actors else 1, _MOST_MORE, (*path, "more"))

    def problems(self, part: StakeholderMap, value: AnswerValue) -> Iterator[AnswerProblem]:
        actors, added = value.get("actors", {}), value.get("added", ())
        if (
            not value.keys() <= {"actors", "added"}
            or not isinstance(actors, Mapping)
            or not isinstance(added, list | tuple)
            or not actors.keys() <= {each.key for each in part.actors}
            or not all(isinstance(each, Mapping) for each in (*actors.values(), *added))
            or not all(each.keys() <= {*SCALES, *TEXTS} for each in actors.values())
            or not all(each.keys() <= {*SCALES, *TEXTS, "name"} for each in added)
        ):
            yield WRONG_SHAPE
            return
        if len(added) > part.more:
            yield TOO_MANY_ACTORS
        entries = [*actors.values(), *added]
        chosen = [entry.get(key) for entry in entries for key in SCALES]
        yield from step_problems(chosen, STEPS[-1], OFF_THE_MAP)
        texts = [entry.get(key, "") for entry in entries for key in ("name", *TEXTS)]
        if not all(isinstance(text, str) for text in texts):
            yield WRONG_SHAPE
            return
        yield from written_problems(texts)

    def answered(self, part: StakeholderMap, value: AnswerValue) -> bool:
        """Say whether every actor, also the added ones, has a name, both values, evidence and next step."""
        mapped = mapped_actors(part, value, "id")
        return bool(mapped) and all(
            each.influence
            and each.interest
            and all(text.strip() for text in (each.name, each.evidence, each.next_step))
            for each in mapped
        )

    def gives_evidence(self, part: StakeholderMap, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: StakeholderMap, value: AnswerValue) -> bool:
        return not any(_is_touched(each) for each in _entries(value))

    def kept(self, part: StakeholderMap, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        actors = {key: _kept(entry, cleaner) for key, entry in value.get("actors", {}).items()}
        added = (_kept(entry, cleaner) for entry in value.get("added", ()))
        return {
            "actors": {key: entry for key, entry in actors.items() if entry},
            "added": [entry for entry in added if entry],
        }

    def in_form(self, part: StakeholderMap, form: Mapping[str, str]) -> dict[str, Any]:
        actors = {each.key: _in_form(form, f"part.{part.key}.{each.key}") for each in part.actors}
        added = (_in_form(form, f"part.{part.key}.added.{number}") for number in range(1, part.more + 1))
        return {
            "actors": {key: entry for key, entry in actors.items() if entry},
            "added": [entry for entry in added if entry],
        }

    def rated(self, part: StakeholderMap) -> bool:
        return part.rated

    def words_to_read(self, part: StakeholderMap) -> int:
        return 40 * (len(part.actors) + part.more)

    def words_to_quote(self, part: StakeholderMap, value: AnswerValue) -> str:
        texts = (each.get(key, "") for each in _entries(value) for key in ("name", *TEXTS))
        return "\n".join(text for text in texts if text)

    def in_words(self, part: StakeholderMap, value: AnswerValue, locale: str) -> str:
        return "\n".join(
            f"{each.letter}) {each.name}: {each.influence or '-'}/{each.interest or '-'}"
            + "".join(f"\n{text}" for text in (each.evidence, each.next_step) if text)
            for each in mapped_actors(part, value, locale)
            if each.influence or each.interest or each.evidence or each.next_step
        )

    def for_report(self, part: StakeholderMap, value: AnswerValue, locale: str) -> MapAnswer:
        return MapAnswer(tuple(mapped_actors(part, value, locale)))


def _entries(value: AnswerValue) -> list[Mapping[str, Any]]:
    return [*(value.get("actors") or {}).values(), *(value.get("added") or ())]


def _is_touched(entry: Mapping[str, Any]) -> bool:
    return any(content.strip() if isinstance(content, str) else content for content in entry.values())


def _kept(entry: Mapping[str, Any], cleaner: TextCleaner) -> dict[str, Any]:
    texts = {key: cleaner.text(text) for key, text in entry.items() if isinstance(text, str)}
    chosen = {key: step for key, step in entry.items() if isinstance(step, int)}
    return chosen | {key: text for key, text in texts.items() if text.strip()}


def _in_form(form: Mapping[str, str], field: str) -> dict[str, Any]:
    """Return what the fields of one actor say, nothing where they are empty."""
    chosen = {key: choosing.number_in(form.get(f"{field}.{key}")) for key in SCALES}
    written = {key: form.get(f"{field}.{key}", "") for key in ("name", *TEXTS)}
    return choosing.given(chosen) | {key: text for key, text in written.items() if text.strip()}
