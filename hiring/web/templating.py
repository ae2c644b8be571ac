"""How the application is set up: Flask and Jinja as they come, but for what every page would pay."""

from collections.abc import Callable, MutableMapping
from types import FunctionType
from typing import Any

from flask import Flask
from flask.templating import Environment
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from werkzeug.routing import Rule


class QuickContext(Context):
    """Calls macros and plain functions straight.

    Jinja looks at each of the seventy calls of a page, by six questions, whether the function
    wants to be given something of the template: a macro always does, a plain function never.
    """

    @internalcode
    def call(self, __obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Return what `__obj` does, as `Context.call` has it."""
        macro = isinstance(__obj, Macro)
        if macro or (isinstance(__obj, FunctionType) and not hasattr(__obj, "jinja_pass_arg")):
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
            given = (self.eval_ctx, *args) if macro else args
            return __obj(*given, **kwargs)
        return super().call(__obj, *args, **kwargs)


class OneForAll(Environment):
    """Shares the one dictionary of what all templates know.

    By default each gets a `ChainMap` of its own before it, which holds nothing here and is walked
    in Python for every page, every import and every name: a tenth of what a page takes.
    """

    context_class = QuickContext

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return super().make_globals(d) if d else self.globals


class LateRule(Rule):
    """A rule that learns to build its addresses when the first is wanted, not all 140 at the start."""

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        learn = super()._compile_builder

        def build(rule: Rule, **values: Any) -> tuple[str, str]:
            made = learn(append_unknown).__get__(rule, None)
            setattr(rule, "_build_unknown" if append_unknown else "_build", made)
            found: tuple[str, str] = made(**values)
            return found

        return build


class HiringFlask(Flask):
    """Flask, with templates set up so, and without a look for functions that wait."""

    jinja_environment = OneForAll
    url_rule_class = LateRule

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return `func`: nothing here is asynchronous, and Flask asks that of fifteen functions a page."""
        return func
