"""Cut Bootstrap's style sheet down to what our pages use; `make styles` writes it into hiring/static.

Of 232 kB our pages use a twentieth. What is kept: every rule for plain elements,
every rule whose classes all stand in a template or script, and of the custom
properties those that something asks for. Order and wording stay, so pages look
as they did. The result is committed: neither a start nor a build needs the
package it comes from, and a test holds that cutting again gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import distribution
from pathlib import Path

import flask_bootstrap
import tinycss2
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule

from hiring.paths import CHECKOUT, STATIC, TEMPLATES

SOURCE = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css" / "bootstrap.min.css"
TARGET = STATIC / "bootstrap.css"
LICENCE = STATIC / "bootstrap.LICENSE"

_CLASSES_IN_PAGES = re.compile(r"""class_?\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_STRINGS_IN_SCRIPTS = re.compile(r'"([^"\n]*)"|`([^`]*)`')
_NAME = re.compile(r"-?[A-Za-z_][\w-]*")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_NEGATED = re.compile(r":not\([^()]*\)")
_ASKED_FOR = re.compile(r"var\((--[\w-]+)")
_HEAD = re.compile(r"/\*!.*?\*/", re.DOTALL)


def classes_used() -> set[str]:
    """Return every word that may be a class: in the class attributes of templates, in strings of scripts."""
    pages = (path.read_text("utf-8") for path in sorted(TEMPLATES.rglob("*.html")))
    scripts = (path.read_text("utf-8") for path in sorted((STATIC / "js").rglob("*.js")))
    found = [_CLASSES_IN_PAGES.findall(page) for page in pages]
    found += [_STRINGS_IN_SCRIPTS.findall(script) for script in scripts]
    return {name for each in found for texts in each for text in texts for name in _NAME.findall(text)}


def cut(css: str, classes: set[str], asked_elsewhere: str) -> str:
    """Return the part of `css` that pages with these classes use.

    `asked_elsewhere` is the text of other style sheets: the custom properties it asks for stay.
    """
    rules = list(
        _kept_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), classes)
    )
    asked = set(_ASKED_FOR.findall(asked_elsewhere))
    while True:
        text = "\n".join(_spelled(rules, asked))
        if (now_asked := asked | set(_ASKED_FOR.findall(text))) == asked:
            return text + "\n"
        asked = now_asked


def _kept_rules(nodes: Iterable[Node], classes: set[str]) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = [each for each in _selectors(node) if _is_used(each, classes)]
            if selectors:
                node.prelude = tinycss2.parse_component_value_list(",".join(selectors))
                yield node
        elif isinstance(node, AtRule) and node.lower_at_keyword == "media":
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            node.content = list(_kept_rules(inner, classes))
            if node.content:
                yield node


def _selectors(rule: QualifiedRule) -> list[str]:
    parts: list[list[Node]] = [[]]
    for each in rule.prelude:
        if each == ",":
            parts.append([])
        else:
            parts[-1].append(each)
    return [tinycss2.serialize(part).strip() for part in parts]


def _is_used(selector: str, classes: set[str]) -> bool:
    wanted = _NEGATED.sub("", selector)
    return "data-bs-" not in wanted and set(_CLASS.findall(wanted)) <= classes


def _spelled(rules: Iterable[Node], asked: set[str]) -> Iterator[str]:
    """Write the rules, one a line, without custom properties nobody asks for."""
    for rule in rules:
        if isinstance(rule, AtRule):
            inner = "".join(_spelled(rule.content, asked))
            if inner:
                yield f"@media{tinycss2.serialize(rule.prelude)}{{{inner}}}"
            continue
        declarations = tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
        kept = [each for each in declarations if _is_wanted(each, asked)]
        if kept:
            yield f"{tinycss2.serialize(rule.prelude)}{{{';'.join(_declared(each) for each in kept)}}}"


def _is_wanted(declaration: Declaration, asked: set[str]) -> bool:
    return not declaration.name.startswith("--") or declaration.name in asked


def _declared(declaration: Declaration) -> str:
    important = "!important" if declaration.important else ""
    return f"{declaration.name}:{tinycss2.serialize(declaration.value).strip()}{important}"


def cut_bootstrap() -> str:
    """Return what of Bootstrap our pages use, under its licence."""
    css = SOURCE.read_text("utf-8")
    ours = "".join(path.read_text("utf-8") for path in sorted(STATIC.glob("*.css")) if path != TARGET)
    return f"{_head(css)}\n{cut(css, classes_used(), ours)}"


def licence() -> str:
    """Return the licence under the name of its holder, which the style sheet tells in its first lines."""
    granted = (distribution("bootstrap-flask").read_text("licenses/LICENSE") or "").partition("Permission is")
    holder = re.search(r"Copyright .*Bootstrap Authors", _head(SOURCE.read_text("utf-8")))
    if holder is None or not granted[1]:
        raise ValueError("Bootstrap does not say whose it is, or under which licence")
    return f"MIT License\n\n{holder[0]}\n\n{granted[1]}{granted[2]}"


def _head(css: str) -> str:
    found = _HEAD.search(css)
    return found[0] if found else ""


def main() -> None:
    TARGET.write_text(cut_bootstrap(), "utf-8")
    LICENCE.write_text(licence(), "utf-8")
    print(f"{TARGET.relative_to(CHECKOUT)}: {TARGET.stat().st_size} of {SOURCE.stat().st_size} bytes.")  # noqa: T201 (a command)


if __name__ == "__main__":
    main()
