"""What a browser sends: answers as JSON from the script, or all parts of a page as one plain form."""

import json
import re
import uuid
from collections.abc import Mapping
from typing import Any

from hiring.banks.answer_problems import TOO_LONG
from hiring.banks.kinds import kind_of
from hiring.banks.parts import PartOfTask
from hiring.banks.rules import LONGEST_ANSWER
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.sittings.actions import AnswerRefused, SentAnswer
from hiring.sittings.normalising import as_kept, refusal

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
        raise AnswerRefused(TOO_LONG.sentence)
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


def sent_as_form(sitting: str, task: str, part: PartOfTask, form: Mapping[str, str]) -> SentAnswer:
    """Return one part of a plain form.

    Its operation is named by what was sent: the same page sent twice is one
    save, and an old page sent again with another text is another.
    """
    based_on = form.get(f"based-on.{part.key}", "0")
    value = kind_of(part).in_form(part, form)
    shown = as_kept(part, value).sha256 if refusal(part, value) is None else repr(value)
    name = "\n".join((sitting, task, part.key, based_on, shown)).encode("utf-8", "replace").decode()
    operation = str(uuid.uuid5(_NAMES, name))
    number = int(based_on) if based_on.isascii() and based_on.isdigit() and len(based_on) < 10 else 0
    return SentAnswer(task, part.key, operation, number, value)
