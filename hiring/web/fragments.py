"""Pieces of pages that are the same whoever looks: drawn once, and kept while they are in use."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock

from flask import Flask
from markupsafe import Markup

_MOST = 256


class Fragments:
    """The pieces used last, by a key that names everything they are made of."""

    def __init__(self, most: int = _MOST) -> None:
        self._kept: OrderedDict[Hashable, Markup] = OrderedDict()
        self._most, self._lock = most, Lock()

    def kept(self, key: Hashable, draw: Callable[..., Markup], *given: object) -> Markup:
        """Return what `draw(*given)` gave when `key` was first asked for.

        The key must hold whatever the piece depends on: the hash of its content, the language.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        drawn = draw(*given)
        with self._lock:
            self._kept[key] = drawn
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return drawn


def register(app: Flask) -> None:
    """Give templates `drawn_once(key, macro, ...)`."""
    app.jinja_env.globals["drawn_once"] = Fragments().kept
