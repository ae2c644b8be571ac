"""What scoring puts on the home page: for reviewers what waits, for HR what needs a decision."""

from flask import url_for
from flask_babel import ngettext
from sqlalchemy.orm import Session

from hiring.accounts.rules import Actor
from hiring.i18n.choice import localised
from hiring.openings.queries import openings_with_member
from hiring.openings.rules import MemberRole
from hiring.scoring import queries
from hiring.scoring.views.waiting import queue_of_reviewer
from hiring.web.needs import Need, Urgency


def needs_of_reviewer(session: Session, actor: Actor) -> list[Need]:
    """Return the tasks in which answers wait for this reviewer, one line per opening."""
    return [
        Need(
            Urgency.SOON,
            ngettext(
                "%(num)d answer waits for your rating, about %(minutes)s min",
                "%(num)d answers wait for your rating, about %(minutes)s min",
                opening.open,
                minutes=opening.minutes,
            ),
            localised(opening.title),
            url_for("scoring.reviews"),
        )
        for opening in queue_of_reviewer(session, actor.id)
        if opening.open
    ]


def needs_of_hr(session: Session, actor: Actor) -> list[Need]:
    """Return the openings in which answers lack reviewers, or in which reviewers differ."""
    openings = {one.id: one for one in openings_with_member(session, actor.id, MemberRole.HR)}
    needs = []
    for opening_id, number in queries.unallocated_counts(session, list(openings)).items():
        lacking = ngettext("%(num)d answer lacks reviewers", "%(num)d answers lack reviewers", number)
        needs.append((Urgency.NOW, lacking, opening_id))
    for opening_id, number in queries.differing_counts(session, list(openings)).items():
        differing = ngettext(
            "Reviewers differ on %(num)d candidate", "Reviewers differ on %(num)d candidates", number
        )
        needs.append((Urgency.SOON, differing, opening_id))
    return [
        Need(
            urgency,
            sentence,
            localised(openings[opening_id].title),
            url_for("scoring.scoring", public_id=openings[opening_id].public_id),
        )
        for urgency, sentence, opening_id in needs
    ]
