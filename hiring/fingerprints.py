"""Name a value by its content: the same value has the same name everywhere. Pure."""

import hashlib
import json
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


def canonical_json(value: object, *, ascii_only: bool = False) -> str:
    """Return `value` (plain JSON) in its one canonical spelling.

    `ascii_only` writes every other character as an escape: what was first hashed so stays so.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=ascii_only, separators=(",", ":"), allow_nan=False)


def canonical_hash(value: object, *, ascii_only: bool = False) -> str:
    """Return the SHA-256 of `value` (plain JSON) in its canonical spelling."""
    return hashlib.sha256(canonical_json(value, ascii_only=ascii_only).encode()).hexdigest()


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8: what `sha256sum` says of a file that holds it, and no more."""
    return hashlib.sha256(text.encode()).hexdigest()


class UnknownHashRule(ValueError):
    """A hash was made by a rule that this version of the program does not know."""


class HashRules(Generic[Value]):
    """The ways in which one kind of value was ever hashed; the last of them is used now.

    What the first way made carries no number, and stays so. What a later one makes begins with its number
    and a colon, so that it can be told apart; it spells its hash in at most 62 characters more (base64),
    so that it stands in the same columns.

    >>> HashRules(text_hash, lambda text: text.upper()).made("ab")
    '2:AB'
    """

    def __init__(self, *ways: Callable[[Value], str]) -> None:
        self._ways = ways

    def made(self, value: Value) -> str:
        """Return the hash of `value` by the rule of now."""
        return self._by(len(self._ways), value)

    def again(self, known: str, value: Value) -> str:
        """Return the hash of `value` by the rule that made `known`. Raises UnknownHashRule."""
        if not self.knows(known):
            raise UnknownHashRule(f"this version does not know the rule of the hash {known[:80]}")
        return self._by(_rule_of(known), value)

    def is_of(self, known: str, value: Value) -> bool:
        """Say whether `known` is the hash of `value`; what no known rule made is nobody's."""
        return self.knows(known) and self.again(known, value) == known

    def knows(self, known: str) -> bool:
        """Say whether a rule of these can have made a hash."""
        return 1 <= _rule_of(known) <= len(self._ways)

    def _by(self, rule: int, value: Value) -> str:
        hashed = self._ways[rule - 1](value)
        return hashed if rule == 1 else f"{rule}:{hashed}"


def _rule_of(known: str) -> int:
    """Return the number that a hash carries; 1 where it carries none, and 0 where it is no number.

    >>> [_rule_of(each) for each in ("ab12", "2:ab12", "01:ab", "x:ab12")]
    [1, 2, 0, 0]
    """
    number, colon, _ = known.partition(":")
    if not colon:
        return 1
    is_written = number.isascii() and number.isdigit() and not number.startswith("0") and len(number) < 4
    return int(number) if is_written and number != "1" else 0


def in_groups(sha256: str) -> str:
    """Return a hash in groups of eight, to be read aloud and compared; mail filters mistrust the long word.

    >>> in_groups("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(sha256[place : place + 8] for place in range(0, len(sha256), 8))


def mark_of(value: object) -> str:
    """Return a short mark that differs when `value` differs: it shows that a form has grown old."""
    return canonical_hash(value)[:20]
