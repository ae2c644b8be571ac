"""A dossier as JSON, always the same text for the same dossier, and back; and its fingerprint."""

import json
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from hiring.dossiers.values import SCHEMA, Dossier
from hiring.fingerprints import canonical_hash, canonical_json

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_HUNDREDTH = Decimal("0.01")
_FIRST = 1
_READABLE = (_FIRST, SCHEMA)
#: What the first schema did not know: left out of what was written by it, so that its bytes hold.
_NEW_SINCE = frozenset({"not_answered", "excused", "nothing_shown", "unrated", "by_cells"})


class UnknownSchema(ValueError):
    """The JSON was written by another version of the report, or is no dossier at all."""


def dossier_as_json(dossier: Dossier) -> str:
    """Return `dossier` as ASCII-only JSON with sorted keys and figures of two decimals."""
    return canonical_json(_plain(dossier), ascii_only=True)


def dossier_from_json(text: str | bytes, *, shown: Callable[[str], str] | None = None) -> Dossier:
    """Return the dossier that `dossier_as_json` wrote, every text passed through `shown`.

    Raises UnknownSchema, or pydantic's ValidationError (a ValueError) that names what is wrong.
    """
    plain = json.loads(text)
    if not isinstance(plain, dict) or plain.get("schema") not in _READABLE:
        raise UnknownSchema(f"not a dossier of schema {SCHEMA}")
    return _adapter().validate_python(_read(plain, shown or str))


def content_hash(dossier: Dossier) -> str:
    """Return the SHA-256 of the canonical JSON: what the report says, whatever it looks like."""
    return canonical_hash(_plain(dossier), ascii_only=True)


def _plain(dossier: Dossier) -> Any:
    plain = _written(_adapter().dump_python(dossier, mode="python"))
    return _of_the_first(plain) if dossier.schema == _FIRST else plain


@cache
def _adapter() -> "TypeAdapter[Dossier]":
    from pydantic import TypeAdapter  # costs half a second, and only reports pay it

    return TypeAdapter(Dossier)


def _of_the_first(plain: dict[str, Any]) -> dict[str, Any]:
    policy = plain["provenance"]["policy"]
    known = {
        "summary": _without_new(plain["summary"]),
        "provenance": plain["provenance"] | {"policy": _without_new(policy)},
        "competencies": [
            _without_new(each) | {"ratings": [_without_new(rating) for rating in each["ratings"]]}
            for each in plain["competencies"]
        ],
    }
    return plain | known


def _without_new(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in _NEW_SINCE}


def _written(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value.quantize(_HUNDREDTH, ROUND_HALF_UP))
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_written(item) for item in value]
    return value


def _read(value: Any, shown: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _read(item, shown) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_read(item, shown) for item in value)
    return value
