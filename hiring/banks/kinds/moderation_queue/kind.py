"""What is to be known of a thread to moderate."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hiring.banks import accepting, choosing
from hiring.banks.answer_kind import AnswerKind, KeySection, PartScore
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem, chosen_problems, written_problems
from hiring.banks.answer_texts import TextCleaner, word_count
from hiring.banks.kinds.moderation_queue.report import ModeratedMessage, ModerationAnswer
from hiring.banks.kinds.moderation_queue.shape import ModerationKey, ModerationQueue, ThreadMessage
from hiring.banks.parts import AnswerValue, Option
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks

#: What a key and an answer hold in place of a rule where none is broken.
_NO_RULE = ""


@dataclass(frozen=True, slots=True)
class Moderated:
    """A message with the action that was chosen, and the rule that it is said to break, if any."""

    message: ThreadMessage
    action: Option | None
    rule: Option | None


def as_moderated(part: ModerationQueue, value: AnswerValue) -> list[Moderated]:
    """Return every message of the thread, with what was chosen for it."""
    actions, rules = value.get("actions") or {}, value.get("rules") or {}
    return [
        Moderated(
            each,
            choosing.option_called(part.actions, actions.get(each.key)),
            choosing.option_called(part.rules, rules.get(each.key)),
        )
        for each in part.messages
    ]


class ModerationQueueKind(AnswerKind[ModerationQueue]):
    name = "moderation_queue"
    part = ModerationQueue
    report = ModerationAnswer
    key_section = KeySection("moderation", ModerationKey)
    in_templates = {"as_moderated": as_moderated, "words_of_reply": word_count}

    def remarks(self, part: ModerationQueue, path: Path) -> Iterator[Problem]:
        yield from checks.at_least(1, part.rules, "rule", (*path, "rules"))
        yield from choosing.key_remarks([each.key for each in part.rules], (*path, "rules"), "rule")
        yield from checks.at_least(2, part.messages, "messages", (*path, "messages"))
        keys = [each.key for each in part.messages]
        yield from choosing.key_remarks(keys, (*path, "messages"), "message")
        yield from choosing.option_remarks(part.actions, (*path, "actions"))
        if part.words is not None:
            yield from checks.word_limits(part.words, (*path, "words"))

    def problems(self, part: ModerationQueue, value: AnswerValue) -> Iterator[AnswerProblem]:
        actions, rules, reply = value.get("actions", {}), value.get("rules", {}), value.get("reply", "")
        if (
            not value.keys() <= {"actions", "rules", "reply"}
            or not isinstance(actions, Mapping)
            or not isinstance(rules, Mapping)
            or not isinstance(reply, str)
            or not {*actions, *rules} <= {each.key for each in part.messages}
        ):
            yield WRONG_SHAPE
            return
        yield from chosen_problems(actions.values(), part.actions)
        yield from chosen_problems(rules.values(), part.rules)
        yield from written_problems([reply])

    def answered(self, part: ModerationQueue, value: AnswerValue) -> bool:
        """Say whether every message has an action and the reply is written; a message may break no rule."""
        return all(each.action for each in as_moderated(part, value)) and bool(value.get("reply", "").strip())

    def gives_evidence(self, part: ModerationQueue, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: ModerationQueue, value: AnswerValue) -> bool:
        chosen = any(each.action or each.rule for each in as_moderated(part, value))
        return not chosen and not value.get("reply", "").strip()

    def kept(self, part: ModerationQueue, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        reply = cleaner.text(value.get("reply", ""))
        return {
            "actions": choosing.given(value.get("actions", {})),
            "rules": choosing.given(value.get("rules", {})),
            **({"reply": reply} if reply.strip() else {}),
        }

    def in_form(self, part: ModerationQueue, form: Mapping[str, str]) -> dict[str, Any]:
        fields = {each.key: f"part.{part.key}.{each.key}" for each in part.messages}
        actions = {key: form.get(f"{field}.action") or None for key, field in fields.items()}
        rules = {key: form.get(f"{field}.rule") or None for key, field in fields.items()}
        return {
            "actions": choosing.given(actions),
            "rules": choosing.given(rules),
            "reply": form.get(f"part.{part.key}.reply", ""),
        }

    def key_remarks(self, part: ModerationQueue, keyed: ModerationKey, path: Path) -> Iterator[Problem]:
        messages = [each.key for each in part.messages]
        if keyed.actions:
            actions = [each.key for each in part.actions]
            yield from accepting.accepted_remarks(messages, actions, keyed.actions, (*path, "actions"))
        if keyed.rules:
            rules = [each.key for each in part.rules]
            yield from accepting.accepted_remarks(messages, rules, keyed.rules, (*path, "rules"), least=0)

    def score(self, part: ModerationQueue, keyed: ModerationKey, value: AnswerValue) -> PartScore:
        """The shares of accepted actions and of accepted rules; without an action neither counts."""
        acted = [each for each in as_moderated(part, value) if each.action]
        points, most = Decimal(0), Decimal(0)
        if keyed.actions:
            most += accepting.ALL_ACCEPTED
            actions = {each.message.key: each.action.key for each in acted if each.action}
            points += accepting.points_of(accepting.share_accepted(keyed.actions, actions))
        if keyed.rules:
            most += accepting.ALL_ACCEPTED
            rules = {each.message.key: each.rule.key if each.rule else _NO_RULE for each in acted}
            points += accepting.points_of(accepting.share_accepted(_with_no_rule(keyed.rules), rules))
        return PartScore(points if acted else None, most)

    def points_by_chance(self, part: ModerationQueue, keyed: ModerationKey) -> Fraction:
        share = Fraction(0)
        if keyed.actions:
            share += accepting.share_by_chance(keyed.actions, len(part.actions))
        if keyed.rules:
            share += accepting.share_by_chance(_with_no_rule(keyed.rules), len(part.rules) + 1)
        return accepting.ALL_ACCEPTED * share

    def rated(self, part: ModerationQueue) -> bool:
        return part.rated

    def words_to_read(self, part: ModerationQueue) -> int:
        most = part.words.max if part.words and part.words.max else 100
        return 10 * len(part.messages) + most

    def words_to_quote(self, part: ModerationQueue, value: AnswerValue) -> str:
        return str(value.get("reply", ""))

    def in_words(self, part: ModerationQueue, value: AnswerValue, locale: str) -> str:
        lines = [
            " | ".join(
                [
                    each.message.head(locale),
                    *(one.text.text(locale) for one in (each.action, each.rule) if one),
                ]
            )
            for each in as_moderated(part, value)
            if each.action or each.rule
        ]
        return "\n".join([*lines, *([value["reply"]] if value.get("reply") else [])])

    def for_report(self, part: ModerationQueue, value: AnswerValue, locale: str) -> ModerationAnswer:
        messages = (
            ModeratedMessage(
                each.message.head(locale),
                each.message.text.text(locale),
                each.action.text.text(locale) if each.action else "",
                each.rule.text.text(locale) if each.rule else "",
            )
            for each in as_moderated(part, value)
        )
        return ModerationAnswer(tuple(messages), value.get("reply", ""))


def _with_no_rule(rules: accepting.Accepted) -> accepting.Accepted:
    """Return the accepted rules, where none is broken with what stands for that."""
    return {message: accepted or (_NO_RULE,) for message, accepted in rules.items()}
