"""List and read documents; begin, publish, retire, compare and throw away their versions."""

from functools import partial

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.versions import actions, queries
from hiring.versions.comparison import PartFate, changes, word_changes
from hiring.versions.forms import PublishForm
from hiring.versions.rules import VersionState
from hiring.versions.views.pages import DocumentPages, V, fault_groups, page
from hiring.web.flashes import say
from hiring.web.forms import ActionForm, SeenForm
from hiring.web.paging import cursor_in


def add_pages(pages: DocumentPages[V]) -> None:
    """Hang the pages that all kinds share under the blueprint of one kind."""
    rights, add = pages.rights, pages.blueprint.add_url_rule
    add("", pages.blueprint.name, guarded(rights.list)(partial(_list, pages)))
    for address, endpoint, view, right, methods in (
        ("", "version", _version, rights.read, ["GET"]),
        ("/changes", "changes", _changes, rights.read, ["GET"]),
        ("/new-version", "start_version", _start_version, rights.write, ["POST"]),
        ("/publish", "publish", _publish, rights.write, ["GET", "POST"]),
        ("/retire", "retire", _retire, rights.write, ["POST"]),
        ("/discard", "discard", _discard, rights.write, ["GET", "POST"]),
        ("/change-note", "change_note", _change_note, rights.write, ["GET", "POST"]),
    ):
        bound = guarded(right, load=pages.load)(partial(view, pages))
        add(f"/versions/<string:public_id>{address}", endpoint, bound, methods=methods)


def _list(pages: DocumentPages[V], actor: Actor) -> ResponseReturnValue:
    """List the documents with their versions; drafts only to those who may write them."""
    may_write = pages.rights.write.allows(actor)
    found = queries.families_page(
        current_session(), *pages.tables, cursor_in(request.args), with_drafts=may_write
    )
    shown = [version for line in found.rows for version in line.versions]
    summaries = pages.summaries(current_session(), shown)
    return page(pages, "list", found=found, summaries=summaries, may_write=may_write)


def _version(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Show all that a version says, and the versions beside it."""
    return page(
        pages,
        "version",
        version=version,
        may_write=pages.rights.write.allows(actor),
        versions=_visible(pages, actor, version),
        draft=version.draft_beside,
        **pages.whole(version),
    )


def _changes(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Show two versions side by side, item by item: what was added, removed and changed."""
    earlier = version.earlier
    wanted = request.args.get("since") or (earlier[0].public_id if earlier else "")
    since = None
    if wanted:
        if wanted not in {each.public_id for each in earlier}:
            abort(404)
        since = pages.load(current_session(), wanted)
    return page(
        pages,
        "changes",
        version=version,
        since=since,
        earlier=earlier,
        may_write=pages.rights.write.allows(actor),
        changes=changes(pages.parts(since), pages.parts(version)) if since else [],
        word_changes=word_changes,
        fates={PartFate.ADDED: _("new"), PartFate.REMOVED: _("no longer there")},
    )


def _start_version(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Begin the next version from this one, or go on with the draft there is."""
    if not ActionForm().submitted_and_valid():
        abort(400)
    draft = version.draft_beside
    if draft is not None:
        say(_(actions.DraftExists.sentence), "warning")
    else:
        draft = actions.start_version(begin_writing(), pages.document, version, by=actor)
        current_session().commit()
        say(
            _(
                "Version %(number)s is a draft now, with everything version %(source)s says.",
                number=draft.number,
                source=version.number,
            )
        )
    return redirect(url_for(".draft", public_id=draft.public_id))


def _publish(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Show a draft as it would be published, with what still blocks it; then freeze it."""
    form, status, changed = PublishForm(), 200, False
    if form.submitted_and_valid():
        sent = {"seen": form.seen.data, "note": form.note.data or ""}
        try:
            actions.publish_version(begin_writing(), pages.document, version, by=actor, **sent)
        except actions.DraftNotReady:
            status = 409
        except StalePage:
            status, changed = 409, True
        else:
            current_session().commit()
            say(_("Version %(number)s is published. It no longer changes.", number=version.number))
            return redirect(url_for(".version", public_id=version.public_id))
    elif not form.note.errors and version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    shown = page(
        pages,
        "publish",
        version=version,
        form=form,
        groups=fault_groups(pages, version),
        seen=pages.document.content_hash(version),
        changed=changed,
        **pages.whole(version),
    )
    return shown, 422 if form.note.errors else status


def _retire(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Keep a version from being chosen any more."""
    if not ActionForm().submitted_and_valid():
        abort(400)
    actions.retire_version(begin_writing(), pages.document, version, by=actor)
    current_session().commit()
    say(_("Version %(number)s is retired. Whatever uses it continues to use it.", number=version.number))
    return redirect(url_for(".version", public_id=version.public_id))


def _discard(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Ask whether to throw a draft away, then throw it away."""
    form, changed = SeenForm(), False
    if form.submitted_and_valid():
        try:
            actions.discard_draft(begin_writing(), pages.document, version, seen=form.seen.data, by=actor)
        except StalePage:
            changed = True
        else:
            current_session().commit()
            say(_("The draft has been discarded."))
            return redirect(url_for("." + pages.blueprint.name))
    elif version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    seen = pages.document.content_hash(version)
    return page(pages, "discard", version=version, seen=seen, changed=changed), 409 if changed else 200


def _change_note(pages: DocumentPages[V], actor: Actor, version: V) -> ResponseReturnValue:
    """Ask whether to take the note on what changed out for good, then have it taken out."""
    back = redirect(url_for(".changes", public_id=version.public_id))
    if ActionForm().submitted_and_valid():
        gone = actions.take_note_out(begin_writing(), pages.document, version, by=actor)
        current_session().commit()
        if gone:
            say(_("The note is taken out. The trail says so."))
        else:
            say(_("This note is gone already."), "warning")
        return back
    if not version.change_note:
        return back
    return page(pages, "change_note", version=version)


def _visible(pages: DocumentPages[V], actor: Actor, version: V) -> list[V]:
    """Return the versions beside this one that the reader may open, the newest first."""
    return [each for each in reversed(version.family.versions) if pages.rights.read.allows(actor, each)]
