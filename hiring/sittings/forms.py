"""What a browser sends: answers as JSON from the script, or all parts of a page as one plain form."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from hiring.banks.answers import AnswerProblem
from hiring.banks.rules import LONGEST_ANSWER
from hiring.banks.tasks import (
    AnswerValue,
    Branching,
    ChooseOne,
    LongText,
    MostLeast,
    Part,
    RateEach,
    Table,
)
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.sittings.actions import AnswerRefused, SentAnswer
from hiring.sittings.values import PROBLEM_SENTENCES, as_kept, refusal

#: An answer at its limit, with every character spelled out as \uXXXX twice, and what goes around it.
LARGEST_BODY = LONGEST_ANSWER * 12 + 10_000
_MOST_UNHEARD = 50
_LARGEST_REVISION = 2**31
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAMES = uuid.UUID("5d0f6a3c-3f2e-4d0a-9d57-0a6b4b3f7a11")


class Malformed(HiringError):
    """Not what our own page sends."""

    status = 400
    sentence = N_("This answer could not be understood and is not saved.")


def sent_as_json(body: bytes, task: str, part: str) -> SentAnswer:
    """Return the answer in a request's body. Raises Malformed, or AnswerRefused when it is too large."""
    if len(body) > LARGEST_BODY:
        raise AnswerRefused(PROBLEM_SENTENCES[AnswerProblem.TOO_LONG])
    match _document(body):
        case {"operation_id": str(operation), "based_on": int(based_on), "value": dict(value), **rest}:
            after: Any = rest.get("after", [])
        case _:
            raise Malformed
    fits = (
        _UUID.fullmatch(operation)
        and not isinstance(based_on, bool)
        and 0 <= based_on < _LARGEST_REVISION
        and isinstance(after, list)
        and len(after) <= _MOST_UNHEARD
        and all(isinstance(each, str) and _UUID.fullmatch(each) for each in after)
    )
    if not fits:
        raise Malformed
    return SentAnswer(task, part, operation, based_on, value, tuple(after))


def _document(body: bytes) -> Any:
    try:
        return json.loads(
            body.decode("utf-8"), object_pairs_hook=_without_twins, parse_constant=_no_such_number
        )
    except (ValueError, RecursionError):
        raise Malformed from None


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_such_number(name: str) -> float:
    raise ValueError(f"{name} is no number")


def sent_as_form(sitting: str, task: str, part: Part, form: Mapping[str, str]) -> SentAnswer:
    """Return one part of a plain form.

    Its operation is named by what was sent: the same page sent twice is one
    save, and an old page sent again with another text is another.
    """
    based_on = form.get(f"based-on.{part.key}", "0")
    value = value_in_form(part, form)
    shown = as_kept(part, value).sha256 if refusal(part, value) is None else repr(value)
    name = "\n".join((sitting, task, part.key, based_on, shown)).encode("utf-8", "replace").decode()
    operation = str(uuid.uuid5(_NAMES, name))
    number = int(based_on) if based_on.isascii() and based_on.isdigit() and len(based_on) < 10 else 0
    return SentAnswer(task, part.key, operation, number, value)


def value_in_form(part: Part, form: Mapping[str, str]) -> dict[str, Any]:
    """Return what the fields of one part say, in the shape in which answers are kept."""
    name = f"part.{part.key}"
    match part:
        case LongText():
            return {"text": form.get(name, "")}
        case Table():
            return {"rows": _rows(part, form, name)}
        case ChooseOne():
            return _given({"choice": form.get(name)})
        case MostLeast():
            return _given({pole: form.get(f"{name}.{pole}") for pole in ("most", "least")})
        case RateEach():
            sent = {option.key: _step(form.get(f"{name}.{option.key}")) for option in part.options}
            return {"ratings": _given(sent)}
        case Branching():
            return _given({"step": form.get(name)})


def next_step(value: AnswerValue, before: AnswerValue) -> dict[str, Any]:
    """Return the path of a story after the step that a form chose."""
    return {"path": [*before.get("path", ()), *([value["step"]] if value.get("step") else [])]}


def _given(value: Mapping[str, Any]) -> dict[str, Any]:
    return {key: content for key, content in value.items() if content is not None}


def _step(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else None


def _rows(part: Table, form: Mapping[str, str], name: str) -> list[dict[str, str]]:
    """Return the rows in the order of their numbers, whichever of them the page still has."""
    columns = {column.key for column in part.columns}
    rows: dict[int, dict[str, str]] = {}
    for field, cell in form.items():
        if not field.startswith(f"{name}."):
            continue
        number, _, column = field.removeprefix(f"{name}.").partition(".")
        if column in columns and number.isascii() and number.isdigit() and len(number) < 6:
            rows.setdefault(int(number), {})[column] = cell
    filled = (rows[number] for number in sorted(rows))
    return [row for row in filled if any(cell.strip() for cell in row.values())]
