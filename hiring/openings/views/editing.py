"""HR: fill in an opening, choose its people, open it."""

from dataclasses import replace
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.assessments.queries import offered_versions, tasks_with_provisional_keys
from hiring.db import begin_writing, current_session
from hiring.errors import NotReady, StalePage
from hiring.i18n.choice import localised
from hiring.openings import actions, policy, queries
from hiring.openings.completeness import text_faults
from hiring.openings.forms import LONGEST_SEARCH, OpenForm, OpeningForm, OpenTextsForm, PeopleForm, TextsForm
from hiring.openings.models import Opening
from hiring.openings.rules import MemberRole, OpeningState, people_mark
from hiring.openings.views.blueprint import bp
from hiring.openings.views.wording import by_ground
from hiring.openings.wording import WordingRemark, remarks_added, wording_remarks
from hiring.text import UNSTORABLE
from hiring.web.destinations import Destination
from hiring.web.flashes import say

EXPECTED_READINGS = Destination("how many further readings a rule would have meant")


@bp.route("/openings/<string:public_id>/edit", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def edit(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Fill in a draft; of an opened one, mend the texts."""
    return _edit_draft(actor, opening) if opening.state == OpeningState.DRAFT else _edit_texts(actor, opening)


def _edit_draft(actor: Actor, opening: Opening) -> ResponseReturnValue:
    versions = offered_versions(current_session(), opening.assessment_version_id)
    names = {each.version.id: localised(each.version.title) for each in versions}
    form = OpeningForm(names, data=OpeningForm.values_of(queries.plan_of(opening)))
    form.carry(queries.plan_of(opening).mark)
    if form.submitted_and_valid():
        try:
            seen = form.seen.data or ""
            actions.edit_opening(begin_writing(), opening, form.plan(), seen=seen, by=actor)
        except StalePage:
            saved = queries.plan_of(opening)
            form.show_saved(saved.mark, OpeningForm(names, formdata=None, data=OpeningForm.values_of(saved)))
        else:
            current_session().commit()
            return _saved(opening)
    page = render_template(
        "openings/edit.html",
        opening=opening,
        form=form,
        versions={str(each.version.id): each for each in versions},
        expected_readings=EXPECTED_READINGS.address(public_id=opening.public_id),
        provisional=tasks_with_provisional_keys(current_session(), names),
    )
    return page, form.status


def _edit_texts(actor: Actor, opening: Opening) -> ResponseReturnValue:
    there = queries.plan_of(opening)
    plan, remarks = there, list[WordingRemark]()
    form = OpenTextsForm(data=TextsForm.values_of(there))
    form.carry(there.texts_mark)
    if form.submitted_and_valid():
        plan = replace(there, **form.texts())
        remarks = remarks_added(there, plan)
        for fault in text_faults(plan):
            form.refuse(fault.anchor, _(fault.sentence))
        if _asks_for_other_rules(opening):
            form.form_errors.append(_(actions.OpeningFrozen.sentence))
        if remarks:
            form.answered()
    if form.is_submitted() and not form.errors:
        seen = form.seen.data or ""
        try:
            actions.edit_opening(
                begin_writing(), opening, plan, seen=seen, kept_because=form.kept_because, by=actor
            )
        except StalePage:
            saved = queries.plan_of(opening)
            form.show_saved(saved.texts_mark, TextsForm(formdata=None, data=TextsForm.values_of(saved)))
        else:
            current_session().commit()
            return _saved(opening)
    page = render_template("openings/edit_texts.html", opening=opening, form=form, wording=by_ground(remarks))
    return page, form.status


def _asks_for_other_rules(opening: Opening) -> bool:
    """Say whether a page of the draft, sent after it was opened, would change more than texts."""
    if "tolerance" not in request.form:
        return False  # the page of an opened opening has texts only
    names = {opening.assessment_version_id or 0: ""}
    there = queries.plan_of(opening)
    sent = OpeningForm(names, data=OpeningForm.values_of(there))
    if not sent.validate():
        return True
    late = {name: getattr(there, name) for name in ("title", "description", "place", "positions")}
    return replace(sent.plan(), **late, closes_at=there.closes_at) != there


def _saved(opening: Opening) -> ResponseReturnValue:
    say(_("Saved."))
    page = ".opening" if opening.state == OpeningState.DRAFT else ".about"
    return redirect(url_for(page, public_id=opening.public_id))


_FIELDS = {
    MemberRole.REVIEWER: "reviewers",
    MemberRole.HIRING_MANAGER: "hiring_managers",
    MemberRole.HR: "hr",
}


@bp.route("/openings/<string:public_id>/people", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def people(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Choose the panel, the hiring managers and who else from HR works here, or find somebody by name."""
    form = _people_form(opening)
    offered = _offer(opening, form)
    form.carry(people_mark(queries.people_of(opening)))
    if form.submitted_and_valid() and not form.look.data:
        try:
            seen = form.seen.data or ""
            actions.choose_people(begin_writing(), opening, form.people(), seen=seen, by=actor)
        except actions.PeopleRefused as error:
            form.form_errors.append(_(error.sentence, **error.values))
        except StalePage:
            saved = _people_form(opening, formdata=None)
            saved.search.data = form.search.data
            offered = _offer(opening, form, saved)
            form.show_saved(people_mark(queries.people_of(opening)), saved)
        else:
            current_session().commit()
            if actor.id not in form.people()[MemberRole.HR]:
                say(_("Saved. You no longer work on this opening."))
                return redirect(url_for(".openings"))
            return _saved(opening)
    return render_template("openings/people.html", opening=opening, form=form, offered=offered), form.status


def _people_form(opening: Opening, **sent: Any) -> PeopleForm:
    there = queries.people_of(opening)
    return PeopleForm(data={_FIELDS[role]: sorted(ids) for role, ids in there.items()}, **sent)


def _offer(opening: Opening, *forms: PeopleForm) -> dict[str, Any]:
    """Have the forms offer who works there, who is ticked in the first, and whom its search finds.

    Returns what the template says beside the boxes of each field.
    """
    search = UNSTORABLE.sub("", forms[0].search.data or "")[:LONGEST_SEARCH]
    beside = {}
    for role, people in queries.people_offered(current_session(), opening, forms[0].people(), search).items():
        for form in forms:
            form[_FIELDS[role]].choices = [SelectChoice(user.id, user.name) for user in people.users]
        beside[_FIELDS[role]] = {
            "addresses": {user.id: user.email for user in people.users},
            "more": people.more,
        }
    return beside


@bp.route("/openings/<string:public_id>/open", methods=["GET", "POST"])
@guarded(policy.RUN_OPENING, load=queries.opening_by_public_id)
def open_for_candidates(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Say what opening means, and do it."""
    back = redirect(url_for(".opening", public_id=opening.public_id))
    form, changed = OpenForm(), False
    if opening.state != OpeningState.DRAFT or queries.faults_of(current_session(), opening):
        return back
    remarks = wording_remarks(queries.plan_of(opening))
    if form.submitted_and_valid() and (not remarks or form.answered()):
        kept = form.kept_because
        try:
            actions.open_opening(begin_writing(), opening, seen=form.seen.data, kept_because=kept, by=actor)
        except NotReady:  # something went missing meanwhile: the page of the draft lists it
            return back
        except StalePage:
            changed = True
        else:
            current_session().commit()
            say(_("The opening is open. Now invite candidates."))
            return back
    rubric = opening.rubric_version_id
    weights = queries.weights_of(current_session(), rubric) if rubric is not None else []
    shown = render_template(
        "openings/open.html",
        opening=opening,
        seen=queries.plan_of(opening).mark,
        changed=changed,
        weights=weights,
        form=form,
        wording=by_ground(remarks),
    )
    return shown, 409 if changed else form.status
