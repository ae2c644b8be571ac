"""Markdown that somebody wrote, as HTML that can harm nobody: parsed without HTML, then sanitised."""

from functools import cache, lru_cache
from typing import TYPE_CHECKING

import nh3
from flask import Flask
from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_TAGS = {
    *("p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote"),
    *("ul", "ol", "li", "h2", "h3", "h4", "h5", "h6", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}}
#: A column that its author sets to the right holds figures.
_FIGURES = "number"
_CLASSES = {"th": {_FIGURES}, "td": {_FIGURES}}
_SCHEMES = {"http", "https", "mailto"}
_STARTS = tuple(f"{scheme}:" for scheme in _SCHEMES)
_DEEPEST_HEADING = 6
#: A longer text is shown as it was typed: some patterns cost the parser time that grows with its square.
LONGEST_MARKDOWN = 20_000


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # the first text that is shown can wait for it, a start need not

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 20})
    return parser.enable(["table", "strikethrough"]).disable("image")


@lru_cache(maxsize=256)
def render_markdown(text: str, level: int = 3) -> Markup:
    """Return `text` as safe HTML; its largest heading becomes <h`level`>.

    Raw HTML is shown as text, pictures are not loaded, links lead to http, https and mailto only.
    It is kept for a while: what staff and banks write is shown to very many.
    """
    if len(text) > LONGEST_MARKDOWN:
        return Markup('<p class="answer">{}</p>').format(text)
    parser = _parser()
    tokens = parser.parse(text.replace("\x00", "�"))
    for token in tokens:
        _fit_into_page(token, level)
    html = parser.renderer.render(tokens, parser.options, {})
    return Markup(sanitised(html))  # noqa: S704 (nh3 has just made it safe)


def sanitised(html: str) -> str:
    """Return `html` with nothing in it but the allowed tags, attributes and schemes."""
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        url_schemes=_SCHEMES,
        attribute_filter=_only_whole_addresses,
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )


def _only_whole_addresses(tag: str, attribute: str, value: str) -> str | None:
    """Drop addresses without a scheme: `//elsewhere` and paths of our own pages look like ours."""
    return None if attribute == "href" and not value.lower().startswith(_STARTS) else value


def _fit_into_page(token: "Token", level: int) -> None:
    if token.type in {"heading_open", "heading_close"}:
        written = int(token.tag[1])
        token.tag = f"h{min(level + written - 1, _DEEPEST_HEADING)}"
    elif token.type in {"th_open", "td_open"}:
        # Alignment comes as an inline style, which our own policy refuses.
        to_the_right = token.attrs.get("style") == "text-align:right"
        token.attrs = {"class": _FIGURES} if to_the_right else {}
        if token.type == "th_open":
            token.attrs["scope"] = "col"


def register(app: Flask) -> None:
    """Give templates the filter `|markdown`, or `|markdown(level=2)`."""
    app.jinja_env.filters["markdown"] = render_markdown
