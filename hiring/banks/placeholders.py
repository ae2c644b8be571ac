"""Texts with open places, such as "for the position {position}", and filling them."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def placeholders(text: str) -> tuple[str, ...]:
    """Return the names that a text leaves open, in order.

    >>> placeholders('states the position "{title}" from {start}')
    ('title', 'start')
    """
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return `text` with its open places filled in one pass; unknown ones stay as they are.

    This is no format string: neither the text nor a value can reach anything else.

    >>> filled("{n} tasks, {minutes} minutes", {"n": "{minutes}", "minutes": "90"})
    '{minutes} tasks, 90 minutes'
    """
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
