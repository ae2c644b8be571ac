"""Do the scores that are written down still come out of the ratings? For the command, and after a change."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from hiring.audit.actions import Doer
from hiring.audit.queries import is_erased
from hiring.capability import ExtensionPoint
from hiring.openings.models import Application, Opening
from hiring.progress import to_nobody
from hiring.scoring.models import AdoptedKey, ApplicationScore, Settlement
from hiring.scoring.queries.frozen_rules import fingerprint_frozen, rules_of
from hiring.scoring.queries.inputs import score_inputs
from hiring.scoring.queries.scores import ScoresOfApplication, standing, standing_scores, written_scores
from hiring.scoring.score_rules import RULES, scores_of
from hiring.scoring.scores import ScoreInput
from hiring.sittings.models import Sitting

_AT_ONCE = 200


class Mismatch(StrEnum):
    """Why written scores cannot be what the ratings say."""

    NOT_WRITTEN = "no scores are written down"
    OTHER_INPUT = "the ratings or the policy are not those the scores were made of"
    OTHER_FIGURES = "the rule gives other figures"
    UNKNOWN_RULE = "this version of the program does not know the rule"
    EARLIER_KEY = "the scores made with an earlier key do not come out again"
    NO_SECOND_TOTAL = "no total after tasks and interviews is written down"
    OTHER_CARDS = "the total after tasks and interviews was made of something else"
    OTHER_RULES = "the rules of the opening are not those that were frozen"
    OTHER_TOTAL = "the rule gives another total after tasks and interviews"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A settled sitting whose scores do not come out again."""

    sitting_id: int
    code: str
    fault: Mismatch


@dataclass(frozen=True, slots=True)
class FurtherScores:
    """Scores that a capability above makes of these and of more."""

    discrepancies: Callable[[Session], Iterator[Discrepancy]]
    recompute: Callable[[Session, int, Doer], bool]
    """Computes those of one sitting anew; says whether other ones stand now."""


FURTHER_SCORES: ExtensionPoint[FurtherScores] = ExtensionPoint("scores that are verified with these")


def discrepancies(session: Session, told: Callable[[int, int], None] = to_nobody) -> Iterator[Discrepancy]:
    """Compute every score that stands anew, by its own rule, and yield those that differ.

    `told` hears after each piece how many are done, of how many.
    """
    done, total = 0, number_settled(session)
    for opening_id, sitting_ids in settled_batches(session):
        inputs = score_inputs(session, opening_id, sitting_ids)
        found = standing_scores(session, ApplicationScore.sitting_id.in_(sitting_ids))
        stands = {one.sitting_id: one for one in found}
        faulty = {
            sitting_id: fault
            for sitting_id in sitting_ids
            if (fault := _fault(inputs[sitting_id], stands.get(sitting_id)))
        }
        if not _as_frozen(session, opening_id):
            faulty |= dict.fromkeys(sitting_ids, Mismatch.OTHER_RULES)
        faulty |= {
            sitting_id: Mismatch.EARLIER_KEY
            for sitting_id in _with_other_key_before(session, sitting_ids)
            if sitting_id not in faulty and not _earlier_come_out(session, opening_id, sitting_id)
        }
        codes = _codes(session, list(faulty))
        yield from (Discrepancy(key, codes[key], fault) for key, fault in faulty.items())
        session.expunge_all()
        done += len(sitting_ids)
        told(done, max(done, total))


def _as_frozen(session: Session, opening_id: int) -> bool:
    """Say whether an opening has the rules that two people agreed on; of early ones none were frozen."""
    frozen = fingerprint_frozen(session, opening_id)
    return frozen is None or frozen == rules_of(session, session.get_one(Opening, opening_id)).fingerprint


def _with_other_key_before(session: Session, sitting_ids: list[int]) -> list[int]:
    """Return those of few sittings that have scores made before a later key was adopted."""
    first = select(func.min(AdoptedKey.adopted_at)).where(
        AdoptedKey.opening_id == ApplicationScore.opening_id
    )
    return list(
        session.scalars(
            select(ApplicationScore.sitting_id)
            .where(
                ApplicationScore.sitting_id.in_(sitting_ids),
                ApplicationScore.computed_at <= first.scalar_subquery(),
                ~standing(),
            )
            .distinct()
        )
    )


def _earlier_come_out(session: Session, opening_id: int, sitting_id: int) -> bool:
    """Say whether the last scores before each change of a key come out again, with that key."""
    pairs = pairwise(written_scores(session, sitting_id))
    changed = [one for one, later in pairs if one.scores.later_keys != later.scores.later_keys]
    return all(_comes_out(session, opening_id, one) for one in changed)


def _comes_out(session: Session, opening_id: int, one: ScoresOfApplication) -> bool:
    given = score_inputs(
        session,
        opening_id,
        [one.sitting_id],
        keys=one.scores.later_keys,
        excused_until=one.computed_at,
        earlier=one.policy,
    )
    return _fault(given[one.sitting_id], one) is None


def number_settled(session: Session) -> int:
    """Count the settled sittings whose scores can be computed anew."""
    return session.scalars(_settled(select(func.count(Settlement.sitting_id)))).one()


def settled_batches(session: Session) -> Iterator[tuple[int, list[int]]]:
    """Yield the settled sittings, opening by opening, in lists short enough for one statement."""
    openings = session.scalars(select(Settlement.opening_id).distinct().order_by(Settlement.opening_id))
    for opening_id in openings.all():
        last = 0
        while sitting_ids := _settled_after(session, opening_id, last):
            yield opening_id, sitting_ids
            last = sitting_ids[-1]


def _settled_after(session: Session, opening_id: int, last: int) -> list[int]:
    return list(
        session.scalars(
            _settled(select(Settlement.sitting_id))
            .where(Settlement.opening_id == opening_id, Settlement.sitting_id > last)
            .order_by(Settlement.sitting_id)
            .limit(_AT_ONCE)
        )
    )


def _settled(wanted: Select[int]) -> Select[int]:
    """Leave out who is erased: the answers are gone, so nothing can come out of them."""
    joined = wanted.join(Sitting, Sitting.id == Settlement.sitting_id)
    return joined.where(~is_erased(Sitting.application_id))


def _fault(given: ScoreInput, stands: ScoresOfApplication | None) -> Mismatch | None:
    if stands is None:
        return Mismatch.NOT_WRITTEN
    if stands.rule not in RULES:
        return Mismatch.UNKNOWN_RULE
    if stands.input_hash != given.digest():
        return Mismatch.OTHER_INPUT
    return None if scores_of(given, stands.rule) == stands.scores else Mismatch.OTHER_FIGURES


def _codes(session: Session, sitting_ids: list[int]) -> dict[int, str]:
    rows = session.execute(
        select(Sitting.id, Application.code)
        .join(Application, Application.id == Sitting.application_id)
        .where(Sitting.id.in_(sitting_ids))
    )
    return {row.id: row.code for row in rows}
