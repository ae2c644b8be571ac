"""What an opening must have before candidates may come, and who may sit together on it. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.i18n.localised import Localised
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.openings.quotas import NO_QUOTAS, RefereeQuotas
from hiring.openings.rules import MemberRole, People
from hiring.organisation.rules import OBSTACLE_SENTENCES, OpeningObstacle

NO_TEXT = Localised(id="", en="")


@dataclass(frozen=True, slots=True)
class OpeningPlan:
    """Everything HR sets about an opening; all of it but texts and positions freezes when it opens."""

    title: Localised
    description: Localised = NO_TEXT
    place: str = ""
    assessment_version_id: int | None = None
    closes_at: datetime | None = None
    zone: str = "Asia/Jakarta"
    languages: tuple[str, ...] = ("id", "en")
    references_wanted: int = 2
    referee_quotas: RefereeQuotas = NO_QUOTAS
    """Of the referees wanted, how many of each kind at least."""
    raters_per_answer: int = 2
    tolerance: int = 2
    third_reading: bool = False
    """Somebody else reads what two reviewers differ on before scores stand."""
    third_reading_cut: int | None = None
    """They differ as well where one is below this level and another is not."""
    levels_combined: LevelsCombined = LevelsCombined.MEAN
    quotes_wanted: QuotesWanted = QuotesWanted.NONE
    """For these levels reviewers quote the answer, or say why there is nothing to quote."""
    calibration_within: int | None = None
    """Reviewers first come so many levels near to an expert's in each task; None: they need not."""
    control_share: int = 0
    """So many control answers come to 100 live ones of a reviewer; 0: none."""
    positions: int = 1
    """How many people are wanted; it may change while the opening runs."""
    provisional_keys_count: bool = False
    """Keys count in scores before a panel of experts has confirmed them."""
    decide_before_closing: bool = False
    """People may be decided on while others can still come."""
    remind_days: int = 2
    """So many days before the end the program reminds; 0 = it does not."""

    @property
    def texts_mark(self) -> str:
        """The mark of what may change once candidates come: what the page of an opened opening shows."""
        return mark_of([self.title.as_json(), self.description.as_json(), self.place, self.positions])

    @property
    def mark(self) -> str:
        """The mark of everything: what the page of a draft shows."""
        closes_at = self.closes_at.isoformat() if self.closes_at else None
        numbers = self.references_wanted, self.raters_per_answer, self.tolerance, self.calibration_within
        quotas = {str(kind): number for kind, number in self.referee_quotas.by_kind.items()}
        rules = self.provisional_keys_count, self.decide_before_closing, self.remind_days
        marking = self.third_reading, self.third_reading_cut, self.levels_combined, self.quotes_wanted
        frame = self.assessment_version_id, closes_at, self.zone, self.control_share
        return mark_of([self.texts_mark, *frame, *self.languages, *numbers, *marking, *rules, quotas])


@dataclass(frozen=True, slots=True)
class OpeningGap:
    """One thing that is missing: a sentence, and the page and field where it is mended."""

    sentence: str
    page: str
    anchor: str
    values: dict[str, Any] = field(default_factory=dict)
    obstacle: OpeningObstacle | None = None
    """What keeps every opening from opening; `page` and `anchor` are empty then."""


def open_faults(
    plan: OpeningPlan,
    people: People,
    *,
    published: bool,
    now: datetime,
    mostly_keyed: Sequence[Localised] = (),
    installation: Sequence[OpeningObstacle] = (),
) -> list[OpeningGap]:
    """Return what still keeps an opening from opening.

    `published` = its assessment version is. `mostly_keyed` names the competencies of which too
    much would come from answer keys, as the plan has it. `installation` is what keeps every opening
    from opening.
    """
    return [
        *text_faults(plan),
        *_frame_faults(plan, published, now),
        *_key_faults(mostly_keyed),
        *_people_faults(plan, people),
        *(OpeningGap(OBSTACLE_SENTENCES[each], "", "", obstacle=each) for each in installation),
    ]


def text_faults(plan: OpeningPlan) -> Iterator[OpeningGap]:
    """Yield what is missing of the texts candidates read."""
    if "id" in plan.languages and not plan.title.id.strip():
        yield OpeningGap(N_("The title in Indonesian is missing."), "edit", "title_id")
    if "en" in plan.languages and not plan.title.en.strip():
        yield OpeningGap(N_("The title in English is missing."), "edit", "title_en")
    if not plan.place.strip():
        yield OpeningGap(N_("The place of work is missing."), "edit", "place")
    if "id" in plan.languages and not plan.description.id.strip():
        yield OpeningGap(N_("The description in Indonesian is missing."), "edit", "description_id")
    if "en" in plan.languages and not plan.description.en.strip():
        yield OpeningGap(N_("The description in English is missing."), "edit", "description_en")


def _frame_faults(plan: OpeningPlan, published: bool, now: datetime) -> Iterator[OpeningGap]:
    if plan.assessment_version_id is None:
        yield OpeningGap(N_("No assessment has been chosen."), "edit", "assessment")
    elif not published:
        yield OpeningGap(
            N_("The chosen assessment is no longer published. Choose another."), "edit", "assessment"
        )
    if plan.closes_at is None:
        yield OpeningGap(N_("The closing time is missing."), "edit", "closes_on")
    elif plan.closes_at <= now:
        yield OpeningGap(N_("The closing time has passed. Choose a later one."), "edit", "closes_on")
    if not plan.languages:
        yield OpeningGap(N_("No language has been chosen."), "edit", "languages")


def _key_faults(mostly_keyed: Sequence[Localised]) -> Iterator[OpeningGap]:
    for competency in mostly_keyed:
        yield OpeningGap(
            N_(
                "More than a quarter of “%(competency)s” would come from answer keys, as provisional ones "
                "count here. Do not count them, or choose another assessment."
            ),
            "edit",
            "provisional_keys_count",
            {"competency": competency},
        )


def _people_faults(plan: OpeningPlan, people: People) -> Iterator[OpeningGap]:
    reviewers = people.get(MemberRole.REVIEWER, frozenset())
    if len(reviewers) < plan.raters_per_answer:
        yield OpeningGap(
            N_("Every answer is read by %(needed)s reviewers, but the panel has %(there)s."),
            "people",
            "reviewers",
            {"needed": plan.raters_per_answer, "there": len(reviewers)},
        )
    if not people.get(MemberRole.HIRING_MANAGER):
        yield OpeningGap(N_("No hiring manager has been chosen."), "people", "hiring_managers")
    if not people.get(MemberRole.HR):
        yield OpeningGap(N_("At least one person from HR is needed."), "people", "hr")
    if seen_by_two_eyes(people):
        yield OpeningGap(NOT_BLIND, "people", "reviewers")


#: Reviewers must not learn whose answer they read, so they cannot also work with the names.
NOT_BLIND = N_("Somebody is reviewer and also HR or hiring manager here. Reviewers must not know the names.")


def seen_by_two_eyes(people: People) -> frozenset[int]:
    """Return who would both score blind and work with the names of the same opening."""
    with_names = people.get(MemberRole.HR, frozenset()) | people.get(MemberRole.HIRING_MANAGER, frozenset())
    return people.get(MemberRole.REVIEWER, frozenset()) & with_names
