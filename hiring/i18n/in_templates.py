"""What templates say in the reader's language.

A page says forty sentences. Jinja and Flask-Babel look for the catalogue and make Markup for
each of them anew, a third of what drawing a page takes; here that happens once for a sentence.
"""

from functools import lru_cache
from typing import Any

from flask import Flask, g, has_app_context
from flask_babel import get_locale, get_translations
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

_MOST = 8192


def language_of_page() -> str | None:
    """Return the language of the page; None where there is none.

    It is asked for a hundred times a page, so first where Flask-Babel has put its answer.
    """
    if not has_app_context():
        return None
    here = g._get_current_object()  # `g` finds it anew for each thing it is asked
    locale = getattr(here.get("_flask_babel"), "babel_locale", None) or get_locale()
    return locale.language if locale else None


@pass_eval_context
def said(context: EvalContext, text: str, /, **values: Any) -> str:
    """Return `text` translated, with its `values` in their places: escaped where it becomes HTML."""
    language = language_of_page()
    if values:
        return _translated(language, text, context.autoescape) % values
    return _finished(language, text, context.autoescape)


@lru_cache(_MOST)
def _translated(language: str | None, text: str, in_html: bool) -> str:
    """Return the translation into `language`, which is that of the page: only then may it be asked for."""
    translated: str = get_translations().ugettext(text)
    return Markup(translated) if in_html else translated  # noqa: S704 (our own catalogue)


@lru_cache(_MOST)
def _finished(language: str | None, text: str, in_html: bool) -> str:
    return _translated(language, text, in_html) % {}


def register(app: Flask) -> None:
    """Give templates `_`; after Flask-Babel, which brings the rest."""
    app.jinja_env.globals.update(_=said, gettext=said)
