"""HR: invite people, always with a preview of exactly what will happen."""

from collections.abc import Collection, Sequence
from enum import StrEnum
from io import BytesIO
from typing import Any

from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.datastructures import FileStorage

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session, give_up_writing
from hiring.files.downloads import as_download
from hiring.i18n import N_
from hiring.openings import actions, policy, queries
from hiring.openings.actions.many import AT_ONCE
from hiring.openings.forms import (
    ColumnsForm,
    ConfirmInviteesForm,
    FaultyRowsForm,
    InviteesForm,
    LinesForm,
    PersonForm,
    TableForm,
)
from hiring.openings.invitee_import import (
    LARGEST_TABLE,
    BadRow,
    Judged,
    ListRefused,
    Row,
    addresses_in,
    judged,
)
from hiring.openings.invitee_tables import (
    FileRow,
    Found,
    InviteeFile,
    find_columns,
    read_file,
    read_pasted,
    rows_of,
)
from hiring.openings.invitees import Invitee
from hiring.openings.models import Opening
from hiring.openings.rules import accepts_candidates
from hiring.openings.views.batches import batch_address
from hiring.openings.views.blueprint import bp, secret_key
from hiring.settings import current_settings
from hiring.spreadsheets import TableFormat, write_table
from hiring.web.flashes import say

#: So many rows of a list are shown; the rest is counted.
SHOWN_AT_ONCE = 50
#: So many rows of a file are shown where somebody is to say which column is which.
SAMPLE = 5


class Way(StrEnum):
    """How people are entered."""

    ONE = "one"
    LINES = "lines"
    TABLE = "table"
    COLUMNS = "columns"
    """A file whose columns somebody has named."""


WAY_NAMES = {
    Way.ONE: N_("One person"),
    Way.LINES: N_("Paste a list"),
    Way.TABLE: N_("Excel or CSV file"),
}
_FORMS: dict[Way, type[InviteesForm]] = {Way.ONE: PersonForm, Way.LINES: LinesForm, Way.TABLE: TableForm}


@bp.get("/openings/<string:public_id>/invite")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def invite(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Ask whom to invite."""
    if not _inviting(opening):
        return _not_inviting(opening)
    way = _way(request.args.get("way"))
    way = Way.TABLE if way is Way.COLUMNS else way
    return render_template("openings/invite.html", **_entry(opening, way, _form(opening, way)))


@bp.post("/openings/<string:public_id>/invite/preview")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def preview(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Show who would be invited and what is wrong with which row; nothing is stored."""
    if not _inviting(opening):
        return _not_inviting(opening)
    way = _way(request.form.get("way"))
    if way is Way.COLUMNS:
        return _by_columns(actor, opening)
    form = _form(opening, way)
    if not form.submitted_and_valid():
        return render_template("openings/invite.html", **_entry(opening, way, form)), 422
    try:
        if way is Way.TABLE:
            return _of_file(actor, opening, form)
        return _preview(actor, opening, way, form, _rows(way, form))
    except ListRefused as why:
        form.refuse({Way.LINES: "lines", Way.TABLE: "table"}[way], _(why.sentence, **why.values))
        return render_template("openings/invite.html", **_entry(opening, way, form)), 422


def _of_file(actor: Actor, opening: Opening, form: Any) -> ResponseReturnValue:
    """Preview a file, or ask which of its columns is which. Raises ListRefused."""
    read = read_file(_content(form.table.data))
    found = find_columns(read)
    if found.columns is None and not found.by_look:
        asking = ColumnsForm(opening.languages, formdata=None, data=_guessed(form, found))
        asking.file.data = _seal("file").dumps([opening.public_id, actor.id, _as_plain(read)])
        return _ask_columns(opening, asking, read, found)
    return _preview(actor, opening, Way.TABLE, form, rows_of(read, found.start, found.columns), read)


def _guessed(form: Any, found: Found) -> dict[str, Any]:
    names = [*found.names, None, None]
    return {
        "locale": form.locale.data,
        "email_column": found.email,
        "name_column": names[0],
        "more_name_column": names[1],
        "language_column": found.language,
    }


def _ask_columns(
    opening: Opening, form: ColumnsForm, read: InviteeFile, found: Found, *, status: int = 200
) -> ResponseReturnValue:
    form.offer(read, found)
    sample = [record for record in read.records[found.start :] if not record.empty][:SAMPLE]
    page = render_template("openings/columns.html", **_entry(opening, Way.COLUMNS, form), sample=sample)
    return page, status


def _by_columns(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Preview a file that was read before, with the columns as HR names them."""
    form = ColumnsForm(opening.languages)
    read = _opened(opening, actor, form.file.data or "")
    if read is None:
        say(_("The preview was changed on the way. Please enter the people again."), "danger")
        return redirect(url_for(".invite", public_id=opening.public_id, way=Way.TABLE))
    found = find_columns(read)
    form.offer(read, found)
    if not form.submitted_and_valid():
        return _ask_columns(opening, form, read, found, status=422)
    again = TableForm(opening.languages, formdata=None, data={"locale": form.locale.data})
    return _preview(actor, opening, Way.TABLE, again, rows_of(read, found.start, form.columns()), read)


def _preview(
    actor: Actor,
    opening: Opening,
    way: Way,
    form: InviteesForm,
    rows: Sequence[Row],
    read: InviteeFile | None = None,
) -> ResponseReturnValue:
    """Show the three groups: who would be invited, who has been, and what must be mended."""
    result = _judged(opening, rows, form.locale.data)
    faulty = [_as_written(row) for row in result.bad]
    page = render_template(
        "openings/preview.html",
        **_entry(opening, way, form),
        result=result,
        confirm=ConfirmInviteesForm(formdata=None, invitees=_sealed(opening, actor, result.invitees)),
        faulty=FaultyRowsForm(
            formdata=None, rows=_seal("faulty").dumps([opening.public_id, actor.id, faulty])
        ),
        guessed_letters=read is not None and read.guessed_letters,
        returning=queries.removed_under(
            current_session(), opening.id, [invitee.email for invitee in result.invitees]
        ),
        shown=SHOWN_AT_ONCE,
    )
    return page, 200 if result.usable else 422


def _as_written(row: BadRow) -> list[str]:
    """Return a row as it is given back, with what is wrong in the reader's language."""
    written, why = row.written, _(row.sentence, **row.values)
    cells = ["", "", ""] if written is None else [written.name, written.email, written.language]
    return [str(row.number), *cells, why]


@bp.post("/openings/<string:public_id>/invite/faulty-rows")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def faulty_rows(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Give the rows of a preview that cannot be used as CSV, each with what is wrong with it."""
    form = FaultyRowsForm()
    sealed = form.rows.data or "" if form.submitted_and_valid() else ""
    rows = _content_of("faulty", opening, actor, sealed)
    if not rows:
        say(_("The preview was changed on the way. Please enter the people again."), "danger")
        return redirect(url_for(".invite", public_id=opening.public_id))
    heading = [_("Row"), _("Name"), _("E-mail address"), _("Language"), _("What is wrong")]
    content = BytesIO()
    write_table(content, TableFormat.CSV_SEMICOLON, heading, rows, title="")
    content.seek(0)
    name, media_type = _("rows-to-correct.csv"), TableFormat.CSV_SEMICOLON.media_type
    return as_download(send_file(content, mimetype=media_type, as_attachment=True, download_name=name))


@bp.post("/openings/<string:public_id>/invite")
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def send_invitations(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Invite everybody of a confirmed preview; have a worker invite those of a long one."""
    form = ConfirmInviteesForm()
    again = redirect(url_for(".invite", public_id=opening.public_id))
    invitees = _unsealed(opening, actor, form.invitees.data or "") if form.submitted_and_valid() else None
    if not invitees:
        say(_("The preview was changed on the way. Please enter the people again."), "danger")
        return again
    if len(invitees) > AT_ONCE:
        operation = form.operation_id.data or ""
        batch = actions.invite_many(begin_writing(), opening, invitees, operation=operation, by=actor)
        current_session().commit()
        return redirect(batch_address(opening, batch))
    if _barred(opening, [invitee.email for invitee in invitees]):
        say(_(actions.AlreadyInvited.sentence), "danger")
        return again
    try:
        actions.invite_or_bring_back(begin_writing(), opening, invitees, secret_key=secret_key(), by=actor)
    except (actions.AlreadyInvited, actions.NotInviting) as error:
        give_up_writing(current_session())
        say(_(error.sentence, **error.values), "danger")
        return again
    current_session().commit()
    say(invited_sentence(len(invitees)))
    return redirect(url_for(".opening", public_id=opening.public_id))


def invited_sentence(number: int) -> str:
    return ngettext(
        "%(num)d person has been invited. The e-mail is on its way.",
        "%(num)d people have been invited. The e-mails are on their way.",
        number,
    )


def _inviting(opening: Opening) -> bool:
    return accepts_candidates(opening.state, opening.closes_at, clock.now())


def _not_inviting(opening: Opening) -> ResponseReturnValue:
    say(_(actions.NotInviting.sentence), "warning")
    return redirect(url_for(".opening", public_id=opening.public_id))


def _way(text: str | None) -> Way:
    """Return the way that a form names; unknown ones are the first."""
    return Way(text) if text in set(Way) else Way.ONE


def _form(opening: Opening, way: Way) -> InviteesForm:
    return _FORMS[way](opening.languages)


def _entry(opening: Opening, way: Way, form: InviteesForm) -> dict[str, Any]:
    return {"opening": opening, "way": way, "form": form, "Way": Way, "WAY_NAMES": WAY_NAMES}


def _rows(way: Way, form: Any) -> list[Row]:
    """Return the rows that were typed. Raises ListRefused."""
    if way is Way.ONE:
        return [Row(1, form.name.data, form.email.data, "")]
    return read_pasted(form.lines.data)


def _content(upload: object) -> bytes:
    if not isinstance(upload, FileStorage) or not upload.filename:
        raise ListRefused(N_("Choose a file first."))
    return upload.stream.read(LARGEST_TABLE + 1)


def _barred(opening: Opening, addresses: Collection[str]) -> frozenset[str]:
    return actions.barred_addresses(current_session(), opening.id, addresses)


def _judged(opening: Opening, rows: Sequence[Row], locale: str) -> Judged:
    invited = _barred(opening, addresses_in(rows))
    return judged(rows, locale=locale, offered=opening.languages, invited=invited)


def _seal(what: str) -> URLSafeSerializer:
    key = current_settings().secret_key
    return URLSafeSerializer(key, salt=f"openings: {what} to be invited")


def _sealed(opening: Opening, actor: Actor, invitees: Sequence[Invitee]) -> str:
    """Return the checked people in a form the browser carries and cannot change."""
    people = [[invitee.name, invitee.email, invitee.locale] for invitee in invitees]
    return str(_seal("people").dumps([opening.public_id, actor.id, people]))


def _unsealed(opening: Opening, actor: Actor, text: str) -> list[Invitee] | None:
    people = _content_of("people", opening, actor, text)
    return None if people is None else [Invitee(*person) for person in people]


def _content_of(what: str, opening: Opening, actor: Actor, text: str) -> list[Any] | None:
    """Return what was sealed for this opening and this member of HR; None where it was changed."""
    try:
        opening_id, actor_id, content = _seal(what).loads(text)
    except BadData:
        return None
    return content if (opening_id, actor_id) == (opening.public_id, actor.id) else None


def _as_plain(read: InviteeFile) -> list[Any]:
    return [read.guessed_letters, [[record.number, list(record.cells)] for record in read.records]]


def _opened(opening: Opening, actor: Actor, text: str) -> InviteeFile | None:
    content = _content_of("file", opening, actor, text)
    if content is None:
        return None
    guessed, records = content
    return InviteeFile(tuple(FileRow(number, tuple(cells)) for number, cells in records), guessed)
