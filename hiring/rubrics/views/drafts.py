"""Begin a rubric and write its draft: title, weights and order on one page, each competency on another."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n import LOCALES
from hiring.rubrics import actions, drafting, policy, queries
from hiring.rubrics.forms import WEIGHT, CompetencyForm, NewRubricForm, OutlineForm, outline_form
from hiring.rubrics.models import Competency, RubricVersion
from hiring.rubrics.rules import LEVELS, publish_faults, total_weight
from hiring.rubrics.views.blueprint import PAGES, bp, competency_name, page
from hiring.versions.rules import VersionState
from hiring.versions.views.pages import editor_of, fault_groups, version_name
from hiring.versions.views.saving import saved
from hiring.web.flashes import say
from hiring.web.forms import SeenForm
from hiring.web.two_tabs import put_beside


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
        SelectChoice(key, version_name(version)) for key, version in sources.items()
    ]
    if form.submitted_and_valid():
        version = actions.create_rubric(begin_writing(), form.text("title"), start_from=source, by=actor)
        current_session().commit()
        say(_("The draft is ready to be written."))
        return redirect(url_for(".draft", public_id=version.public_id))
    return page("new", form=form), form.status


@bp.route("/versions/<string:public_id>/edit", methods=["GET", "POST"])
@guarded(policy.WRITE_RUBRICS, load=queries.version_by_public_id)
def draft(actor: Actor, version: RubricVersion) -> ResponseReturnValue:
    """Keep title and weights, and take the step whose button was pressed; nothing typed is lost."""
    if request.method == "GET" and version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    form = _outline_form(version)

    def save(session: Session) -> str:
        fresh = drafting.save_outline(session, version, form.sent(), by=actor)
        return _step(version, form.step.data or "", actor) if fresh else _address(version)

    if done := saved(form, save):
        return done
    if form.stale:
        put_beside(form, form.differing(_outline_values(version)))
    return _outline_page(version, form), form.status


@bp.route("/competencies/<string:public_id>", methods=["GET", "POST"])
@guarded(policy.WRITE_RUBRICS, load=queries.competency_by_public_id)
def competency(actor: Actor, competency: Competency) -> ResponseReturnValue:
    """Keep the texts of one competency, complete or not."""
    version = competency.version
    if request.method == "GET" and version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    form = CompetencyForm(**_text_values(competency))

    def save(session: Session) -> str:
        drafting.save_texts(session, competency, form.sent(), by=actor)
        say(_("The texts of “%(name)s” are saved.", name=competency_name(competency)))
        return _after_texts(competency, request.form.get("step", ""))

    if done := saved(form, save):
        return done
    if form.stale:
        put_beside(form, form.differing(_text_values(competency)))
    shown = page(
        "competency",
        competency=competency,
        version=version,
        name=competency_name(competency),
        form=form,
        seen=form.seen.data if form.errors else drafting.texts_mark(competency),
        editor=editor_of(competency.edited_by_id) if form.stale else "",
        after=_next_of(competency),
    )
    return shown, form.status


@bp.route("/competencies/<string:public_id>/remove", methods=["GET", "POST"])
@guarded(policy.WRITE_RUBRICS, load=queries.competency_by_public_id)
def remove_competency(actor: Actor, competency: Competency) -> ResponseReturnValue:
    """Show what would be removed, then remove it."""
    version, form, stale = competency.version, SeenForm(), False
    if form.submitted_and_valid():
        name = competency_name(competency)
        try:
            drafting.remove_competency(begin_writing(), competency, seen=form.seen.data, by=actor)
        except StalePage:
            stale = True
        else:
            current_session().commit()
            say(_("“%(name)s” is removed from the draft.", name=name))
            return redirect(_address(version))
    elif version.state != VersionState.DRAFT:
        return redirect(url_for(".version", public_id=version.public_id))
    shown = page(
        "remove_competency",
        competency=competency,
        version=version,
        name=competency_name(competency),
        seen=drafting.texts_mark(competency),
        stale=stale,
    )
    return shown, 409 if stale else 200


def _step(version: RubricVersion, step: str, actor: Actor) -> str:
    """Take the step of the button that was pressed and return the address of the page after it."""
    verb, _colon, key = step.partition(":")
    chosen = next((each for each in version.competencies if each.public_id == key), None)
    match verb:
        case "add":
            added = drafting.add_competency(current_session(), version, by=actor)
            say(_("A competency was added at the end. Write its texts here."))
            return url_for(".competency", public_id=added.public_id)
        case "publish":
            return url_for(".publish", public_id=version.public_id)
        case "remove" if chosen and drafting.is_empty(chosen):
            seen = drafting.texts_mark(chosen)
            drafting.remove_competency(current_session(), chosen, seen=seen, by=actor)
            say(_("The empty competency is removed."))
            return _address(version)
        case "remove" if chosen:
            return url_for(".remove_competency", public_id=chosen.public_id)
        case "up" | "down" if chosen:
            steps = -1 if verb == "up" else 1
            drafting.move_competency(current_session(), chosen, steps, by=actor)
            name, place = competency_name(chosen), chosen.position
            say(_("“%(name)s” is now at place %(place)s.", name=name, place=place))
            return _address(version, f"{verb}-{chosen.public_id}")
    say(_("The draft is saved."))
    return _address(version)


def _address(version: RubricVersion, anchor: str | None = None) -> str:
    return url_for("rubrics.draft", public_id=version.public_id, _anchor=anchor)


def _after_texts(competency: Competency, step: str) -> str:
    following = _next_of(competency)
    if step == "next" and following is not None:
        return url_for(".competency", public_id=following.public_id)
    return _address(competency.version)


def _next_of(competency: Competency) -> Competency | None:
    order = competency.version.competencies
    place = order.index(competency) + 1
    return order[place] if place < len(order) else None


def _outline_form(version: RubricVersion) -> OutlineForm:
    rows = [(each.public_id, competency_name(each), each.weight) for each in version.competencies]
    return outline_form(rows, _outline_values(version))


def _outline_page(version: RubricVersion, form: OutlineForm) -> str:
    faults = publish_faults(version.content())
    return page(
        "draft",
        version=version,
        form=form,
        names={each.public_id: competency_name(each) for each in version.competencies},
        missing={
            each.public_id: sum(
                1 for fault in faults if fault.part == each.position and fault.where != "weight"
            )
            for each in version.competencies
        },
        total=total_weight(each.weight for each in version.competencies),
        groups=fault_groups(PAGES, version),
        WEIGHT=WEIGHT,
        seen=form.seen.data if form.errors else drafting.outline_mark(version),
        editor=editor_of(version.edited_by_id) if form.stale else "",
    )


def _outline_values(version: RubricVersion) -> dict[str, str]:
    weights = {WEIGHT + each.public_id: str(each.weight or "") for each in version.competencies}
    return {"title_id": version.title.id, "title_en": version.title.en, **weights}


def _text_values(competency: Competency) -> dict[str, str]:
    texts = {"name": competency.name, "definition": competency.definition}
    texts |= {f"anchor_{level}": competency.anchor(level) for level in LEVELS}
    pairs = {
        f"{name}_{language}": text.text(language) for name, text in texts.items() for language in LOCALES
    }
    return {"code": competency.code, **pairs}
