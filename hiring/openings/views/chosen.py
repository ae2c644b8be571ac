"""Whom HR has chosen in the table of candidates: some by name, or a whole view of it, part by part."""

from typing import Any

from flask import request, url_for

from hiring.db import current_session
from hiring.openings import queries
from hiring.openings.models import Opening
from hiring.openings.progress import wanted
from hiring.web.paging import row_number

#: So many people are shown, and written to, with one form.
MOST_AT_ONCE = 500
#: So many rows of a list are shown; the rest is counted.
SHOWN_AT_ONCE = 50


def chosen_in_address(opening: Opening) -> tuple[list[tuple[int, str]], int]:
    """Return whom the address names, with their ids, and how many of a whole view are left for later."""
    if not request.args.get("all"):
        named = request.args.getlist("who")
        return [(0, name) for name in named[:MOST_AT_ONCE]], 0
    view, after = wanted(request.args), row_number(request.args.get("from"))
    rows, number = queries.matching_ids(current_session(), opening.id, view, after=after, limit=MOST_AT_ONCE)
    return rows, number - len(rows)


def next_address(endpoint: str, opening: Opening, last_id: int) -> str:
    """Return where the next ones of the same view are previewed."""
    values: dict[str, Any] = {**wanted(request.args).address_values(), "all": 1, "from": last_id}
    return url_for(endpoint, public_id=opening.public_id, **values)
