"""Long lists of values for `IN (...)`: databases limit how many values one statement may carry."""

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

Value = TypeVar("Value")

#: SQLite takes 32,766 values in a statement, PostgreSQL 65,535; so many cost little more than one.
IN_ONE_STATEMENT = 500


def public_ids_in(sent: Collection[str]) -> list[str]:
    """Return the public ids that somebody sent, each once, without what no database can look for."""
    return sorted({public_id for public_id in sent if public_id.isprintable()})


def in_pieces(values: Sequence[Value], most: int = IN_ONE_STATEMENT) -> Iterable[Sequence[Value]]:
    """Cut what somebody sent us, e.g. addresses of a list, into pieces that fit a statement.

    What stands in the database already is not sent there again: ask by sub-query or join.
    With fewer at `most`, into pieces that fit a transaction: see `let_others_write`.
    """
    return (values[start : start + most] for start in range(0, len(values), most))
