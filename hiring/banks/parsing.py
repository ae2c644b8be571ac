"""Plain documents turned into bank values; what does not fit is remarked, all of it.

So that one slip does not hide the others in a file, whatever does not fit is
replaced by a stand-in and the rest is still read and checked. A value read in
this way is only good for finding more faults: it never leaves the reading.
"""

import copy
import types
import typing
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin

from hiring.banks import messages as expect
from hiring.banks.documents import from_json
from hiring.banks.problems import Path, Problem
from hiring.i18n.localised import Localised

Shape = TypeVar("Shape")

_PLAIN_TYPES: dict[Any, tuple[object, str]] = {
    str: ("?", expect.A_TEXT),
    int: (1, expect.A_WHOLE_NUMBER),
    float: (1.0, expect.A_NUMBER),
    bool: (False, expect.TRUE_OR_FALSE),
}
_STAND_IN_TEXT = {"id": "?", "en": "?"}


@dataclass(frozen=True, slots=True)
class Shaped(Generic[Shape]):
    """A document read into its shape, what did not fit, and which places hold stand-ins."""

    value: Shape | None
    remarks: tuple[Problem, ...] = ()
    stand_ins: tuple[Path, ...] = ()
    stand_in_texts: tuple[Path, ...] = ()

    def is_about_a_stand_in(self, path: Path) -> bool:
        """Say whether a remark about `path` would speak of what the author never wrote."""
        inside = any(path[: len(each)] == each for each in (*self.stand_ins, *self.stand_in_texts))
        return inside or any(each[: len(path)] == path for each in self.stand_ins)


def shaped(shape: type[Shape], plain: Any) -> Shaped[Shape]:
    """Read `plain` as `shape`, with a remark for everything that does not fit."""
    from pydantic import ValidationError

    try:
        return Shaped(from_json(shape, plain))
    except ValidationError as error:
        slips = [_Slip(shape, plain, each["type"], each["loc"]) for each in error.errors()]
    mended = copy.deepcopy(plain)
    for slip in slips:
        mended = slip.mend(mended)
    try:
        value = from_json(shape, mended)
    except ValidationError:
        value = None
    remarks = tuple(dict.fromkeys(slip.remark() for slip in slips))
    texts = tuple(slip.path for slip in slips if slip.is_text)
    return Shaped(value, remarks, tuple(slip.path for slip in slips if not slip.is_text), texts)


class _Slip:
    """One place where a document does not have its shape."""

    def __init__(self, shape: Any, plain: Any, problem: str, loc: tuple[int | str, ...]) -> None:
        self.problem = problem
        self.bad_key = loc[-1:] == ("[key]",)
        self.path, self.wanted, self.holder = _follow(shape, plain, loc[:-1] if self.bad_key else loc)

    @property
    def key(self) -> str:
        return str(self.path[-1]) if self.path else ""

    @property
    def is_text(self) -> bool:
        """Whether only words are missing or wrong, so that everything else can be judged."""
        return self.wanted is Localised or self.holder is Localised or self.problem == _UNKNOWN_KEY

    def remark(self) -> Problem:
        if self.problem == _UNKNOWN_KEY:
            known = ", ".join(each.name for each in fields(self.holder))
            return Problem(self.path, expect.say(expect.KNOWN_KEY, known=known, key=self.key), on_key=True)
        if self.problem == "missing":
            return Problem(self.path, self._missing())
        if self.problem == "union_tag_not_found":
            return Problem(self.path, expect.say(expect.MISSING_KEY, key="kind"))
        if self.problem == "union_tag_invalid":
            return Problem((*self.path, "kind"), _expectation(self.wanted))
        if self.bad_key:
            return Problem(self.path, expect.A_LEVEL, on_key=True)
        return Problem(self.path, _expectation(self.wanted))

    def _missing(self) -> str:
        if self.holder is Localised:
            return expect.MISSING_INDONESIAN if self.key == "id" else expect.MISSING_ENGLISH
        return expect.say(expect.MISSING_KEY, key=self.key)

    def mend(self, plain: Any) -> Any:
        """Return `plain` with a stand-in here, or without what does not belong here."""
        if not self.path:
            return _stand_in(self.wanted)
        holder = plain
        try:
            for each in self.path[:-1]:
                holder = holder[each]
            if self.problem == _UNKNOWN_KEY or self.bad_key:
                holder.pop(self.path[-1], None)
            else:
                holder[self.path[-1]] = _stand_in(self.wanted)
        except (KeyError, IndexError, TypeError, AttributeError):
            pass  # a stand-in already took the place of what held this
        return plain


_UNKNOWN_KEY = "unexpected_keyword_argument"


def _follow(shape: Any, plain: Any, loc: tuple[int | str, ...]) -> tuple[Path, Any, Any]:
    """Return the path that `loc` means in the document, the shape wanted there, and its holder's.

    `loc` also names which of several shapes was tried; the document knows nothing of that.
    """
    path: Path = ()
    wanted, holder = _bare(shape), None
    for each in loc:
        if _members(wanted):
            wanted = next((m for m in _members(wanted) if each in _kinds(m)), None)
            continue
        path, holder = (*path, each), wanted
        wanted = _bare(_inside(wanted, each))
    return path, wanted, holder


def _inside(shape: Any, step: int | str) -> Any:
    if is_dataclass(shape):
        return typing.get_type_hints(shape, include_extras=True).get(str(step))
    arguments = get_args(shape)
    if get_origin(shape) is tuple:
        return arguments[0]
    return arguments[1] if len(arguments) == 2 else None


def _bare(shape: Any) -> Any:
    """Return `shape` without notes for pydantic and without "or None"."""
    if get_origin(shape) is Annotated:
        return _bare(get_args(shape)[0])
    if get_origin(shape) in (typing.Union, types.UnionType):
        rest = [each for each in get_args(shape) if each is not types.NoneType]
        return _bare(rest[0]) if len(rest) == 1 else shape
    return shape


def _members(shape: Any) -> tuple[Any, ...]:
    return get_args(shape) if get_origin(shape) in (typing.Union, types.UnionType) else ()


def _kinds(member: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in get_args(typing.get_type_hints(member)["kind"]))


def _choices(wanted: Any) -> list[str]:
    if get_origin(wanted) is Literal:
        return [str(each) for each in get_args(wanted)]
    return [str(each) for each in wanted] if isinstance(wanted, type) and issubclass(wanted, Enum) else []


def _expectation(wanted: Any) -> str:
    if wanted in _PLAIN_TYPES:
        return _PLAIN_TYPES[wanted][1]
    if wanted is Localised:
        return expect.BOTH_LANGUAGES
    if _members(wanted):
        known = ", ".join(kind for each in _members(wanted) for kind in _kinds(each))
        return expect.say(expect.A_KIND, known=known)
    if choices := _choices(wanted):
        return expect.say(expect.ONE_OF, known=", ".join(choices))
    return expect.A_LIST if get_origin(wanted) is tuple else expect.A_MAPPING


def _stand_in(wanted: Any) -> Any:
    """Return the smallest plain value that has the shape `wanted`."""
    if wanted in _PLAIN_TYPES:
        return _PLAIN_TYPES[wanted][0]
    if wanted is Localised:
        return dict(_STAND_IN_TEXT)
    if _members(wanted):
        return _stand_in(_members(wanted)[0])
    if choices := _choices(wanted):
        return choices[0]
    if is_dataclass(wanted):
        hints = typing.get_type_hints(wanted, include_extras=True)
        needed = (f.name for f in fields(wanted) if f.default is f.default_factory is MISSING)
        return {name: _stand_in(_bare(hints[name])) for name in needed}
    return [] if get_origin(wanted) is tuple else {}
