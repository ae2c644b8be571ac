"""HR: invite people, always with a preview of exactly what will happen."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import FileStorage

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session, give_up_writing, let_others_write
from hiring.errors import HiringError
from hiring.i18n import N_
from hiring.openings import actions, policy, queries
from hiring.openings.forms import ConfirmInviteesForm, InviteesForm, LinesForm, PersonForm, TableForm
from hiring.openings.invitee_import import (
    LARGEST_TABLE,
    Judged,
    ListRefused,
    Row,
    addresses_in,
    judged,
    read_lines,
    read_table,
)
from hiring.openings.invitees import Invitee
from hiring.openings.models import Opening
from hiring.openings.rules import accepts_candidates
from hiring.openings.views.blueprint import bp, secret_key
from hiring.settings import current_settings
from hiring.web.flashes import say

#: So many rows of a list are shown; the rest is counted.
SHOWN_AT_ONCE = 50


class Way(StrEnum):
    """How people are entered."""

    ONE = "one"
    LINES = "lines"
    TABLE = "table"


WAY_NAMES = {
    Way.ONE: N_("One person"),
    Way.LINES: N_("Paste a list"),
    Way.TABLE: N_("CSV file"),
}
#: So many people are invited in one transaction: a candidate who saves meanwhile must not wait long.
AT_ONCE = 50
_FORMS: dict[Way, type[InviteesForm]] = {Way.ONE: PersonForm, Way.LINES: LinesForm, Way.TABLE: TableForm}


@bp.get("/openings/<string:public_id>/invite")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def invite(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask whom to invite."""
    if not _inviting(opening):
        return _not_inviting(opening)
    way = _way(request.args.get("way"))
    return render_template("openings/invite.html", **_entry(opening, way, _form(opening, way)))


@bp.post("/openings/<string:public_id>/invite/preview")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def preview(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who would be invited and what is wrong with which row; nothing is stored."""
    if not _inviting(opening):
        return _not_inviting(opening)
    way = _way(request.form.get("way"))
    form = _form(opening, way)
    if not form.submitted_and_valid():
        return render_template("openings/invite.html", **_entry(opening, way, form)), 422
    try:
        rows, guessed = _rows(way, form)
    except ListRefused as why:
        form.refuse({Way.LINES: "lines", Way.TABLE: "table"}[way], _(why.sentence, **why.values))
        return render_template("openings/invite.html", **_entry(opening, way, form)), 422
    result = _judged(opening, rows, form.locale.data)
    confirm = ConfirmInviteesForm(formdata=None, invitees=_sealed(opening, actor, result.invitees))
    page = render_template(
        "openings/preview.html",
        **_entry(opening, way, form),
        result=result,
        confirm=confirm if result.usable else None,
        guessed_letters=guessed,
        shown=SHOWN_AT_ONCE,
    )
    return page, 200 if result.usable else 422


@bp.post("/openings/<string:public_id>/invite")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def send_invitations(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Invite everybody of a confirmed preview, piece by piece, so that others can write in between."""
    form = ConfirmInviteesForm()
    again = redirect(url_for(".invite", public_id=opening.public_id))
    invitees = _unsealed(opening, actor, form.invitees.data or "") if form.submitted_and_valid() else None
    if not invitees:
        say(_("The preview was changed on the way. Please enter the people again."), "danger")
        return again
    if queries.invited_addresses(current_session(), opening.id, [invitee.email for invitee in invitees]):
        say(_(actions.AlreadyInvited.sentence), "danger")
        return again
    invited, ended = _invited_in_pieces(actor, opening, invitees)
    if invited:
        say(
            ngettext(
                "%(num)d person has been invited. The e-mail is on its way.",
                "%(num)d people have been invited. The e-mails are on their way.",
                invited,
            )
        )
    if ended is None:
        return redirect(url_for(".opening", public_id=opening.public_id))
    say(_(ended.sentence), "danger")
    return again


def _invited_in_pieces(
    actor: Actor, opening: Opening, invitees: Sequence[Invitee]
) -> tuple[int, HiringError | None]:
    """Return how many were invited, and what ended it early; the preview shows who is left."""
    for start in range(0, len(invitees), AT_ONCE):
        piece = invitees[start : start + AT_ONCE]
        try:
            actions.invite_all(begin_writing(), opening, piece, secret_key=secret_key(), by=actor)
        except (actions.AlreadyInvited, actions.NotInviting) as error:
            give_up_writing(current_session())
            return start, error
        current_session().commit()
        let_others_write(current_session())
    return len(invitees), None


def _inviting(opening: Opening) -> bool:
    return accepts_candidates(opening.state, opening.closes_at, clock.now())


def _not_inviting(opening: Opening) -> ResponseReturnValue:
    say(_(actions.NotInviting.sentence), "warning")
    return redirect(url_for(".opening", public_id=opening.public_id))


def _way(text: str | None) -> Way:
    return Way(text) if text in set(Way) else Way.ONE


def _form(opening: Opening, way: Way) -> InviteesForm:
    return _FORMS[way](opening.languages)


def _entry(opening: Opening, way: Way, form: InviteesForm) -> dict[str, Any]:
    return {"opening": opening, "way": way, "form": form, "Way": Way, "WAY_NAMES": WAY_NAMES}


def _rows(way: Way, form: Any) -> tuple[list[Row], bool]:
    """Return the rows that were entered, and whether the letters of a file had to be guessed."""
    match way:
        case Way.ONE:
            return [Row(1, form.name.data, form.email.data, "")], False
        case Way.LINES:
            return read_lines(form.lines.data), False
        case Way.TABLE:
            table = read_table(_content(form.table.data))
            return table.rows, table.guessed_letters


def _content(upload: object) -> bytes:
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise ListRefused(N_("Choose a file first."))
    return upload.stream.read(LARGEST_TABLE + 1)


def _judged(opening: Opening, rows: Sequence[Row], locale: str) -> Judged:
    invited = queries.invited_addresses(current_session(), opening.id, addresses_in(rows))
    return judged(rows, locale=locale, offered=opening.languages, invited=invited)


def _seal() -> URLSafeSerializer:
    key = current_settings().secret_key
    return URLSafeSerializer(key, salt="openings: people to be invited")


def _sealed(opening: Opening, actor: Actor, invitees: Sequence[Invitee]) -> str:
    """Return the checked people in a form the browser carries and cannot change."""
    people = [[invitee.name, invitee.email, invitee.locale] for invitee in invitees]
    return str(_seal().dumps([opening.public_id, actor.id, people]))


def _unsealed(opening: Opening, actor: Actor, text: str) -> list[Invitee] | None:
    try:
        opening_id, actor_id, people = _seal().loads(text)
    except BadData:
        return None
    if (opening_id, actor_id) != (opening.public_id, actor.id):
        return None
    return [Invitee(*person) for person in people]
