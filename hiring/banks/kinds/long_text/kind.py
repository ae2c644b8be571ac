"""What is to be known of a text to write."""

from collections.abc import Iterator, Mapping
from typing import Any

from hiring.banks.answer_kind import AnswerKind
from hiring.banks.answer_problems import WRONG_SHAPE, AnswerProblem, written_problems
from hiring.banks.answer_texts import TextCleaner, word_count
from hiring.banks.kinds.long_text.report import TextAnswer
from hiring.banks.kinds.long_text.shape import LongText
from hiring.banks.parts import AnswerValue, WordLimits
from hiring.banks.problems import Path, Problem
from hiring.banks.validation import checks


class LongTextKind(AnswerKind[LongText]):
    name = "long_text"
    part = LongText
    report = TextAnswer

    def remarks(self, part: LongText, path: Path) -> Iterator[Problem]:
        yield from checks.word_limits(part.words, (*path, "words"))

    def words_asked(self, part: LongText) -> WordLimits:
        return part.words

    def problems(self, part: LongText, value: AnswerValue) -> Iterator[AnswerProblem]:
        text = value.get("text")
        if value.keys() != {"text"} or not isinstance(text, str):
            yield WRONG_SHAPE
        else:
            yield from written_problems([text])

    def answered(self, part: LongText, value: AnswerValue) -> bool:
        return bool(str(value["text"]).strip())

    def kept(self, part: LongText, value: AnswerValue, cleaner: TextCleaner) -> dict[str, Any]:
        return {"text": cleaner.text(value["text"])}

    def only_text(self, part: LongText, value: AnswerValue) -> str:
        return str(value["text"])

    def words(self, part: LongText, value: AnswerValue) -> int:
        return word_count(value.get("text", ""))

    def in_form(self, part: LongText, form: Mapping[str, str]) -> dict[str, Any]:
        return {"text": form.get(f"part.{part.key}", "")}

    def rated(self, part: LongText) -> bool:
        return part.rated

    def words_to_read(self, part: LongText) -> int:
        return part.words.max or 250

    def words_to_quote(self, part: LongText, value: AnswerValue) -> str:
        return str(value["text"])

    def in_words(self, part: LongText, value: AnswerValue, locale: str) -> str:
        return str(value.get("text", ""))

    def for_report(self, part: LongText, value: AnswerValue, locale: str) -> TextAnswer:
        return TextAnswer(str(value.get("text", "")))
