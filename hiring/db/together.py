"""Several short lists in one statement: each by itself would cost a journey to the database."""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, cast, literal_column, null, select, union_all
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

AnySelect: TypeAlias = Select[*tuple[Any, ...]]
Columns: TypeAlias = Sequence[ColumnElement[Any]]
Types: TypeAlias = list[TypeEngine[Any]]


class Together:
    """Statements that are asked as one; put it together once where the same ones are asked often."""

    def __init__(self, *statements: AnySelect) -> None:
        columns = [_columns(statement) for statement in statements]
        types: Types = []
        self._places = [_places(each, types) for each in columns]
        self._rows = [_row(tuple(_name(column) for column in each)) for each in columns]
        self._statement = union_all(
            *(
                _arm(number, statement, each, types, there)
                for number, (statement, each, there) in enumerate(
                    zip(statements, columns, self._places, strict=True)
                )
            )
        )

    def read(self, session: Session, values: Mapping[str, Any] | None = None) -> list[list[Any]]:
        """Return the rows of each statement; those of one come in no order, whatever it says.

        `values` are those of the bound parameters of all statements. A row has the names of its
        columns; where a name stands twice, the first column has it.
        """
        found: list[list[Any]] = [[] for _ in self._rows]
        for number, *there in session.execute(self._statement, values):
            found[number].append(self._rows[number]._make(there[place] for place in self._places[number]))
        return found


def read_together(session: Session, *statements: AnySelect) -> list[list[Any]]:
    """Return the rows of statements that are asked but here; see `Together.read`."""
    return Together(*statements).read(session)


def _columns(statement: AnySelect) -> Columns:
    return [column for column in statement.inner_columns if isinstance(column, ColumnElement)]


def _places(columns: Columns, types: Types) -> list[int]:
    """Return where each column stands among columns of these types, which grow as far as needed."""
    free = list(range(len(types)))
    found = []
    for column in columns:
        place = next((each for each in free if type(types[each]) is type(column.type)), None)
        if place is None:
            place = len(types)
            types.append(column.type)
        else:
            free.remove(place)
        found.append(place)
    return found


def _arm(
    number: int,
    statement: AnySelect,
    columns: Columns,
    types: Types,
    places: Sequence[int],
) -> AnySelect:
    """Return a statement for its part of a union: its number, its values in their places, else NULL."""
    named = [column.label(f"c{place}") for column, place in zip(columns, places, strict=True)]
    rows = statement.with_only_columns(*named, maintain_column_froms=True).subquery()
    values = (
        rows.c[f"c{place}"] if place in places else cast(null(), kind).label(f"c{place}")
        for place, kind in enumerate(types)
    )
    return select(literal_column(str(number)).label("list"), *values)


def _name(column: ColumnElement[Any]) -> str:
    key = str(column.key)
    return key if key.isidentifier() else "_"


@lru_cache
def _row(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names, rename=True)
