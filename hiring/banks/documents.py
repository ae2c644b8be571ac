"""Bank values as JSON, back again, and the hash that names exactly this content."""

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from hiring.banks.tasks import Task
from hiring.fingerprints import canonical_hash

if TYPE_CHECKING:
    from pydantic import TypeAdapter

Shape = TypeVar("Shape")


def as_json(value: object) -> Any:
    """Return a bank value as plain JSON.

    What was left out stays out, so that a field added later does not change old hashes.
    """
    if is_dataclass(value):
        spoken = ((f.name, getattr(value, f.name)) for f in fields(value) if not _left_out(value, f))
        return {name: as_json(content) for name, content in spoken}
    if isinstance(value, Mapping):
        return {str(key): as_json(content) for key, content in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(content) for content in value]
    return value.value if isinstance(value, Enum) else value


def from_json(shape: type[Shape], value: object) -> Shape:
    """Return the value of `shape` that `as_json` wrote as `value`.

    Raises pydantic's ValidationError, a ValueError, when it is not of that shape.
    """
    # Through JSON text on purpose: only there does strict reading take a list for a tuple.
    return cast("Shape", adapter(cast("Any", shape)).validate_json(json.dumps(value)))


def task_from_json(value: object) -> Task:
    return from_json(Task, value)


def content_hash(document: object) -> str:
    """Return the SHA-256 of the canonical JSON of a bank value, or of plain JSON."""
    return canonical_hash(as_json(document))


@lru_cache(maxsize=32)
def adapter(shape: Any) -> "TypeAdapter[Any]":
    """Return the reader for a shape. Imported late: pydantic takes a quarter of a second."""
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def _left_out(value: object, field: Field[Any]) -> bool:
    if field.default is not MISSING:
        return bool(getattr(value, field.name) == field.default)
    if field.default_factory is not MISSING:
        return bool(getattr(value, field.name) == field.default_factory())
    return False
