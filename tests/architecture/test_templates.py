"""How templates take macros from each other: made once for all, unless they need what a view has passed.

What is imported with context is made anew for every page that is drawn; what is imported without it
knows only the names that all templates know, and shows nothing for any other.
"""

import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment, meta, nodes

from hiring.paths import TEMPLATES

#: Imported under a name that a page finds out: the macros of one kind of answer.
KINDS = sorted(
    path.relative_to(TEMPLATES).as_posix()
    for path in TEMPLATES.glob("kinds/*/*.html")
    if path.name in {"fields.html", "marking.html"}
)
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
#: What is set within a branch of a template, and what only the environment of the report knows.
KNOWN = {"chosen", "chart_font"}


def parsed(environment: Environment, name: str) -> nodes.Template:
    return environment.parse(environment.loader.get_source(environment, name)[0])


def imports(environment: Environment, name: str) -> Iterator[tuple[list[str], bool]]:
    """Return what a template imports, and whether with context."""
    for found in parsed(environment, name).find_all((nodes.Import, nodes.FromImport)):
        constant = isinstance(found.template, nodes.Const)
        yield [found.template.value] if constant else KINDS, bool(found.with_context)


def needs(environment: Environment, name: str) -> set[str]:
    """Return the names that a template and what it imports with context take from whoever draws it."""
    free = meta.find_undeclared_variables(parsed(environment, name)) - set(environment.globals)
    for libraries, with_context in imports(environment, name):
        if with_context:
            free = free.union(*(needs(environment, library) for library in libraries))
    return free - KNOWN


@pytest.mark.thorough
def test_macros_are_imported_with_context_where_they_need_one_and_nowhere_else(app):
    environment, amiss = app.jinja_env, []

    for name in PAGES:
        for libraries, with_context in imports(environment, name):
            needed = set().union(*(needs(environment, library) for library in libraries))
            if with_context is not bool(needed):
                amiss.append((name, libraries, sorted(needed)))

    assert amiss == []


def test_what_stands_in_a_text_area_begins_on_a_line_of_its_own_and_its_width_is_said():
    """Browsers drop a line break at the start of a text area: without one of ours, the writer's."""
    wrong = [
        f"{path.relative_to(TEMPLATES)}: {tag[:60]}"
        for path in sorted(TEMPLATES.rglob("*.html"))
        for tag in re.findall(r"<textarea\b.*?>(?:\n|\{\{)", path.read_text("utf-8"), re.DOTALL)
        if not tag.endswith("\n") or ' cols="' not in tag
    ]

    assert wrong == []
