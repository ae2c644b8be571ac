"""How templates are set up: Jinja as Flask has it, but for what all of them know."""

from collections.abc import MutableMapping
from typing import Any

from flask import Flask
from flask.templating import Environment


class OneForAll(Environment):
    """Shares the one dictionary of what all templates know.

    By default each gets a `ChainMap` of its own before it, which holds nothing here and is walked
    in Python for every page, every import and every name: a tenth of what a page takes.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class HiringFlask(Flask):
    """Flask, with templates set up so."""

    jinja_environment = OneForAll
