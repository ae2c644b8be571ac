"""Rows of a table that say how their amount is worked out: whether it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from hiring.banks.kinds.table.cells import read_number
from hiring.banks.kinds.table.shape import ColumnKind, TablePart

_TIMES = "\N{MULTIPLICATION SIGN}"
_NUMBER = re.compile(r"\d[\d.,]*")


def wrong_products(part: TablePart, rows: Sequence[Mapping[str, str]]) -> Iterator[int]:
    """Yield the number of each row whose factors, as "250 × 165.000", do not give its amount."""
    amounts = [column.key for column in part.columns if column.kind is ColumnKind.AMOUNT]
    texts = [column.key for column in part.columns if column.kind is ColumnKind.TEXT]
    if len(amounts) != 1:
        return
    for n, row in enumerate(rows):
        amount = read_number(row.get(amounts[0], ""))
        products = [product for key in texts if (product := _product(row.get(key, ""))) is not None]
        if amount is not None and products and amount not in products:
            yield n


def _product(cell: str) -> Decimal | None:
    """Return what the factors in a cell multiply to; words beside a number are left aside."""
    if _TIMES not in cell:
        return None
    product = Decimal(1)
    for factor in cell.split(_TIMES):
        found = _NUMBER.search(factor)
        number = read_number(found.group().rstrip(".,")) if found else None
        if number is None:
            return None
        product *= number / 100 if "%" in factor else number
    return product
