"""The sources as trees: read once for all tests of a process."""

import ast
from functools import cache
from pathlib import Path


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Return every node of a module, as `ast.walk` meets them; the module itself is the first."""
    return tuple(ast.walk(ast.parse(path.read_text("utf-8"))))
