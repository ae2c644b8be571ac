"""Begin an assessment and write its draft: all of it on one page, choosing tasks on another."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.assessments import actions, drafting, policy, queries
from hiring.assessments.forms import (
    MINUTES,
    PLACE,
    TITLE,
    ChooseTasksForm,
    DraftForm,
    NewAssessmentForm,
    draft_form,
    saved_values,
)
from hiring.assessments.models import AssessmentVersion, Section
from hiring.assessments.views.blueprint import PAGES, bp, doubt_lines, page, rubric_name, section_name
from hiring.assessments.views.wording import words_by_title
from hiring.banks import queries as banks
from hiring.banks.models import BankItem
from hiring.banks.queries import BankContents, BankLine
from hiring.db import begin_writing, current_session
from hiring.db.keyset import Cursor, Page
from hiring.i18n.choice import localised
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import published_versions
from hiring.versions.rules import VersionState
from hiring.versions.views.pages import editor_of, fault_groups
from hiring.versions.views.saving import saved
from hiring.web.flashes import say
from hiring.web.paging import cursor_in
from hiring.web.two_tabs import put_beside


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
    return page("new", form=form, rubrics=rubrics), form.status


@bp.route("/versions/<string:public_id>/edit", methods=["GET", "POST"])
@guarded(policy.WRITE_ASSESSMENTS, load=queries.version_by_public_id)
def draft(actor: Actor, version: AssessmentVersion) -> ResponseReturnValue:
    """Keep what was typed, and take the step whose button was pressed."""
    if request.method == "GET" and version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    rubrics = _rubrics_to_choose(version)
    form = _form(version, rubrics)

    def save(session: Session) -> str:
        fresh = drafting.save_draft(session, version, form.sent(rubrics), by=actor)
        return _step(version, form.step.data or "", actor) if fresh else _address(version)

    if done := saved(form, save):
        return done
    return _draft_page(version, form, rubrics), form.status


@bp.route("/sections/<string:public_id>/tasks", methods=["GET", "POST"])
@guarded(policy.WRITE_ASSESSMENTS, load=queries.section_by_public_id)
def choose_tasks(actor: Actor, section: Section) -> ResponseReturnValue:
    """Choose tasks from the banks as they were last loaded."""
    version = section.version
    if request.method == "GET" and version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    found, shelf = _shelf(cursor_in(request.args), request.args.get("bank", ""))
    items = _items_to_choose(shelf)
    form = ChooseTasksForm()
    form.tasks.choices = [SelectChoice(key, localised(item.title)) for key, item in items.items()]
    if form.submitted_and_valid():
        chosen = [item for key, item in items.items() if key in form.tasks.data]
        return _added(section, drafting.add_tasks(begin_writing(), section, chosen, by=actor))
    shown = page(
        "choose_tasks",
        section=section,
        version=version,
        name=section_name(section),
        form=form,
        banks=found,
        shelf=shelf,
        scored={each.code: each for each in version.rubric_version.competencies},
        there=_places_taken(version),
        item_key=queries.item_key,
    )
    return shown, form.status


def _shelf(cursor: Cursor, bank_id: str) -> tuple[Page[BankLine], BankContents | None]:
    """Return a page of the banks, and a page of the tasks of the one that is named, or of the first."""
    session = current_session()
    asked = bank_id and bank_id.isprintable()
    named = banks.bank_by_public_id(session, bank_id) if asked else None
    found = banks.banks_page(session, Cursor() if named else cursor)
    if named is not None:
        return found, banks.contents_of(session, named, cursor)
    first = next((banks.contents_of(session, line.bank, Cursor()) for line in found.rows), None)
    return found, first


def _items_to_choose(shelf: BankContents | None) -> dict[str, BankItem]:
    """Return the tasks of one page of a bank that may be put into a section."""
    lines = shelf.tasks.rows if shelf else ()
    return {line.item.public_id: line.item for line in lines if not line.task.practice}


def _added(section: Section, number: int) -> ResponseReturnValue:
    current_session().commit()
    if number:
        say(ngettext("%(num)d task was added.", "%(num)d tasks were added.", number))
    else:
        say(_("What you chose is in the assessment already."), "warning")
    return redirect(_address(section.version, f"section-{section.public_id}"))


def _step(version: AssessmentVersion, step: str, actor: Actor) -> str:
    """Take the step of the button that was pressed and return the address of the page after it."""
    verb, _colon, key = step.partition(":")
    section = next((each for each in version.sections if each.public_id == key), None)
    if verb == "publish":
        return url_for(".publish", public_id=version.public_id)
    if verb == "add-section":
        added = drafting.add_section(current_session(), version, by=actor)
        say(_("A section was added at the end. Give it a title and choose its tasks."))
        return _address(version, f"section-{added.public_id}")
    if section is not None:
        return _section_step(section, verb, actor)
    return _task_step(version, verb, key, actor)


def _section_step(section: Section, verb: str, actor: Actor) -> str:
    version, name = section.version, section_name(section)
    if verb == "choose":
        return url_for(".choose_tasks", public_id=section.public_id)
    if verb in {"up", "down"}:
        drafting.move_section(current_session(), section, _distance(verb), by=actor)
        say(_("“%(name)s” is now at place %(place)s.", name=name, place=section.position))
        return _address(version, f"{verb}-{section.public_id}")
    if verb == "remove":
        drafting.remove_section(current_session(), section, by=actor)
        say(_("“%(name)s” is removed. Its tasks can be chosen again for another section.", name=name))
    return _address(version)


def _task_step(version: AssessmentVersion, verb: str, key: str, actor: Actor) -> str:
    tasks = {task.public_id: task for section in version.sections for task in section.tasks}
    task = tasks.get(key)
    if task is None:
        say(_("The draft is saved."))
        return _address(version)
    name, anchor = localised(task.item.title), f"section-{task.section.public_id}"
    if verb in {"up", "down"}:
        drafting.move_task(current_session(), task, _distance(verb), by=actor)
        say(_("“%(name)s” is now at place %(place)s.", name=name, place=task.position))
        anchor = f"{verb}-{key}"
    elif verb == "remove":
        drafting.remove_task(current_session(), task, by=actor)
        say(_("“%(name)s” is taken out. It can be chosen again at any time.", name=name))
    elif verb == "notes":
        drafting.keep_as_notes(current_session(), task, by=actor)
        say(_("What “%(name)s” holds beyond the rubric is notes for reviewers now, not scored.", name=name))
    elif verb == "renew":
        drafting.renew_task(current_session(), task, by=actor)
        say(_("“%(name)s” now has the text that the question bank holds.", name=name))
    return _address(version, anchor)


def _distance(verb: str) -> int:
    return -1 if verb == "up" else 1


def _address(version: AssessmentVersion, anchor: str | None = None) -> str:
    return url_for("assessments.draft", public_id=version.public_id, _anchor=anchor)


def _rubrics_to_choose(version: AssessmentVersion) -> dict[str, RubricVersion]:
    """Return the published rubric versions, and the one chosen before."""
    chosen = version.rubric_version
    found = {each.public_id: each for each in published_versions(current_session())}
    return {chosen.public_id: chosen, **found}


def _form(version: AssessmentVersion, rubrics: dict[str, RubricVersion]) -> DraftForm:
    choices = [SelectChoice(key, rubric_name(each)) for key, each in rubrics.items()]
    return draft_form(version, choices, [section_name(section) for section in version.sections])


def _draft_page(version: AssessmentVersion, form: DraftForm, rubrics: dict[str, RubricVersion]) -> str:
    if form.stale:
        put_beside(form, _differing(version, form, rubrics))
    content = queries.content_of(version)
    items = [task.item for section in version.sections for task in section.tasks]
    return page(
        "draft",
        version=version,
        content=content,
        form=form,
        names={section.public_id: section_name(section) for section in version.sections},
        groups=fault_groups(PAGES, version),
        doubts_said=doubt_lines(content),
        words_said=words_by_title(content),
        newer=queries.newer_items(current_session(), items),
        seen=form.seen.data if form.errors else drafting.draft_mark(version),
        left_over=_left_over(form) if form.stale else [],
        editor=editor_of(version.edited_by_id) if form.stale else "",
        TITLE=TITLE,
        MINUTES=MINUTES,
        PLACE=PLACE,
    )


def _differing(
    version: AssessmentVersion, form: DraftForm, rubrics: dict[str, RubricVersion]
) -> dict[str, str]:
    """Return what is saved now for each field where this person wrote something else."""
    differing = form.differing(saved_values(version))
    sections = {section.public_id: section_name(section) for section in version.sections}
    differing |= {name: sections[key] for name, key in differing.items() if name.startswith(PLACE)}
    if "rubric" in differing:
        differing["rubric"] = rubric_name(rubrics[differing["rubric"]])
    return differing


def _left_over(form: DraftForm) -> list[str]:
    """Return titles that were typed for sections which somebody else has removed."""
    return [
        text for name, text in request.form.items() if name.startswith(TITLE) and name not in form and text
    ]


def _places_taken(version: AssessmentVersion) -> dict[str, str]:
    """Return the name of the section in which each task of the assessment stands, by what it is."""
    return {
        queries.item_key(task.item): section_name(section)
        for section in version.sections
        for task in section.tasks
    }
