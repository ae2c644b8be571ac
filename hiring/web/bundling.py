"""Put what a page asks for into few files: its scripts into one, the style of all pages into another.

Every file costs a phone on a slow line a trip. The sources stay as they are:
ES modules and style sheets that a browser could load one by one, but for the
index of the kinds of answer, which is written here. Only the plain
forms of import and export that we use are understood; anything else is refused,
so that no page ever gets half a script.
"""

import posixpath
import re
from collections.abc import Callable, Mapping

_IMPORT = re.compile(
    r'^import (?:\{ ([\w$]+(?:, [\w$]+)*) \} from )?"(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async function|function|class|const|let) ([\w$]+))", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*|\bimport\(.*", re.MULTILINE)
_WHOLE_LINE_COMMENT = re.compile(r"^\s*(?://.*|/\*(?:[^*]|\*(?!/))*\*/)\n", re.MULTILINE)
#: Behind code: never within quotes, for then one would follow on the line.
_TRAILING_COMMENT = re.compile(r""" +// [^"'`/\n]*$""", re.MULTILINE)
_BLANK_LINE = re.compile(r"^\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_STYLE_COMMENT = re.compile(r"/\*(?!!).*?\*/\s*", re.DOTALL)
#: White space that no browser needs, beside the marks of rules; never within what is quoted.
_STYLE_SPACE = re.compile(r"""("[^"]*"|'[^']*'|/\*.*?\*/)|\s*([{};,])\s*""", re.DOTALL)


class CannotBundle(Exception):
    """A script is written in a way in which it cannot be put into one file with others."""


def imports_of(name: str, source: str) -> list[str]:
    """Return the names of the modules that the module `name` imports."""
    return [_resolved(name, found[2]) for found in _IMPORT.finditer(source)]


def bundled_script(entry: str, read: Callable[[str], str]) -> str:
    """Return the module `entry` and all it imports as one module; `read` gives the source of a name.

    Every imported module becomes a function that is called once and returns
    what it exports, so that names of one never meet those of another. Raises
    CannotBundle for circles and for forms that are not understood.
    """
    order: list[str] = []
    _visit(entry, read, order, above=())
    variables = {name: f"module_{number}" for number, name in enumerate(order)}
    written = [_as_function(name, read(name), variables) for name in order[:-1]]
    return "".join([*written, _own_lines(entry, read(entry), variables)])


def index_of(modules: list[str]) -> str:
    """Return a module that exports as `KINDS` what each of `modules` exports by its own name.

    They lie in one folder; whoever adds another to it need not name it anywhere else.
    """
    names = [posixpath.basename(each).removesuffix(".js") for each in modules]
    imports = "".join(f'import {{ {name} }} from "./{name}.js";\n' for name in names)
    return f"{imports}export const KINDS = {{ {', '.join(names)} }};\n"


def bundled_styles(sheets: list[str]) -> str:
    """Return style sheets as one, in their order, without comments (but licences) and white space."""
    written = (_INDENT.sub("", _STYLE_COMMENT.sub("", sheet)) for sheet in sheets)
    return "".join(_STYLE_SPACE.sub(lambda found: found[1] or found[2], sheet) for sheet in written)


def _visit(name: str, read: Callable[[str], str], order: list[str], above: tuple[str, ...]) -> None:
    if name in above:
        raise CannotBundle(f"{name} imports itself by way of {above[-1]}")
    if name not in order:
        for imported in imports_of(name, read(name)):
            _visit(imported, read, order, (*above, name))
        order.append(name)


def _resolved(name: str, imported: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), imported))


def _as_function(name: str, source: str, variables: Mapping[str, str]) -> str:
    exported = ", ".join(found[1] for found in _EXPORT.finditer(source))
    lines = _own_lines(name, source, variables)
    return f"const {variables[name]} = (() => {{\n{lines}return {{ {exported} }};\n}})();\n"


def _own_lines(name: str, source: str, variables: Mapping[str, str]) -> str:
    """Return a module's lines with its imports taken from the functions before, and nothing exported."""

    def taken(found: re.Match[str]) -> str:
        variable = variables[_resolved(name, found[2])]
        return f"const {{ {found[1]} }} = {variable};\n" if found[1] else ""

    lines = _EXPORT.sub("", _IMPORT.sub(taken, source))
    if left_over := _LEFT_OVER.search(lines):
        raise CannotBundle(f"{name}: {left_over[0]}")
    if any(line.count("`") % 2 for line in lines.splitlines()):
        return lines  # a text of several lines keeps its white space
    lines = _TRAILING_COMMENT.sub("", _WHOLE_LINE_COMMENT.sub("", lines))
    return _BLANK_LINE.sub("", _INDENT.sub("", lines))
