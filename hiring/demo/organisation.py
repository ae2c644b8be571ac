"""The setting of the demo: staff, question bank, assessment, an opening that has closed, one that is open, one still a draft."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring import clock
from hiring.accounts import actions as accounts
from hiring.accounts.rules import SYSTEM, Actor
from hiring.assessments import actions as assessments
from hiring.assessments.models import AssessmentVersion
from hiring.assessments.queries import versions_with_content
from hiring.banks.actions import load_bank
from hiring.banks.bank import BankDocument
from hiring.demo.clock_steps import ClockSteps, found
from hiring.demo.people import HR, MANAGER, REVIEWERS, STAFF
from hiring.i18n.localised import Localised
from hiring.mail.rules import Contact
from hiring.openings import actions as openings
from hiring.openings.completeness import OpeningPlan
from hiring.openings.judging import QuotesWanted
from hiring.openings.models import Opening
from hiring.openings.queries import opening_by_id
from hiring.openings.quotas import RefereeQuotas
from hiring.openings.rules import MemberRole
from hiring.organisation import actions as house
from hiring.organisation.queries import Profile
from hiring.privacy.actions import sign_impact_assessment
from hiring.privacy.impact import REVIEW_AFTER, OfficerHeard, SignatureFacts
from hiring.privacy.impact_text import shipped_hash, written
from hiring.settings import current_settings
from hiring.versions.actions import publish_version

_ZONE = "Asia/Jakarta"
_DESCRIPTION = Localised(
    id=(
        "Community officer menjembatani pabrik kami di {place} dengan warga tiga kelurahan, LSM, "
        "pemerintah setempat, dan komunitas daring.\n\n"
        "- Menyimak dan menjawab keluhan warga secara terbuka\n"
        "- Merawat kemitraan dengan LSM, PKK, karang taruna, dan kelurahan\n"
        "- Merencanakan dan menjalankan acara komunitas\n\n"
        "Kira-kira delapan hari sebulan di lapangan, termasuk beberapa malam dan akhir pekan."
    ),
    en=(
        "The community officer stands between our plant in {place} and the residents of three wards, "
        "NGOs, local government and online communities.\n\n"
        "- Listens to complaints and answers them openly\n"
        "- Keeps partnerships with NGOs, women's and youth groups and the wards alive\n"
        "- Plans and runs community events\n\n"
        "About eight days a month in the field, some evenings and weekends among them."
    ),
)


def end_first_day(session: Session) -> None:
    """Name the organisation; whoever tries the demo has no mail server and gives links by hand."""
    named = Profile(name="PT Contoh Nusantara", contact=Contact("", "privasi@contoh.example"))
    house.change_organisation(session, named, by=SYSTEM)
    house.say_links_go_by_hand(session, True, by=SYSTEM)
    house.end_first_day(session, by=SYSTEM)


def hire_staff(steps: ClockSteps, session: Session, password_hash: str) -> None:
    for person in STAFF:
        steps.people[person.email] = accounts.add_user(
            session,
            email=person.email,
            name=person.name,
            password_hash=password_hash,
            roles=person.roles,
            locale=person.locale,
            by=SYSTEM,
        )


def sign_the_impact_assessment(steps: ClockSteps, session: Session) -> None:
    """Sign the text as it is shipped; without that no opening opens."""
    days = current_settings().retention_days
    facts = SignatureFacts("HR", OfficerHeard.NONE, (clock.now() + REVIEW_AFTER).date())
    sign_impact_assessment(
        session,
        facts,
        written("id", days, {}),
        shipped=shipped_hash(days),
        seen=None,
        by=steps.actor(HR.email),
    )


def load_the_bank(session: Session, document: BankDocument) -> None:
    """Load the shipped bank, and publish its rubrics with it; the drafts that it suggests follow."""
    load_bank(session, document, by=SYSTEM)


def publish_assessment(steps: ClockSteps, session: Session) -> AssessmentVersion:
    """Publish the assessment that was drafted for the bank, as HR would in the browser; others stay drafts."""
    newest = select(AssessmentVersion.id).order_by(AssessmentVersion.id.desc()).limit(1)
    draft_id = session.scalars(newest).one()
    version = versions_with_content(session, [draft_id])[draft_id]
    publish_version(session, assessments.ASSESSMENT, version, by=steps.actor(HR.email))
    return version


def open_main_opening(steps: ClockSteps, session: Session, version_id: int) -> Opening:
    """The opening that everybody in the demo is about; closes in three days."""
    return _opened(steps, session, version_id, "Bekasi", closes_in=timedelta(days=3))


def open_earlier_opening(steps: ClockSteps, session: Session, version_id: int) -> Opening:
    """The opening before that, which nobody had begun to answer when it closed, a month ago."""
    return _opened(steps, session, version_id, "Karawang", closes_in=timedelta(days=-30))


def _opened(
    steps: ClockSteps, session: Session, version_id: int, place: str, *, closes_in: timedelta
) -> Opening:
    hr = steps.actor(HR.email)
    title = Localised(id=f"Community Officer, {place}", en=f"Community Officer, {place}")
    opening = _created(session, title, hr)
    plan = OpeningPlan(
        decide_before_closing=True,
        title=title,
        description=Localised(id=_DESCRIPTION.id.format(place=place), en=_DESCRIPTION.en.format(place=place)),
        place=place,
        assessment_version_id=version_id,
        closes_at=_end_of_day(steps.ends_at + closes_in),
        zone=_ZONE,
        references_wanted=2,
        quotes_wanted=QuotesWanted.ENDS,
        referee_quotas=RefereeQuotas(bosses=1, community=1),
    )
    openings.edit_opening(session, opening, plan, by=hr)
    people = {
        MemberRole.HR: frozenset({hr.id}),
        MemberRole.REVIEWER: frozenset(steps.people[each.email].id for each in REVIEWERS),
        MemberRole.HIRING_MANAGER: frozenset({steps.people[MANAGER.email].id}),
    }
    openings.choose_people(session, opening, people, by=hr)
    openings.open_opening(session, opening, by=hr)
    return opening


def begin_second_opening(steps: ClockSteps, session: Session, version_id: int) -> None:
    """An opening that still lacks its panel, its description and its closing moment."""
    title = Localised(id="Spesialis KOL dan Media, Jakarta", en="KOL and Media Specialist, Jakarta")
    opening = _created(session, title, steps.actor(HR.email))
    plan = OpeningPlan(title=title, place="Jakarta", assessment_version_id=version_id)
    openings.edit_opening(session, opening, plan, by=steps.actor(HR.email))


def _created(session: Session, title: Localised, hr: Actor) -> Opening:
    """Create an opening and read it again as a page would, with everybody in it."""
    opening_id = openings.create_opening(session, title, by=hr).id
    session.flush()
    session.expunge_all()
    return found(opening_by_id(session, opening_id))


def _end_of_day(moment: datetime) -> datetime:
    local = moment.astimezone(ZoneInfo(_ZONE))
    return local.replace(hour=23, minute=59, second=59, microsecond=0)
