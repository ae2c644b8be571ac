"""What is to be known of a talk by turns."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hiring.banks import choosing
from hiring.banks.answer_kind import AnswerKind
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem, chosen_problems, written_problems
from hiring.banks.answer_texts import TextCleaner
from hiring.banks.kinds.negotiation.report import SpokenTerm, SpokenTurn, TalkAnswer
from hiring.banks.kinds.negotiation.shape import Negotiation, TalkForCandidate, TermReached, Turn
from hiring.banks.parts import AnswerValue
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks
from hiring.i18n import N_
from hiring.i18n.translations import translations_for

SENT_IS_SENT = AnswerProblem(
    "it changes a reply that was sent",
    N_(
        "The talk has gone further in another tab or on another device, and a reply that was sent is not "
        "changed any more. What you wrote here is kept, but does not count."
    ),
)
NOT_AGREED = N_("not agreed")
#: What an answer holds, and what stands for it where nothing is sent.
_NAMES: Mapping[str, Any] = {"replies": (), "terms": {}, "open": ()}
WRITE_FIRST = N_("Please write your reply first, then send it.")


def turns_reached(part: Negotiation, value: AnswerValue) -> list[Turn]:
    """Return the lines that were reached, each with its reply; always at least the first."""
    replies = _replies(value)
    last = len(part.lines)
    return [
        # Nothing follows the last line: what is written to it is all that there is to send.
        Turn(number=n, line=line, reply=reply, sent=n < len(replies) or n == last)
        for n, (line, reply) in enumerate(zip(part.lines, replies, strict=False), 1)
    ]


def terms_reached(part: Negotiation, value: AnswerValue) -> list[TermReached]:
    """Return what is to be agreed, each as it was written down; nothing before the last line is reached."""
    if len(_replies(value)) < len(part.lines):
        return []
    written, left_open = value.get("terms") or {}, value.get("open") or ()
    return [
        TermReached(term=each, text=written.get(each.key, ""), open=each.key in left_open)
        for each in part.terms
    ]


class NegotiationKind(AnswerKind[Negotiation]):
    name = "negotiation"
    part = Negotiation
    report = TalkAnswer
    keeps_steps = True
    in_templates = {"turns_reached": turns_reached, "terms_reached": terms_reached}

    def remarks(self, part: Negotiation, path: Path) -> Iterator[Problem]:
        yield from checks.at_least(2, part.lines, "lines", (*path, "lines"))
        if part.words is not None:
            yield from checks.word_limits(part.words, (*path, "words"))
        yield from choosing.key_remarks([each.key for each in part.terms], (*path, "terms"), "term")

    def can_be_answered(self, part: Negotiation) -> bool:
        return bool(part.lines)

    def problems(self, part: Negotiation, value: AnswerValue) -> Iterator[AnswerProblem]:
        replies, written, left_open = (value.get(name, empty) for name, empty in _NAMES.items())
        if (
            not value.keys() <= _NAMES.keys()
            or not isinstance(replies, list | tuple)
            or not isinstance(written, Mapping)
            or not isinstance(left_open, list | tuple)
            or not all(isinstance(each, str) for each in replies)
            or len(replies) > len(part.lines)
            or not all(each.strip() for each in replies[:-1])
            or not written.keys() <= {each.key for each in part.terms}
            or not all(isinstance(each, str) for each in written.values())
            or ((written or left_open) and len(replies) < len(part.lines))
        ):
            yield WRONG_SHAPE
            return
        yield from chosen_problems(left_open, part.terms)
        yield from written_problems([*replies, *written.values()])

    def answered(self, part: Negotiation, value: AnswerValue) -> bool:
        replies = _replies(value)
        return (
            len(replies) == len(part.lines)
            and all(each.strip() for each in replies)
            and all(each.filled for each in terms_reached(part, value))
        )

    def gives_evidence(self, part: Negotiation, value: AnswerValue) -> bool:
        return not self.untouched(part, value)

    def untouched(self, part: Negotiation, value: AnswerValue) -> bool:
        return not any(each.strip() for each in _replies(value)) and not any(
            each.filled for each in terms_reached(part, value)
        )

    def kept(self, part: Negotiation, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        replies = [cleaner.text(each) for each in value.get("replies", ())]
        if self.untouched(part, value):
            return {"replies": []}
        if not part.terms:
            return {"replies": replies}
        written = {key: cleaner.text(text) for key, text in value.get("terms", {}).items()}
        return {
            "replies": replies,
            "terms": {key: text for key, text in written.items() if text.strip()},
            "open": [each.key for each in part.terms if each.key in value.get("open", ())],
        }

    def in_form(self, part: Negotiation, form: Mapping[str, str]) -> dict[str, Any]:
        replies = self._written_in(part, form)
        if len(replies) == len(part.lines):
            return {"replies": replies} | self._terms_in(part, form)
        sends = form.get("step") == part.key and not self.missing_for_step(part, form)
        return {"replies": [*replies, ""] if sends else replies}

    def missing_for_step(self, part: Negotiation, form: Mapping[str, str]) -> str | None:
        replies = self._written_in(part, form)
        return None if replies and replies[-1].strip() else WRITE_FIRST

    def step_problem(self, before: AnswerValue, value: AnswerValue) -> AnswerProblem | None:
        reached, replies = _replies(before), _replies(value)
        sent = reached[:-1]
        return None if len(replies) >= len(reached) and replies[: len(sent)] == sent else SENT_IS_SENT

    def rated(self, part: Negotiation) -> bool:
        return part.rated

    def words_to_read(self, part: Negotiation) -> int:
        most = part.words.max if part.words and part.words.max else 80
        return (40 + most) * len(part.lines)

    def words_to_quote(self, part: Negotiation, value: AnswerValue) -> str:
        terms = (each.text for each in terms_reached(part, value))
        return "\n".join(each for each in (*_replies(value), *terms) if each.strip())

    def for_candidate(self, part: Negotiation, value: AnswerValue) -> TalkForCandidate:
        return TalkForCandidate(
            key=part.key,
            title=part.title,
            prompt=part.prompt,
            speaker=part.speaker,
            turns=tuple(turns_reached(part, value)),
            count=len(part.lines),
            words=part.words,
            terms=tuple(terms_reached(part, value)),
        )

    def in_words(self, part: Negotiation, value: AnswerValue, locale: str) -> str:
        if self.untouched(part, value):
            return ""
        speaker = part.speaker.text(locale)
        said = [
            f"{speaker}: {each.line.text(locale)}" + (f"\n→ {each.reply}" if each.reply else "")
            for each in turns_reached(part, value)
        ]
        agreed = "\n".join(_in_line(each, locale) for each in terms_reached(part, value) if each.filled)
        return "\n\n".join([*said, agreed] if agreed else said)

    def for_report(self, part: Negotiation, value: AnswerValue, locale: str) -> TalkAnswer:
        turns = tuple(
            SpokenTurn(each.line.text(locale), each.reply, each.sent) for each in turns_reached(part, value)
        )
        terms = tuple(
            SpokenTerm(each.term.text.text(locale), each.text, each.open)
            for each in terms_reached(part, value)
        )
        return TalkAnswer(part.speaker.text(locale), turns, len(part.lines), terms)

    def _written_in(self, part: Negotiation, form: Mapping[str, str]) -> list[str]:
        fields = (form.get(f"part.{part.key}.{n}") for n in range(1, len(part.lines) + 1))
        return [each for each in fields if each is not None]

    def _terms_in(self, part: Negotiation, form: Mapping[str, str]) -> dict[str, Any]:
        if not part.terms:
            return {}
        name = f"part.{part.key}"
        written = {each.key: form.get(f"{name}.term.{each.key}") or None for each in part.terms}
        left_open = [each.key for each in part.terms if form.get(f"{name}.open.{each.key}")]
        return {"terms": choosing.given(written), "open": left_open}


def _replies(value: AnswerValue) -> Sequence[str]:
    """Return the replies to all lines reached: nothing yet to the first one at the beginning."""
    return list(value.get("replies") or [""])


def _in_line(reached: TermReached, locale: str) -> str:
    said = translations_for(locale).gettext(NOT_AGREED) if reached.open else ""
    return f"{reached.term.text.text(locale)}: " + "; ".join(each for each in (said, reached.text) if each)
