"""What a referee answers, as it was typed."""

from collections.abc import Iterable, Mapping

from hiring.banks.rules import ReferenceKind
from hiring.references.answers import Typed
from hiring.references.questions import Question
from hiring.text import unix_lines

_PERIOD_FIELDS = ("from-month", "from-year", "to-month", "to-year", "ongoing", "often")


def typed_answers(sent: Mapping[str, str], questions: Iterable[Question]) -> dict[str, Typed]:
    """Return what was typed for each question; a field that was not sent counts as empty."""
    return {question.code: _typed(sent, question) for question in questions}


def _typed(sent: Mapping[str, str], question: Question) -> Typed:
    code, item = question.code, question.item
    if item.kind is ReferenceKind.TEXT:
        return {"value": "", "text": _clean(sent.get(code, ""))}
    if item.kind is ReferenceKind.PERIOD:
        parts = {name: _short(sent.get(f"{code}-{name}", "")) for name in _PERIOD_FIELDS}
        return {"value": parts, "text": ""}
    if item.kind is ReferenceKind.PERCENTILE:
        return {"value": {f.key: _short(sent.get(f"{code}-{f.key}", "")) for f in item.facets}, "text": ""}
    return {"value": _short(sent.get(code, "")), "text": _clean(sent.get(f"{code}-text", ""))}


def _clean(text: str) -> str:
    """Return a text with one kind of line end, without the one character no database keeps."""
    return unix_lines(text).replace("\x00", "")


def _short(text: str) -> str:
    return _clean(text).strip()[:40]
