"""Choose what is asked in the interviews of an opening, and who may hold them."""

from collections.abc import Mapping

from sqlalchemy import delete
from sqlalchemy.orm import Session

from hiring import clock
from hiring.audit.actions import Doer, record
from hiring.errors import HiringError, StalePage
from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.interviews import queries
from hiring.interviews.events import InterviewsPlanned
from hiring.interviews.models import Interviewer, InterviewPlan
from hiring.interviews.rules import (
    HALF,
    LEAST_SHARE,
    MOST_IN_PANEL,
    MOST_SHARE,
    SMALLEST_PANEL,
    USUAL_NOTICE_HOURS,
    USUAL_WISHES,
    Plan,
)
from hiring.openings.models import Opening
from hiring.openings.queries import read_people_again


class PlanRefused(HiringError):
    """These questions or these people cannot be chosen."""

    status = 422


NO_GUIDE = N_("The question bank of this opening holds no interview guide, so no interview can be planned.")
_CORE = N_("The core questions of the guide are asked in every interview. Please load the page again.")
_NOT_OFFERED = N_(
    "The guide has been loaded anew and no longer holds one of these questions. Please choose again."
)
_FIXED = N_(
    "A candidate has been invited, so the questions no longer change: everybody is asked the same. "
    "Only the people can be chosen."
)
_SHARES_FIXED = N_(
    "A candidate has been invited, so the shares no longer change: everybody is measured alike. Only the "
    "people can be chosen."
)
_NO_SHARE = N_(
    "Where tasks measure a competency as well, interviews give %(least)s to %(most)s per cent of it."
)
_TOO_FEW = N_("Choose at least two people: each rates alone, and their ratings are compared.")
_TOO_MANY = N_("At most %(most)s people can be in the panel of an opening.")
_NOT_TO_CHOOSE = N_(
    "Somebody in this list is no reviewer any more, or works here as HR or hiring manager and sees scores. "
    "Please choose again."
)


def planned(session: Session, opening_id: int) -> Plan:
    """Return what is chosen now; empty where nothing is."""
    plan = queries.plan_of(session, opening_id)
    people = frozenset(user.id for user in queries.panel_of(session, opening_id))
    return queries.plan_as_value(plan, people)


def plan_mark(plan: Plan) -> str:
    """Return the mark of a page that shows `plan`."""
    return mark_of(
        [
            list(plan.questions),
            sorted(plan.panel),
            sorted(plan.shares.items()),
            plan.notice_hours,
            plan.wishes,
        ]
    )


def choose_plan(
    session: Session,
    opening: Opening,
    extra: frozenset[str],
    panel: frozenset[int],
    *,
    shares: Mapping[str, int] | None = None,
    seen: str,
    by: Doer,
    notice_hours: int = USUAL_NOTICE_HOURS,
    wishes: int = USUAL_WISHES,
) -> None:
    """Have the core questions and these `extra` ones be asked, and these people hold the interviews.

    `shares` are the per cent that interviews give of competencies which tasks measure as well (None: as
    before, and half of what is new). Until `notice_hours` before it a candidate may propose another time,
    `wishes` times. `seen` is the mark of what the sender's page showed. Raises StalePage, or PlanRefused.
    """
    session.refresh(opening, ["state"], with_for_update={"key_share": True})
    read_people_again(session, opening)
    before = planned(session, opening.id)
    kept = queries.plan_of(session, opening.id)
    item = kept.item if kept else queries.current_guide(session, opening)
    fixed = queries.somebody_invited(session, opening.id)
    if item is None:
        raise PlanRefused(NO_GUIDE)
    if kept is not None and not fixed:
        item = queries.current_guide(session, opening) or item
    guide = queries.guide_of(item)
    offered = queries.offered_questions(session, opening, guide)
    core = frozenset(guide.core_set.questions) & {each.code for each in offered}
    if not extra <= {each.code for each in offered}:
        raise PlanRefused(_NOT_OFFERED)
    asked = [each for each in offered if each.code in core | extra]
    shared = _shared(session, opening, asked, before.shares if shares is None or fixed else shares)
    wanted = Plan(tuple(each.code for each in asked), panel, shared, notice_hours, wishes)
    if seen != plan_mark(before) and plan_mark(wanted) != plan_mark(before):
        raise StalePage
    if fixed and wanted.questions != before.questions:
        raise PlanRefused(_FIXED)
    if fixed and shares is not None and _shared(session, opening, asked, shares) != shared:
        raise PlanRefused(_SHARES_FIXED)
    _require_people(session, opening, before, panel)
    if wanted == before and kept is not None and kept.item_id == item.id:
        return
    row = kept or InterviewPlan(opening_id=opening.id)
    row.item_id, row.questions, row.planned_at = item.id, list(wanted.questions), clock.now()
    row.shares = dict(wanted.shares)
    row.notice_hours, row.wishes = notice_hours, wishes
    session.add(row)
    session.execute(
        delete(Interviewer).where(
            Interviewer.opening_id == opening.id, Interviewer.user_id.in_(before.panel - panel)
        )
    )
    session.add_all(Interviewer(opening_id=opening.id, user_id=each) for each in sorted(panel - before.panel))
    session.flush()
    record(session, InterviewsPlanned(opening.id, len(wanted.questions), len(panel)), by=by)


def _shared(
    session: Session, opening: Opening, asked: list[queries.QuestionToAsk], chosen: Mapping[str, int]
) -> dict[str, int]:
    """Return the share of interviews in each competency asked about that tasks measure, too."""
    by_tasks = queries.tasks_measuring(session, opening)
    both = {each.competency.code for each in asked if each.competency and by_tasks[each.competency.code]}
    shared = {code: chosen.get(code, HALF) for code in sorted(both)}
    if not all(LEAST_SHARE <= share <= MOST_SHARE for share in shared.values()):
        raise PlanRefused(_NO_SHARE, least=LEAST_SHARE, most=MOST_SHARE)
    return shared


def _require_people(session: Session, opening: Opening, before: Plan, panel: frozenset[int]) -> None:
    if len(panel) < SMALLEST_PANEL:
        raise PlanRefused(_TOO_FEW)
    if len(panel) > MOST_IN_PANEL:
        raise PlanRefused(_TOO_MANY, most=MOST_IN_PANEL)
    new = panel - before.panel
    if {user.id for user in queries.may_interview(session, opening, new)} != new:
        raise PlanRefused(_NOT_TO_CHOOSE)
