"""Whom HR has chosen in the table of candidates: some by name, or a whole view of it, part by part."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import own_path
from hiring.db import current_session
from hiring.jobs.models import Batch
from hiring.openings import queries
from hiring.openings.models import Application, Opening
from hiring.openings.progress import wanted
from hiring.openings.views.batches import batch_address
from hiring.web.flashes import say
from hiring.web.forms import OperationForm
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


def preview(
    opening: Opening, name: str, sorted_out: Callable[[list[Application]], Mapping[str, Any]]
) -> ResponseReturnValue:
    """Show to whom the mail would go; `sorted_out` says of those who are chosen who is `going` and `staying`.

    `name` is that of the page and of its template.
    """
    rows, left = chosen_in_address(opening)
    if not rows:
        say(_("Choose at least one candidate first."), "warning")
        return redirect(url_for(".opening", public_id=opening.public_id))
    chosen = queries.applications_chosen(current_session(), opening.id, [name for _id, name in rows])
    return render_template(
        f"openings/{name}.html",
        opening=opening,
        **sorted_out(chosen),
        left=left,
        next_address=_next_address(f".{name}", opening, rows[-1][0]) if left else "",
        most=MOST_AT_ONCE,
        shown=SHOWN_AT_ONCE,
        form=OperationForm(),
    )


def _next_address(endpoint: str, opening: Opening, last_id: int) -> str:
    """Return where the next ones of the same view are previewed."""
    values: dict[str, Any] = {**wanted(request.args).address_values(), "all": 1, "from": last_id}
    return url_for(endpoint, public_id=opening.public_id, **values)


def confirmed() -> tuple[list[str], str]:
    """Return whom the form of a preview names, nobody where it is not sound, and which operation that is."""
    form = OperationForm()
    if not form.submitted_and_valid():
        return [], ""
    return " ".join(request.form.getlist("who")).split()[:MOST_AT_ONCE], form.operation_id.data or ""


def onward(opening: Opening) -> ResponseReturnValue:
    """Lead on to the next part of a long view, or back to the opening."""
    return redirect(own_path(request.form.get("next")) or url_for(".opening", public_id=opening.public_id))


def lead_on(opening: Opening, batch: Batch, being_sent: str) -> ResponseReturnValue:
    """Lead to how far the work is, or on to the next part of a long view, where `being_sent` is said."""
    if own_path(request.form.get("next")) is None:
        return redirect(batch_address(opening, batch))
    say(being_sent)
    return onward(opening)
