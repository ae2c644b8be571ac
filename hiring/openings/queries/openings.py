"""Find openings, with the people who work on them and what they judge by."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import CTE, Row, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring import clock
from hiring.assessments.queries import content_of, versions_with_content
from hiring.assessments.rules import mostly_keyed
from hiring.db.distinct import distinct_values
from hiring.db.partial_index import written_out
from hiring.i18n.localised import Localised
from hiring.mail.rules import NOBODY, Contact
from hiring.openings.completeness import OpeningGap, OpeningPlan, open_faults
from hiring.openings.judging import LevelsCombined, QuotesWanted
from hiring.openings.models import Application, Opening, OpeningMember
from hiring.openings.progress import StageCounts
from hiring.openings.quotas import RefereeQuotas
from hiring.openings.rules import MemberRole, People, Stage
from hiring.organisation.queries import obstacles_now
from hiring.organisation.rules import OpeningObstacle
from hiring.rubrics.models import Competency, RubricVersion
from hiring.versions.rules import VersionState


def opening_by_public_id(session: Session, public_id: str) -> Opening | None:
    """Return the opening with its members and the titles of its assessment and rubric."""
    return session.scalar(select(Opening).where(Opening.public_id == public_id).options(*_WHOLE))


def opening_by_id(session: Session, opening_id: int) -> Opening | None:
    return session.scalar(select(Opening).where(Opening.id == opening_id).options(*_WHOLE))


_WHOLE = (
    selectinload(Opening.members).joinedload(OpeningMember.user),
    joinedload(Opening.assessment_version),
    joinedload(Opening.rubric_version).joinedload(RubricVersion.rubric),
)


def standings(session: Session, opening_ids: Sequence[int]) -> dict[int, StageCounts]:
    """Return, for each of a page's openings, how many applications stand at each stage."""
    # Counted in the order of an index first, and spread over columns then: asked of every
    # application, nine conditions take ten times as long.
    counts = (
        select(Application.opening_id, Application.stage, func.count().label("number"))
        .where(Application.opening_id.in_(opening_ids))
        .group_by(Application.opening_id, Application.stage)
        .subquery()
    )
    stages = list(Stage)
    written = (written_out(stage) for stage in stages)
    numbers = (func.sum(counts.c.number).filter(counts.c.stage == stage) for stage in written)
    rows = session.execute(select(counts.c.opening_id, *numbers).group_by(counts.c.opening_id))
    counted = {
        row[0]: {stage: int(number or 0) for stage, number in zip(stages, list(row)[1:], strict=True)}
        for row in rows
    }
    return {opening_id: StageCounts(counted.get(opening_id, {})) for opening_id in opening_ids}


def openings_with_scored() -> CTE:
    """Select, as `value`, the openings in which scored candidates wait, the newest first."""
    is_scored = Application.stage == written_out(Stage.SCORED)
    return distinct_values(Application.opening_id, is_scored, falling=True)


def people_of(opening: Opening) -> People:
    """Return who works on `opening`, by role; needs `members` loaded."""
    return {role: frozenset(m.user_id for m in opening.members if m.role == role) for role in MemberRole}


def read_people_again(session: Session, opening: Opening) -> None:
    """Read who works on `opening` as it is now, with their accounts."""
    statement = select(Opening).where(Opening.id == opening.id).options(_WHOLE[0])
    session.scalars(statement.execution_options(populate_existing=True)).one()


def contact_of(opening: Opening | Row[Any]) -> Contact:
    """Return whom candidates and referees may write to; `NOBODY` where HR has named none.

    A row does, too, that has the columns of the contact.
    """
    if not opening.contact_email:
        return NOBODY
    return Contact(opening.contact_name, opening.contact_email, opening.contact_whatsapp)


def contact_of_application(session: Session, application_id: int) -> Contact:
    """Return the same for an application that is not loaded."""
    found = session.execute(
        select(Opening.contact_name, Opening.contact_email, Opening.contact_whatsapp)
        .join(Application, Application.opening_id == Opening.id)
        .where(Application.id == application_id)
    ).one_or_none()
    return Contact(*found) if found is not None and found.contact_email else NOBODY


def quotas_of(opening: Opening) -> RefereeQuotas:
    """Return how many referees of each kind a candidate names at least."""
    return RefereeQuotas(opening.bosses_wanted, opening.colleagues_wanted, opening.community_wanted)


def plan_of(opening: Opening) -> OpeningPlan:
    """Return what HR has set so far."""
    return OpeningPlan(
        title=opening.title,
        description=opening.description,
        place=opening.place,
        assessment_version_id=opening.assessment_version_id,
        closes_at=opening.closes_at,
        zone=opening.zone,
        languages=tuple(opening.languages),
        references_wanted=opening.references_wanted,
        referee_quotas=quotas_of(opening),
        raters_per_answer=opening.raters_per_answer,
        tolerance=opening.tolerance,
        third_reading=opening.third_reading,
        third_reading_cut=opening.third_reading_cut,
        levels_combined=LevelsCombined(opening.levels_combined),
        quotes_wanted=QuotesWanted(opening.quotes_wanted),
        calibration_within=opening.calibration_within,
        control_share=opening.control_share,
        positions=opening.positions,
        provisional_keys_count=opening.provisional_keys_count,
        decide_before_closing=opening.decide_before_closing,
        remind_days=opening.remind_days,
    )


def faults_of(session: Session, opening: Opening) -> list[OpeningGap]:
    """Return what still keeps a draft from opening; needs members and assessment version loaded."""
    return faults_of_drafts(session, [opening], obstacles_now(session))[opening.id]


def faults_of_drafts(
    session: Session, openings: Sequence[Opening], installation: Sequence[OpeningObstacle]
) -> dict[int, list[OpeningGap]]:
    """Return what keeps each of a page's drafts from opening; they need what `faults_of` needs."""
    keyed = _mostly_keyed(session, openings)
    return {
        opening.id: open_faults(
            plan_of(opening),
            people_of(opening),
            published=version is not None and version.state == VersionState.PUBLISHED,
            now=clock.now(),
            mostly_keyed=keyed.get(opening.id, ()),
            installation=installation,
        )
        for opening in openings
        for version in [opening.assessment_version]
    }


def _mostly_keyed(session: Session, openings: Sequence[Opening]) -> dict[int, list[Localised]]:
    """Name the competencies of which keys would say too much, where provisional keys count.

    Where they do not, publishing the assessment has seen to it.
    """
    chosen = {one.id: one.assessment_version_id for one in openings if one.provisional_keys_count}
    version_ids = {version_id for version_id in chosen.values() if version_id is not None}
    versions = versions_with_content(session, version_ids) if version_ids else {}
    named = {
        version_id: [one.name for one in mostly_keyed(content_of(version, provisional_keys=True))]
        for version_id, version in versions.items()
    }
    return {opening_id: named.get(version_id or 0, []) for opening_id, version_id in chosen.items()}


def weights_of(session: Session, rubric_version_id: int) -> list[Competency]:
    """Return the competencies with their weights, in the rubric's order."""
    return list(
        session.scalars(
            select(Competency).where(Competency.version_id == rubric_version_id).order_by(Competency.position)
        )
    )
