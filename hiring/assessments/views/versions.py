"""List and read assessments; begin, publish, retire and throw away versions."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.assessments import actions, policy, queries
from hiring.assessments.forms import NewAssessmentForm
from hiring.assessments.models import AssessmentVersion
from hiring.assessments.rules import content_hash
from hiring.assessments.views.blueprint import bp, page
from hiring.assessments.views.wording import doubt_lines, fault_groups, rubric_name
from hiring.errors import StalePage
from hiring.rubrics.actions import DraftExists
from hiring.rubrics.forms import SeenForm
from hiring.rubrics.queries import published_versions
from hiring.rubrics.rules import VersionState
from hiring.store import begin_writing, current_session
from hiring.web.flashes import say
from hiring.web.forms import ActionForm
from hiring.web.paging import cursor_in


@bp.get("")
@guarded(policy.READ_ASSESSMENTS)
def assessments(actor: Actor) -> ResponseReturnValue:
    """List the assessments with their versions."""
    return page("assessments", found=queries.assessments_page(current_session(), cursor_in(request.args)))


@bp.route("/new", methods=["GET", "POST"])
@guarded(policy.WRITE_ASSESSMENTS)
def new_assessment(actor: Actor) -> ResponseReturnValue:
    """Begin an assessment against a published rubric version."""
    rubrics = {each.public_id: each for each in published_versions(current_session())}
    form = NewAssessmentForm()
    form.rubric.choices = [SelectChoice(key, rubric_name(version)) for key, version in rubrics.items()]
    if form.submitted_and_valid():
        version = actions.create_assessment(
            begin_writing(), form.text("title"), rubrics[form.rubric.data], by=actor
        )
        current_session().commit()
        say(_("The draft is ready. Add the first section."))
        return redirect(url_for(".draft", public_id=version.public_id))
    return page("new", form=form, rubrics=rubrics), 422 if form.errors else 200


@bp.get("/versions/<string:public_id>")
@guarded(policy.READ_ASSESSMENTS, load=queries.version_by_public_id)
def version(actor: Actor, version: AssessmentVersion) -> ResponseReturnValue:
    """Show a version: its sections and tasks, what they measure, and how long they take."""
    content = queries.content_of(version)
    return page(
        "version",
        version=version,
        content=content,
        doubts_said=doubt_lines(content),
        rubric_name=rubric_name(version.rubric_version),
        draft=_draft_of(version),
    )


@bp.post("/versions/<string:public_id>/new-version")
@guarded(policy.WRITE_ASSESSMENTS, load=queries.version_by_public_id)
def start_version(actor: Actor, version: AssessmentVersion) -> ResponseReturnValue:
    """Begin the next version from this one, or go on with the draft there is."""
    if not ActionForm().submitted_and_valid():
        abort(400)
    draft = _draft_of(version)
    if draft is not None:
        say(_(DraftExists.sentence), "warning")
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
@guarded(policy.WRITE_ASSESSMENTS, load=queries.version_by_public_id)
def publish(actor: Actor, version: AssessmentVersion) -> ResponseReturnValue:
    """Show a draft as it would be published, with what still blocks it; then freeze it."""
    form, status, changed = SeenForm(), 200, False
    if form.submitted_and_valid():
        try:
            actions.publish_version(begin_writing(), version, by=actor, seen=form.seen.data)
        except actions.AssessmentNotReady:
            status = 409
        except StalePage:
            status, changed = 409, True
        else:
            current_session().commit()
            say(_("Version %(number)s is published. It no longer changes.", number=version.number))
            return redirect(url_for(".version", public_id=version.public_id))
    elif version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    content = queries.content_of(version)
    shown = page(
        "publish",
        version=version,
        content=content,
        groups=fault_groups(version),
        doubts_said=doubt_lines(content),
        rubric_name=rubric_name(version.rubric_version),
        seen=content_hash(content),
        changed=changed,
    )
    return shown, status


@bp.post("/versions/<string:public_id>/retire")
@guarded(policy.WRITE_ASSESSMENTS, load=queries.version_by_public_id)
def retire(actor: Actor, version: AssessmentVersion) -> ResponseReturnValue:
    """Keep a version from being chosen any more."""
    if not ActionForm().submitted_and_valid():
        abort(400)
    actions.retire_version(begin_writing(), version, by=actor)
    current_session().commit()
    say(_("Version %(number)s is retired. Whatever uses it goes on using it.", number=version.number))
    return redirect(url_for(".version", public_id=version.public_id))


@bp.route("/versions/<string:public_id>/discard", methods=["GET", "POST"])
@guarded(policy.WRITE_ASSESSMENTS, load=queries.version_by_public_id)
def discard(actor: Actor, version: AssessmentVersion) -> ResponseReturnValue:
    """Ask whether to throw a draft away, then throw it away."""
    if ActionForm().submitted_and_valid():
        actions.discard_draft(begin_writing(), version, by=actor)
        current_session().commit()
        say(_("The draft is thrown away."))
        return redirect(url_for(".assessments"))
    if version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    return page("discard", version=version)


def _draft_of(version: AssessmentVersion) -> AssessmentVersion | None:
    return next((each for each in version.assessment.versions if each.state == VersionState.DRAFT), None)
