"""Small wrong changes to a module, one at a time: what a test ought to notice."""

import ast
import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
}
_CALLED = {"any": "all", "all": "any", "min": "max", "max": "min"}
#: Calls without which a program does the same: it only says less.
_SAYS = {"log", "logger"}

#: How often something may be done, as the limiter reads it.
_LIMIT = re.compile(r"(\d+) per ")

#: A function's name with its classes and functions, and its first line, decorators included.
Place = tuple[str, int]


@dataclass(frozen=True)
class Mutant:
    """One module with one change; `place` is the function it lies in, or None for the module itself.

    `constant` is the name outside every function and class whose value is changed, if it is one.
    """

    path: Path
    line: int
    was: str
    now: str
    place: Place | None
    source: str
    constant: str | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {_short(self.was)}  ->  {_short(self.now)}"


def mutants_of(path: Path, source: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its lines."""
    found = _Finder(path, source)
    found.visit(ast.parse(source))
    return sorted(found.mutants, key=lambda each: each.line)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."


class _Finder(ast.NodeVisitor):
    def __init__(self, path: Path, source: str) -> None:
        self.path, self.mutants = path, list[Mutant]()
        self._text = source.encode()
        starts = [0]
        for line in self._text.splitlines(keepends=True):
            starts.append(starts[-1] + len(line))
        self._starts, self._names, self._places = starts, list[str](), list[Place]()
        self._constant: str | None = None

    def generic_visit(self, node: ast.AST) -> None:
        for now in _changes(node):
            self._add(node, now)
        super().generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if isinstance(node.test, ast.Name | ast.Attribute | ast.Call):
            self._add(node.test, ast.unparse(ast.UnaryOp(ast.Not(), node.test)))
        self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Leave texts with values in them: where the values stand is not known exactly."""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._inside(node, node.body, f"{node.name}.")

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        name = "".join(self._names) + node.name
        first = min([node.lineno, *(each.lineno for each in node.decorator_list)])
        self._places.append((name, first))
        self._inside(node, node.body, f"{node.name}.<locals>.")
        self._places.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        match node.targets:
            case [ast.Name(id=name)] if not self._names:
                self._constant = name
        self.generic_visit(node)
        self._constant = None

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            if isinstance(node.target, ast.Name) and not self._names:
                self._constant = node.target.id
            self.visit(node.value)
            self._constant = None

    def _inside(self, node: ast.AST, body: list[ast.stmt], name: str) -> None:
        self._names.append(name)
        for each in body:
            self.visit(each)
        self._names.pop()

    def _add(self, node: ast.AST, now: str) -> None:
        start = self._starts[node.lineno - 1] + node.col_offset
        end = self._starts[node.end_lineno - 1] + node.end_col_offset
        was = self._text[start:end].decode()
        kept_lines = "\n" * was.count("\n")  # so that all that follows stands on its own line
        written = f"({now}{kept_lines})" if isinstance(node, ast.expr) else now + kept_lines
        source = (self._text[:start] + written.encode() + self._text[end:]).decode()
        place = self._places[-1] if self._places else None
        self.mutants.append(Mutant(self.path, node.lineno, was, now, place, source, self._constant))


def _changes(node: ast.AST) -> Iterator[str]:
    """Yield what could stand in place of a node."""
    if isinstance(node, ast.stmt):
        yield from _statements(node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value)
    elif isinstance(node, ast.expr):
        yield from _expressions(node)


def _statements(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            yield "return None"
        case ast.Raise():
            yield "pass"
        case ast.Expr(value=ast.Call() as call) if _root(call) not in _SAYS:
            yield "pass"


def _constants(value: object) -> Iterator[str]:
    if isinstance(value, bool):
        yield str(not value)
    elif isinstance(value, int):
        yield str(value + 1)
    elif isinstance(value, str) and (limit := _LIMIT.match(value)):
        yield repr(f"{int(limit[1]) + 1}{value[limit.end(1) :]}")


def _expressions(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Compare(ops=[operator, *_]) if type(operator) in _COMPARED:
            yield _with(node, ops=[_COMPARED[type(operator)](), *node.ops[1:]])
        case ast.BoolOp(op=operator):
            yield _with(node, op=ast.Or() if isinstance(operator, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield ast.unparse(node.operand)
        case ast.BinOp(op=operator) if type(operator) in _COUNTED:
            yield _with(node, op=_COUNTED[type(operator)]())
        case ast.Call(func=ast.Name(id=name)) if name in _CALLED:
            yield _with(node, func=ast.Name(_CALLED[name]))
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="compile"), args=[_, *_]):
            yield _with(node, args=[ast.Constant("(?!)"), *node.args[1:]])  # matches nothing
        case ast.IfExp(test=(ast.Name() | ast.Attribute() | ast.Call()) as test):
            yield _with(node, test=ast.UnaryOp(ast.Not(), test))
        case ast.List(elts=[ast.List(), *_]):
            yield from _with_less(node)


def _with(node: ast.AST, **changed: object) -> str:
    other = copy.copy(node)
    for name, value in changed.items():
        setattr(other, name, value)
    return ast.unparse(other)


def _with_less(clauses: ast.List) -> Iterator[str]:
    """Yield a permission's clauses without one condition, and without one clause."""
    inner = [list(each.elts) for each in clauses.elts if isinstance(each, ast.List)]
    for place, conditions in enumerate(inner):
        yield ast.unparse(ast.List([ast.List(each) for each in inner[:place] + inner[place + 1 :]]))
        for gone in range(len(conditions) if len(conditions) > 1 else 0):
            fewer = conditions[:gone] + conditions[gone + 1 :]
            yield ast.unparse(
                ast.List([ast.List(each) for each in [*inner[:place], fewer, *inner[place + 1 :]]])
            )


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Call | ast.Attribute):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""
