"""The interviewer's pages: one's interviews, the card, locking it, stepping aside."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from hiring import clock
from hiring.accounts.access import guarded
from hiring.accounts.rules import Actor
from hiring.audit.actions import note_refusal
from hiring.db import begin_writing, current_session
from hiring.i18n import N_
from hiring.i18n.choice import date_text, time_text
from hiring.interviews import actions, policy, queries
from hiring.interviews.events import LateChangeRefused
from hiring.interviews.forms import CardFields, ConflictForm, card_form
from hiring.interviews.models import InterviewCard
from hiring.interviews.rules import (
    CARD_LACK_SENTENCES,
    MAY_BE_INTERVIEWED,
    SHORTEST_NOTES,
    CardLack,
    CardState,
    InterviewState,
)
from hiring.interviews.views.blueprint import bp, page
from hiring.web.flashes import say
from hiring.web.paging import cursor_in
from hiring.web.scripts import asked_by_script


@bp.get("/interviews")
@guarded(policy.INTERVIEW)
def interviews(actor: Actor) -> ResponseReturnValue:
    """List the interviews this person holds or has held."""
    return page("own", found=queries.own_cards_page(current_session(), actor.id, cursor_in(request.args)))


@bp.get("/interviews/<string:public_id>")
@guarded(policy.RATE_INTERVIEW, load=queries.card_by_public_id)
def card(actor: Actor, card: InterviewCard) -> ResponseReturnValue:
    """Show the questions with a card to fill in, or what was given."""
    questions = _questions(card)
    stands = queries.notes_of(current_session(), card.id, [each.code for each in questions])
    if card.state == CardState.LOCKED:
        there = queries.interview_of(current_session(), card.interview.application_id)
        rated = queries.read_cards(there, questions) if there else None
        return page(
            "locked",
            card=card,
            questions=questions,
            stands=stands,
            rated=rated,
            asked=queries.competencies_asked(questions),
            recorded=queries.consensus_of(current_session(), card.interview_id) if rated else {},
        )
    if not _is_held(card):
        return page("over", card=card)
    return _holding(card, card_form(list(stands), stands, revision=card.draft_revision))


@bp.post("/interviews/<string:public_id>/draft")
@guarded(policy.RATE_INTERVIEW, load=queries.card_by_public_id)
def keep_card(actor: Actor, card: InterviewCard) -> ResponseReturnValue:
    """Keep what is put down so far; to a script, answer only when it is kept."""
    if (refused := _refused_to(actions.save_card, actor, card)) is not None:
        return refused
    saved = _("Draft saved %(time)s", time=time_text(clock.now()))
    if asked_by_script():
        return jsonify(saved=saved, revision=card.draft_revision)
    say(saved)
    return redirect(url_for(".card", public_id=card.public_id))


@bp.post("/interviews/<string:public_id>/lock")
@guarded(policy.RATE_INTERVIEW, load=queries.card_by_public_id)
def lock(actor: Actor, card: InterviewCard) -> ResponseReturnValue:
    """Make the card final."""
    if (refused := _refused_to(actions.lock_card, actor, card)) is not None:
        return refused
    say(_("Locked. Once every interviewer has locked, you see here what the others gave."))
    return redirect(url_for(".card", public_id=card.public_id))


@bp.route("/interviews/<string:public_id>/conflict", methods=["GET", "POST"])
@guarded(policy.RATE_INTERVIEW, load=queries.card_by_public_id)
def conflict(actor: Actor, card: InterviewCard) -> ResponseReturnValue:
    """Let the interviewer step aside, with a reason that HR reads."""
    if card.state != CardState.OPEN:
        abort(404)
    form = ConflictForm()
    if form.submitted_and_valid():
        actions.declare_conflict(begin_writing(), card, form.reason.data or "", by=actor)
        current_session().commit()
        say(_("Thank you for telling us. You do not interview this candidate; HR chooses somebody else."))
        return redirect(url_for(".interviews"))
    return page("conflict", card=card, form=form), form.status


@dataclass(frozen=True, slots=True)
class MissingOnCard:
    """One thing still missing, and the field where it is mended."""

    sentence: str
    anchor: str


_FIELDS = {
    CardLack.NOTHING_ASKED: "asked",
    CardLack.ASKED: "asked",
    CardLack.LEVEL: "level-5",
    CardLack.NOTES: "notes",
}


def _questions(card: InterviewCard) -> list[queries.QuestionToAsk]:
    plan = queries.plan_of(current_session(), card.interview.opening_id)
    return queries.questions_of(current_session(), card.interview.opening, plan) if plan else []


def _is_held(card: InterviewCard) -> bool:
    interview = card.interview
    arranged = interview.state == InterviewState.ARRANGED
    return arranged and interview.application.stage in MAY_BE_INTERVIEWED


def _holding(card: InterviewCard, form: CardFields, refusal: actions.CardRefused | None = None) -> str:
    questions = _questions(card)
    lacks = refusal.lacks if isinstance(refusal, actions.CardIncomplete) else []
    numbers = {each.code: each.number for each in questions}
    missing = [
        MissingOnCard(
            _(CARD_LACK_SENTENCES[lack], number=numbers[code], length=SHORTEST_NOTES),
            f"{code}-{_FIELDS[lack]}",
        )
        for code, lack in lacks
    ]
    unfit = [
        MissingOnCard(f"{each.number}, {field.label.text}: {field.errors[0]}", field.id)
        for each in questions
        for field in form.fields_of(each.code)
        if field.errors
    ]
    opening = card.interview.opening
    plan = queries.plan_of(current_session(), opening.id)
    due = opening.decisions_due_at
    return page(
        "holding",
        card=card,
        guide=queries.guide_of(plan.item) if plan else None,
        decided_by=date_text(due, opening.zone) if due else "…",
        questions=questions,
        form=form,
        refusal=refusal,
        missing=[*missing, *unfit],
        wrong={each.anchor: each.sentence for each in missing},
        begun=card.interview.starts_at <= clock.now(),
    )


def _refused_to(deed: Callable[..., object], actor: Actor, card: InterviewCard) -> ResponseReturnValue | None:
    """Do `deed` with what was sent, and commit; return the page that says why not, where it is refused."""
    form = card_form([each.code for each in _questions(card)])
    if not form.submitted_and_valid():
        refusal = actions.CardRefused(N_("Something is too long or cannot be kept. See the marked fields."))
        refusal.status = 422
        return _refused(actor, card, form, refusal)
    try:
        deed(begin_writing(), card, form.draft(), by=actor)
    except actions.CardRefused as refusal:
        return _refused(actor, card, form, refusal)
    current_session().commit()
    return None


def _refused(
    actor: Actor, card: InterviewCard, form: CardFields, refusal: actions.CardRefused
) -> ResponseReturnValue:
    """Show the page again with everything as it was sent; to a script, say in one sentence why."""
    public_id, interview = card.public_id, card.interview
    too_late = LateChangeRefused(interview.opening_id, interview.application_id, card.id)
    if isinstance(refusal, actions.CardIncomplete | actions.TooEarly):
        current_session().commit()  # the draft is kept
    else:
        current_session().rollback()
    if isinstance(refusal, actions.CardLockedAlready):
        note_refusal(begin_writing(), too_late, by=actor)
        current_session().commit()
    if asked_by_script():
        return jsonify(error=_(refusal.sentence)), refusal.status
    again = queries.card_by_public_id(current_session(), public_id)
    if again is None or again.state != CardState.OPEN or not _is_held(again):
        refusal.kept = "\n\n".join(form.texts()) or None
        raise refusal
    # What was sent is now knowingly based on the newest draft: sending it again puts it in place.
    form.seen.raw_data, form.seen.data = None, again.draft_revision
    return _holding(again, form, refusal), refusal.status
