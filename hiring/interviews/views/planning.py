"""HR: what is asked in the interviews of an opening, who holds them, and which there are."""

from collections import Counter
from dataclasses import dataclass

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from hiring.accounts.access import guarded
from hiring.accounts.models import User
from hiring.accounts.rules import Actor
from hiring.banks.interview_guide import InterviewGuide
from hiring.db import begin_writing, current_session
from hiring.errors import StalePage
from hiring.i18n.choice import localised
from hiring.interviews import actions, policy, queries
from hiring.interviews.forms import PlanForm, plan_form
from hiring.interviews.models import InterviewPlan
from hiring.interviews.rules import ENOUGH_TASKS, Plan
from hiring.interviews.views.blueprint import bp, page
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_public_id
from hiring.rubrics.rules import CompetencyContent
from hiring.text import UNSTORABLE
from hiring.web.flashes import say
from hiring.web.paging import cursor_in


@bp.get("/openings/<string:public_id>/interviews")
@guarded(policy.PLAN, load=opening_by_public_id)
def opening(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """List the interviews of an opening; above them what is asked and who may hold one."""
    session = current_session()
    plan = queries.plan_of(session, opening.id)
    return page(
        "opening",
        opening=opening,
        questions=queries.questions_of(session, opening, plan) if plan else [],
        panel=queries.panel_of(session, opening.id),
        shares=_shares(opening, plan),
        found=queries.interviews_page(session, opening.id, cursor_in(request.args)),
        guide=plan.item if plan else queries.current_guide(session, opening),
    )


@bp.route("/openings/<string:public_id>/interviews/plan", methods=["GET", "POST"])
@guarded(policy.PLAN, load=opening_by_public_id)
def plan(actor: Actor, opening: Opening) -> ResponseReturnValue:
    """Choose the questions, which are the same for everybody, and the panel."""
    back = redirect(url_for(".opening", public_id=opening.public_id))
    kept, panel = _read(opening)
    offer = _offered(opening, kept)
    if offer is None:
        say(_(actions.NO_GUIDE), "warning")
        return back
    there = _plan_in(kept, panel)
    shape = plan_form(offer.shared)
    form = shape(data=shape.values_of(there))
    form.name_shares({code: localised(each.name) for code, each in offer.both.items()})
    more = _offer(opening, form, offer, panel)
    form.carry(actions.plan_mark(there))
    if form.submitted_and_valid() and not form.look.data:
        extra = frozenset(there.questions) - offer.core if offer.fixed else frozenset(form.extra.data or ())
        refused = _chosen(actor, opening, form, extra, offer)
        if refused is None:
            say(_("Saved."))
            return back
        opening = refused
    shown = page(
        "plan",
        opening=opening,
        form=form,
        offer=offer,
        more=more,
        measured=offer.measured,
        shares=_shares(opening, kept),
        ENOUGH_TASKS=ENOUGH_TASKS,
    )
    return shown, form.status


@dataclass(frozen=True, slots=True)
class OfferedPlan:
    """What may be asked in an opening; `fixed` once somebody has been invited."""

    guide: InterviewGuide
    questions: list[queries.QuestionToAsk]
    fixed: bool
    measured: Counter[str]
    """By how many tasks each competency is measured."""

    @property
    def core(self) -> frozenset[str]:
        return frozenset(self.guide.core_set.questions)

    @property
    def both(self) -> dict[str, CompetencyContent]:
        """The competencies that questions ask about and tasks measure, too, in the order of the questions."""
        asked = (each.competency for each in self.questions if each.competency)
        return {each.code: each for each in asked if self.measured[each.code]}

    @property
    def shared(self) -> tuple[str, ...]:
        """Those of them whose share can still be chosen."""
        return () if self.fixed else tuple(self.both)

    @property
    def core_questions(self) -> list[queries.QuestionToAsk]:
        return [each for each in self.questions if each.code in self.core]

    @property
    def further(self) -> dict[str, queries.QuestionToAsk]:
        return {each.code: each for each in self.questions if each.code not in self.core}


def _read(opening: Opening) -> tuple[InterviewPlan | None, list[User]]:
    session = current_session()
    return queries.plan_of(session, opening.id), queries.panel_of(session, opening.id)


def _plan_in(kept: InterviewPlan | None, panel: list[User]) -> Plan:
    return queries.plan_as_value(kept, frozenset(user.id for user in panel))


def _shares(opening: Opening, kept: InterviewPlan | None) -> dict[str, int]:
    """Return how many per cent of each competency the interviews of a plan that is kept give."""
    return queries.shares_that_count(current_session(), opening, kept) if kept else {}


def _offered(opening: Opening, kept: InterviewPlan | None) -> OfferedPlan | None:
    """Return what may be asked: of the guide as it is loaded now, or as it was when somebody was invited."""
    session = current_session()
    fixed = queries.somebody_invited(session, opening.id)
    item = kept.item if kept and fixed else queries.current_guide(session, opening)
    if item is None:
        return None
    guide = queries.guide_of(item)
    measured = queries.tasks_measuring(session, opening)
    return OfferedPlan(guide, queries.offered_questions(session, opening, guide), fixed, measured)


def _chosen(
    actor: Actor, opening: Opening, form: PlanForm, extra: frozenset[str], offer: OfferedPlan
) -> Opening | None:
    """Keep what the form says; where that cannot be, say so on it and return the opening read again."""
    session, public_id = begin_writing(), opening.public_id
    try:
        actions.choose_plan(
            session,
            opening,
            extra,
            form.chosen,
            shares=None if offer.fixed else form.shares,
            seen=form.seen.data or "",
            by=actor,
            notice_hours=form.notice_hours.data or 0,
            wishes=form.wishes.data or 0,
        )
    except (actions.PlanRefused, StalePage) as refused:
        session.rollback()
        again = opening_by_public_id(session, public_id)
        assert again is not None  # noqa: S101  (openings are never removed)
        if isinstance(refused, StalePage):
            kept, panel = _read(again)
            there = _plan_in(kept, panel)
            saved = type(form)(formdata=None, data=type(form).values_of(there))
            _offer(again, saved, offer, panel)
            form.show_saved(actions.plan_mark(there), saved)
        else:
            form.form_errors.append(_(refused.sentence, **refused.values))
        return again
    session.commit()
    return None


def _offer(opening: Opening, form: PlanForm, offer: OfferedPlan, panel: list[User]) -> bool:
    """Have the form offer questions and people; return whether others are found by their name only."""
    form.extra.choices = [
        SelectChoice(code, localised(each.question.text)) for code, each in offer.further.items()
    ]
    search = UNSTORABLE.sub("", form.search.data or "")[:100]
    people, more = queries.people_offered(current_session(), opening, panel, form.chosen, search)
    form.panel.choices = [SelectChoice(user.id, user.name) for user in people]
    return more
