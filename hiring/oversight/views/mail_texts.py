"""HR and administrators: read and change what mails say, with a preview, and go back to the default texts."""

from itertools import groupby
from operator import attrgetter

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n import LOCALES
from hiring.mail import queries as mail
from hiring.mail.actions import Recipient, example
from hiring.mail.kinds import READER_GROUP_NAMES, MailKind, ReaderGroup, editable_kinds, shipped
from hiring.mail.letters import Letter, write
from hiring.mail.placeholders import MailWords
from hiring.openings.views.wording import by_ground
from hiring.oversight import actions, policy, queries
from hiring.oversight.forms import MailTextForm
from hiring.oversight.views.blueprint import bp
from hiring.web.flashes import say
from hiring.web.forms import SeenForm

#: Whom a preview is addressed to.
_READER = "Siti Rahmawati", "siti.rahmawati@surel.example"


@bp.get("/mail-texts")
@guarded(policy.LIST_MAIL_TEXTS)
def mail_texts(actor: Actor) -> ResponseReturnValue:
    """List the mails whose text the actor may change, by reader: when they go out, whose text they have."""
    kinds = [kind for kind in editable_kinds() if policy.WRITE_MAIL_TEXT.allows(actor, kind)]
    return render_template(
        "oversight/mail_texts.html",
        groups=[(group, READER_GROUP_NAMES[group], list(some)) for group, some in groupby(kinds, _group)],
        without_accounts=ReaderGroup.ACCOUNTS not in map(_group, kinds),
        own=mail.own_texts(current_session()),
    )


_group = attrgetter("group")


@bp.route("/mail-texts/<string:name>/<string:locale>", methods=["GET", "POST"])
@guarded(policy.WRITE_MAIL_TEXT, load=queries.editable_kind, arg="name")
def mail_text(actor: Actor, kind: MailKind, locale: str) -> ResponseReturnValue:
    """Show the text of one mail in one language with a preview; keep another one."""
    _require_language(locale)
    session = current_session()
    standing = _standing(kind, locale)
    form = MailTextForm(subject=standing.subject, body=standing.body)
    form.carry(actions.mail_text_mark(session, kind, locale))
    sound = form.submitted_and_valid() and form.checked_for(kind)
    saving = sound and request.form.get("step") != "preview"
    remarks = actions.mail_remarks(session, kind, locale, form.words()) if sound else []
    if saving and (not remarks or form.answered()):
        try:
            seen, words = form.seen.data or "", _new_words(kind, locale, form)
            because = form.kept_because
            actions.change_mail_text(
                begin_writing(), kind, locale, words, seen=seen, kept_because=because, by=actor
            )
        except StalePage:
            saved = _standing(kind, locale)
            theirs = MailTextForm(formdata=None, subject=saved.subject, body=saved.body)
            form.show_saved(actions.mail_text_mark(session, kind, locale), theirs)
        else:
            session.commit()
            say(_("Saved. E-mails that are written from now on say this."))
            return redirect(url_for(".mail_text", name=kind.name, locale=locale))
    own, versions = _is_own(kind, locale), mail.versions_of_text(session, kind.name, locale)
    shown = render_template(
        "oversight/mail_text.html",
        kind=kind,
        mail_locale=locale,
        form=form,
        wording=by_ground(remarks),
        seen=actions.mail_text_mark(session, kind, locale),
        own=own,
        letter=_preview(kind, locale, form.words() if sound else standing),
        versions=versions,
        names=queries.names_of_staff(session, {version.written_by for version in versions}),
    )
    return shown, form.status


@bp.post("/mail-texts/<string:name>/<string:locale>/shipped")
@guarded(policy.WRITE_MAIL_TEXT, load=queries.editable_kind, arg="name")
def ship_mail_text(actor: Actor, kind: MailKind, locale: str) -> ResponseReturnValue:
    """Go back to the text that comes with the program; what was written stays in the list of versions."""
    _require_language(locale)
    form = SeenForm()
    if not form.submitted_and_valid():
        abort(400)
    actions.change_mail_text(begin_writing(), kind, locale, None, seen=form.seen.data, by=actor)
    current_session().commit()
    say(_("E-mails that are written from now on have the default text."))
    return redirect(url_for(".mail_text", name=kind.name, locale=locale))


def _require_language(locale: str) -> None:
    if locale not in LOCALES:
        raise NotFound


def _is_own(kind: MailKind, locale: str) -> bool:
    return locale in mail.own_words(current_session(), kind.name)


def _standing(kind: MailKind, locale: str) -> MailWords:
    own = mail.own_words(current_session(), kind.name).get(locale)
    return MailWords(**own) if own else shipped(kind.name, locale)


def _new_words(kind: MailKind, locale: str, form: MailTextForm) -> MailWords | None:
    """Return what was written, or None where that is the default text again."""
    words = form.words()
    return None if words == shipped(kind.name, locale) else words


def _preview(kind: MailKind, locale: str, words: MailWords) -> Letter:
    """Write a made-up mail by the same way as one that is sent."""
    return write(current_app, example(kind, Recipient(*_READER, locale), words), show_link=False)
