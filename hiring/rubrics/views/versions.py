"""List and read rubrics; begin, publish, retire and throw away versions."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.errors import StalePage
from hiring.i18n import LOCALES
from hiring.i18n.choice import current_locale
from hiring.rubrics import actions, policy, queries
from hiring.rubrics.forms import NewRubricForm, SeenForm
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.rules import VersionState, content_hash
from hiring.rubrics.views.blueprint import bp, either, page
from hiring.rubrics.views.wording import fault_groups
from hiring.store import begin_writing, current_session
from hiring.web.flashes import say
from hiring.web.forms import ActionForm
from hiring.web.paging import cursor_in


@bp.get("")
@guarded(policy.LIST_RUBRICS)
def rubrics(actor: Actor) -> ResponseReturnValue:
    """List the rubrics with their versions; drafts only to those who may write them."""
    may_write = policy.WRITE_RUBRICS.allows(actor)
    found = queries.rubrics_page(current_session(), cursor_in(request.args), with_drafts=may_write)
    return page("rubrics", found=found, may_write=may_write)


@bp.route("/new", methods=["GET", "POST"])
@guarded(policy.WRITE_RUBRICS)
def new_rubric(actor: Actor) -> ResponseReturnValue:
    """Begin a rubric, empty or with the competencies of a version that exists."""
    asked = request.form.get("start_from") or request.args.get("from", "")
    source = queries.version_to_start_from(current_session(), asked)
    sources = {each.public_id: each for each in queries.versions_to_start_from(current_session())}
    if source is not None:  # perhaps an old one, of which somebody has opened the page
        sources.setdefault(source.public_id, source)
    form = NewRubricForm(start_from=asked)
    form.start_from.choices = [SelectChoice("", _("An empty rubric"))] + [
        SelectChoice(key, _source_name(version)) for key, version in sources.items()
    ]
    if form.submitted_and_valid():
        version = actions.create_rubric(begin_writing(), form.text("title"), start_from=source, by=actor)
        current_session().commit()
        say(_("The draft is ready to be written."))
        return redirect(url_for(".draft", public_id=version.public_id))
    return page("new", form=form), 422 if form.errors else 200


@bp.get("/versions/<string:public_id>")
@guarded(policy.READ_RUBRICS, load=queries.version_by_public_id)
def version(actor: Actor, version: RubricVersion) -> ResponseReturnValue:
    """Show a version: its competencies with definition, weight and anchors side by side."""
    language = request.args.get("language", "")
    return page(
        "version",
        version=version,
        language=language if language in LOCALES else current_locale(),
        may_write=policy.WRITE_RUBRICS.allows(actor),
        others=[each for each in version.rubric.versions if _may_see(actor, each)],
        draft=_draft_of(version),
    )


@bp.post("/versions/<string:public_id>/new-version")
@guarded(policy.WRITE_RUBRICS, load=queries.version_by_public_id)
def start_version(actor: Actor, version: RubricVersion) -> ResponseReturnValue:
    """Begin the next version from this one, or go on with the draft there is."""
    if not ActionForm().submitted_and_valid():
        abort(400)
    draft = _draft_of(version)
    if draft is not None:
        say(_(actions.DraftExists.sentence), "warning")
    else:
        draft = actions.start_version(begin_writing(), version, by=actor)
        current_session().commit()
        say(
            _(
                "Version %(number)s is a draft now, with everything version %(source)s says.",
                number=draft.number,
                source=version.number,
            )
        )
    return redirect(url_for(".draft", public_id=draft.public_id))


@bp.route("/versions/<string:public_id>/publish", methods=["GET", "POST"])
@guarded(policy.WRITE_RUBRICS, load=queries.version_by_public_id)
def publish(actor: Actor, version: RubricVersion) -> ResponseReturnValue:
    """Show a draft as it would be published, with what still blocks it; then freeze it."""
    form, status, changed = SeenForm(), 200, False
    if form.submitted_and_valid():
        try:
            actions.publish_version(begin_writing(), version, by=actor, seen=form.seen.data)
        except actions.RubricNotReady:
            status = 409
        except StalePage:
            status, changed = 409, True
        else:
            current_session().commit()
            say(_("Version %(number)s is published. It no longer changes.", number=version.number))
            return redirect(url_for(".version", public_id=version.public_id))
    elif version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    return page(
        "publish",
        version=version,
        groups=fault_groups(version),
        seen=content_hash(version.content()),
        changed=changed,
        language=current_locale(),
    ), status


@bp.post("/versions/<string:public_id>/retire")
@guarded(policy.WRITE_RUBRICS, load=queries.version_by_public_id)
def retire(actor: Actor, version: RubricVersion) -> ResponseReturnValue:
    """Keep a version from being chosen any more."""
    if not ActionForm().submitted_and_valid():
        abort(400)
    actions.retire_version(begin_writing(), version, by=actor)
    current_session().commit()
    say(_("Version %(number)s is retired. Whatever uses it goes on using it.", number=version.number))
    return redirect(url_for(".version", public_id=version.public_id))


@bp.route("/versions/<string:public_id>/discard", methods=["GET", "POST"])
@guarded(policy.WRITE_RUBRICS, load=queries.version_by_public_id)
def discard(actor: Actor, version: RubricVersion) -> ResponseReturnValue:
    """Ask whether to throw a draft away, then throw it away."""
    if ActionForm().submitted_and_valid():
        actions.discard_draft(begin_writing(), version, by=actor)
        current_session().commit()
        say(_("The draft is thrown away."))
        return redirect(url_for(".rubrics"))
    if version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    return page("discard", version=version)


def _may_see(actor: Actor, version: RubricVersion) -> bool:
    return policy.READ_RUBRICS.allows(actor, version)


def _draft_of(version: RubricVersion) -> RubricVersion | None:
    return next((each for each in version.rubric.versions if each.state == VersionState.DRAFT), None)


def _source_name(version: RubricVersion) -> str:
    return str(_("%(title)s, version %(number)s", title=either(version.title), number=version.number))
