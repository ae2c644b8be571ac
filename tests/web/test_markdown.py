"""Markdown from people: readable where it is honest, harmless where it is not."""

from html.parser import HTMLParser

import pytest
from flask import render_template_string

from hiring.web.markdown import LONGEST_MARKDOWN, render_markdown, sanitised
from tests.steps import steps_of

_HANDLERS = [
    "onerror",
    "onload",
    "onclick",
    "onfocus",
    "onmouseover",
    "ontoggle",
    "onbegin",
    "onanimationend",
]
_TAGS = [
    *("script", "img", "svg", "iframe", "object", "embed", "form", "input", "button", "details", "video"),
    *("audio", "math", "style", "link", "meta", "base", "body", "marquee", "template", "noscript", "xmp"),
]
_ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "javascript&#58;alert(1)",
    "&#x6a;avascript:alert(1)",
    "vbscript:msgbox(1)",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "//evil.example",
    "\\\\evil.example",
    "/openings",
    "ftp://evil.example",
]
PAYLOADS = [
    *(f"<{tag} {handler}=alert(1) src=x>" for tag in _TAGS for handler in _HANDLERS),
    *(f"<{tag}>alert(1)</{tag}>" for tag in _TAGS),
    *(f"[here]({address})" for address in _ADDRESSES),
    *(f"[here]\n\n[here]: {address}" for address in _ADDRESSES),
    *(f"![here]({address})" for address in _ADDRESSES),
    *(f"<{address}>" for address in _ADDRESSES),
    *(f'<a href="{address}">here</a>' for address in _ADDRESSES),
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "**<b onclick=alert(1)>x</b>**",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "<!-- --><script>alert(1)</script>",
    "<style>body{background:url(//evil.example)}</style>",
    "|a|\n|:-:|\n|<img src=x onerror=alert(1)>|",
    "null\x00byte<script>",
]


class _Reader(HTMLParser):
    """Notes every tag and attribute, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_hostile_is_left(payload):
    html = render_markdown(payload)
    seen = _Reader(str(html))

    assert seen.tags <= {"p", "a", "em", "strong", "code", "pre", "table", "thead", "tbody", "tr", "th", "td"}
    assert {name for name, _ in seen.attributes} <= {"href", "title", "rel", "scope"}
    addresses = [value or "" for name, value in seen.attributes if name == "href"]
    assert all(address.startswith(("https://", "http://", "mailto:")) for address in addresses)
    assert sanitised(str(html)) == html, "cleaning once is enough"


def test_the_deepest_heading_that_is_written_is_the_deepest_that_pages_have():
    assert "<h6>Deep</h6>" in render_markdown("###### Deep")


def test_headings_lists_and_emphasis_are_kept_below_the_headings_of_the_page():
    html = render_markdown("# What you do\n\n- meet **people**\n- *listen*\n\n## Where")

    assert html == (
        "<h3>What you do</h3>\n<ul>\n<li>meet <strong>people</strong></li>\n"
        "<li><em>listen</em></li>\n</ul>\n<h4>Where</h4>\n"
    )


def test_a_table_gets_header_cells_with_a_scope_and_no_inline_style():
    html = render_markdown("|Post|Rp|\n|:-|-:|\n|Hall|500|")

    assert '<th scope="col">Post</th>' in html
    assert "<td>Hall</td>" in html
    assert "style" not in html


def test_a_column_that_is_set_to_the_right_has_the_class_of_figures():
    html = render_markdown("|Post|Rp|\n|:-|-:|\n|Hall|500|")

    assert '<th class="number" scope="col">Rp</th>' in html
    assert '<td class="number">500</td>' in html


def test_no_other_class_comes_from_a_text():
    assert sanitised('<table><tr><td class="number btn">5</td></tr></table>').count("btn") == 0
    assert 'class="number"' not in sanitised('<p class="number">5</p>')


def test_a_link_leads_outside_without_telling_where_it_was():
    assert render_markdown("[here](https://a.example/x)") == (
        '<p><a href="https://a.example/x" rel="noopener noreferrer nofollow">here</a></p>\n'
    )


def test_the_filter_is_there_for_every_template(app):
    with app.test_request_context():
        page = render_template_string("{{ text | markdown(level=2) }}", text="# <i>Title</i>")

    assert page == "<h2>&lt;i&gt;Title&lt;/i&gt;</h2>\n"


@pytest.mark.thorough
@pytest.mark.parametrize("pattern", ["[", "![", "[a](", "**a ", "*a_ ", "a\n", "> ", "_*", "&", "<!--"])
def test_no_pattern_takes_long(pattern):
    """Counted in lines of Python, the worst of 20,000 signs at 12 million; longer texts are not parsed."""
    assert steps_of(lambda: render_markdown((pattern * LONGEST_MARKDOWN)[:LONGEST_MARKDOWN])) < 18_000_000
    assert steps_of(lambda: render_markdown((pattern * 100_000)[:100_000])) < 1_000


def test_a_very_long_text_is_shown_as_it_was_typed():
    html = render_markdown("<b>*x*</b> " + "a" * LONGEST_MARKDOWN)

    assert html.startswith('<p class="answer">&lt;b&gt;*x*&lt;/b&gt; aaa')


def test_the_longest_text_is_still_read_as_markdown():
    assert render_markdown("*a* ".ljust(LONGEST_MARKDOWN, "b")).startswith("<p><em>a</em> bbb")
    assert render_markdown("*a* ".ljust(LONGEST_MARKDOWN + 1, "b")).startswith('<p class="answer">*a* bbb')


def test_a_comment_in_html_does_not_travel():
    assert sanitised("<p>a<!-- who wrote it --></p>") == "<p>a</p>"
