"""What is to be known of messages to handle."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.banks import accepting, choosing
from hiring.banks.answer_kind import AnswerKind, KeySection, PartScore
from hiring.banks.answer_problems import (
    WRONG_SHAPE,
    AnswerProblem,
    chosen_problems,
    step_problems,
    written_problems,
)
from hiring.banks.answer_texts import TextCleaner, word_count
from hiring.banks.distance import most_for_order, order_by_chance, order_score
from hiring.banks.kinds.in_tray.report import HandledMessage, TrayAnswer
from hiring.banks.kinds.in_tray.shape import HandlingKey, InTray, TrayMessage
from hiring.banks.parts import AnswerValue, Option
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


@dataclass(frozen=True, slots=True)
class Handled:
    """A message with its place, action and reply, as far as they are given."""

    message: TrayMessage
    place: int | None
    action: Option | None
    reply: str

    @property
    def words(self) -> int:
        return word_count(self.reply)


def as_handled(part: InTray, value: AnswerValue) -> list[Handled]:
    """Return every message as its author wrote them, with what was chosen and written."""
    places, actions = value.get("places") or {}, value.get("actions") or {}
    replies = value.get("replies") or {}
    return [
        Handled(
            each,
            places.get(each.key),
            choosing.option_called(part.actions, actions.get(each.key)),
            replies.get(each.key, ""),
        )
        for each in part.messages
    ]


def in_order_of_handling(part: InTray, value: AnswerValue) -> list[Handled]:
    """Return every message in the order given; those without a place come last."""
    return sorted(as_handled(part, value), key=lambda each: (each.place is None, each.place or 0))


def in_each_place(part: InTray, value: AnswerValue) -> list[list[Handled]]:
    """Return for each place the messages that have it: one, none or several."""
    return choosing.in_each_place(as_handled(part, value), len(part.messages))


class InTrayKind(AnswerKind[InTray]):
    name = "in_tray"
    part = InTray
    report = TrayAnswer
    key_section = KeySection("handling", HandlingKey)
    in_templates = {
        "as_handled": as_handled,
        "in_order_of_handling": in_order_of_handling,
        "in_each_place": in_each_place,
        "places_twice": choosing.places_twice,
    }

    def remarks(self, part: InTray, path: Path) -> Iterator[Problem]:
        yield from choosing.option_remarks(part.actions, (*path, "actions"))
        yield from checks.at_least(2, part.messages, "messages", (*path, "messages"))
        keys = [each.key for each in part.messages]
        yield from choosing.key_remarks(keys, (*path, "messages"), "message")
        if part.words is not None:
            yield from checks.word_limits(part.words, (*path, "words"))

    def problems(self, part: InTray, value: AnswerValue) -> Iterator[AnswerProblem]:
        sent = [value.get(name, {}) for name in ("places", "actions", "replies")]
        if not value.keys() <= {"places", "actions", "replies"} or not all(
            isinstance(each, Mapping) for each in sent
        ):
            yield WRONG_SHAPE
            return
        places, actions, replies = sent
        if not {*places, *actions, *replies} <= {each.key for each in part.messages}:
            yield WRONG_SHAPE
        yield from step_problems(places.values(), len(part.messages))
        yield from chosen_problems(actions.values(), part.actions)
        wanted = {each.key for each in part.messages if each.reply}
        if not all(isinstance(reply, str) for reply in replies.values()):
            yield WRONG_SHAPE
            return
        if any(reply for key, reply in replies.items() if key not in wanted):
            yield WRONG_SHAPE
        yield from written_problems(list(replies.values()))

    def answered(self, part: InTray, value: AnswerValue) -> bool:
        handled = as_handled(part, value)
        return (
            _is_in_order(handled)
            and all(each.action for each in handled)
            and all(each.reply.strip() for each in handled if each.message.reply)
        )

    def gives_evidence(self, part: InTray, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: InTray, value: AnswerValue) -> bool:
        return not any(each.place or each.action or each.reply.strip() for each in as_handled(part, value))

    def kept(self, part: InTray, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        replies = {key: cleaner.text(reply) for key, reply in value.get("replies", {}).items()}
        return {
            "places": choosing.given(value.get("places", {})),
            "actions": choosing.given(value.get("actions", {})),
            "replies": {key: reply for key, reply in replies.items() if reply.strip()},
        }

    def in_form(self, part: InTray, form: Mapping[str, str]) -> dict[str, Any]:
        fields = {each.key: f"part.{part.key}.{each.key}" for each in part.messages}
        places = {key: choosing.number_in(form.get(f"{field}.place")) for key, field in fields.items()}
        actions = {key: form.get(f"{field}.action") or None for key, field in fields.items()}
        replies = {key: form.get(f"{field}.reply") or None for key, field in fields.items()}
        return {
            "places": choosing.given(places),
            "actions": choosing.given(actions),
            "replies": choosing.given(replies),
        }

    def key_remarks(self, part: InTray, keyed: HandlingKey, path: Path) -> Iterator[Problem]:
        messages = [each.key for each in part.messages]
        if keyed.places:
            yield from choosing.every_choice_remarks(messages, keyed.places, (*path, "places"))
            for message, place in keyed.places.items():
                yield from checks.between(place, 1, len(messages), (*path, "places", message))
        if keyed.actions:
            actions = [each.key for each in part.actions]
            yield from accepting.accepted_remarks(messages, actions, keyed.actions, (*path, "actions"))

    def score(self, part: InTray, keyed: HandlingKey, value: AnswerValue) -> PartScore:
        """The nearness of the order to that of experts, and the share of actions that they accept.

        An order earns nothing unless every message has a place of its own: leaving places out, or giving
        one to several, would otherwise earn more than guessing.
        """
        handled, points, most = as_handled(part, value), Decimal(0), Decimal(0)
        if keyed.places:
            most += most_for_order(keyed.places)
            if _is_in_order(handled):
                places = {each.message.key: each.place or 0 for each in handled}
                points += order_score(places, keyed.places)
        if keyed.actions:
            most += accepting.ALL_ACCEPTED
            chosen = {each.message.key: each.action.key for each in handled if each.action}
            points += accepting.points_of(accepting.share_accepted(keyed.actions, chosen))
        touched = any(each.place or each.action for each in handled)
        return PartScore(points if touched else None, most)

    def points_by_chance(self, part: InTray, keyed: HandlingKey) -> Fraction:
        order = order_by_chance(keyed.places) if keyed.places else Fraction(0)
        if not keyed.actions:
            return order
        return order + accepting.ALL_ACCEPTED * accepting.share_by_chance(keyed.actions, len(part.actions))

    def rated(self, part: InTray) -> bool:
        return part.rated

    def words_to_read(self, part: InTray) -> int:
        most = part.words.max if part.words and part.words.max else 50
        return 15 * len(part.messages) + most * sum(each.reply for each in part.messages)

    def words_to_quote(self, part: InTray, value: AnswerValue) -> str:
        return "\n".join(each.reply for each in in_order_of_handling(part, value) if each.reply)

    def in_words(self, part: InTray, value: AnswerValue, locale: str) -> str:
        return "\n".join(
            f"{each.place or '-'}: {each.message.head(locale)}"
            + (f" | {each.action.text.text(locale)}" if each.action else "")
            + (f"\n{each.reply}" if each.reply else "")
            for each in in_order_of_handling(part, value)
            if each.place or each.action or each.reply
        )

    def for_report(self, part: InTray, value: AnswerValue, locale: str) -> TrayAnswer:
        return TrayAnswer(
            tuple(
                HandledMessage(
                    each.message.head(locale),
                    each.message.text.text(locale),
                    each.place,
                    each.action.text.text(locale) if each.action else "",
                    each.reply,
                )
                for each in in_order_of_handling(part, value)
            )
        )


def _is_in_order(handled: Sequence[Handled]) -> bool:
    """Say whether every message has a place of its own."""
    return sorted(each.place or 0 for each in handled) == list(range(1, len(handled) + 1))
