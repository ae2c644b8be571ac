"""The distinct values of a column, found along an index in as many steps as there are values.

`SELECT DISTINCT` reads every row: ten thousand candidates to learn that they all wait in one opening.
"""

from sqlalchemy import CTE, ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute


def distinct_values(
    column: InstrumentedAttribute[int], *conditions: ColumnElement[bool], falling: bool = False
) -> CTE:
    """Return the values of `column` among the rows that meet `conditions`, as the column `value`.

    Give it an index on `column` behind what the conditions compare with one value, or one of just
    the rows that meet them: each step then is one look into it. The last `value` is NULL.
    """
    furthest = func.max(column) if falling else func.min(column)
    walk = select(furthest.label("value")).where(*conditions).cte(recursive=True)
    here = walk.c.value
    beyond = column < here if falling else column > here
    following = select(furthest).where(*conditions, beyond).correlate(walk).scalar_subquery()
    return walk.union_all(select(following).where(here.is_not(None)))
