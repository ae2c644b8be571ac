"""What is held about a candidate, in sections; nothing of third persons."""

from collections.abc import Iterable, Iterator

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from hiring.accounts.models import UserSession
from hiring.accounts.rules import Audience
from hiring.banks.kinds import kind_of
from hiring.files.models import StoredFile
from hiring.i18n.choice import LANGUAGE_NAMES, current_locale, localised
from hiring.masking.queries import MaskedPart, masked_parts
from hiring.openings.models import Application, CandidateFacts, Invitation
from hiring.openings.rules import STAGE_NAMES, Stage
from hiring.privacy.archive.adjustments import section_about_adjustments
from hiring.privacy.archive.allowed import section_about_allowed
from hiring.privacy.archive.contents import ArchiveSection, HeldValue, section
from hiring.privacy.archive.groups import section_about_groups
from hiring.privacy.archive.interview import sections_about_interview
from hiring.privacy.archive.kinds import section_about_claims, section_about_kinds
from hiring.privacy.queries import consents_of
from hiring.references.models import ReferenceRequest
from hiring.references.rules import RELATIONSHIP_NAMES, Relationship
from hiring.settings import current_settings
from hiring.sittings import queries as sittings
from hiring.sittings.histories import parts_of, revisions_of
from hiring.sittings.models import Sitting
from hiring.sittings.packing import Revision
from hiring.sittings.queries import PaperPart
from hiring.sittings.task_progress import task_starts


def sections_about_candidate(session: Session, application: Application) -> Iterator[ArchiveSection]:
    """Yield what is held about the candidate; needs what `sittings.queries.application_of` loads."""
    facts = session.get(CandidateFacts, application.id)
    sitting = sittings.sitting_of(session, application.id)
    yield _person(application)
    yield _application(application)
    yield _links(session, application.id)
    yield browsers(session, Audience.CANDIDATE, application.id)
    yield _consents(session, application.id)
    yield _facts(facts, cv_of(session, facts))
    yield _sections(session, application, sitting)
    yield _answers(session, application, sitting)
    yield _referees(session, application.id)
    yield section_about_claims(session, application.id)
    yield section_about_kinds(session, application.id)
    yield section_about_allowed(session, application)
    yield section_about_adjustments(session, application.id)
    yield section_about_groups(session, application.id)
    yield from sections_about_interview(session, application)


def cv_of(session: Session, facts: CandidateFacts | None) -> StoredFile | None:
    """Return the file a candidate has stated as CV."""
    return session.get(StoredFile, facts.cv_file_id) if facts and facts.cv_file_id else None


def _person(application: Application) -> ArchiveSection:
    candidate = application.candidate
    record = [
        HeldValue("name", _("Name"), candidate.name),
        HeldValue("email", _("E-mail address"), candidate.email),
        HeldValue("language", _("Language"), LANGUAGE_NAMES[application.locale]),
        HeldValue("known_since", _("Known since"), candidate.created_at),
    ]
    return section("person", _("You"), [record])


def _application(application: Application) -> ArchiveSection:
    opening = application.opening
    record = [
        HeldValue("position", _("Position"), localised(opening.title)),
        HeldValue("place", _("Place"), opening.place),
        HeldValue("code", _("Code of the application"), application.code),
        HeldValue("stage", _("Status"), _(STAGE_NAMES[Stage(application.stage)])),
        HeldValue("invited_at", _("Invited"), application.created_at),
        HeldValue("consented_at", _("Consented"), application.consented_at),
        HeldValue("kept_until", _("Kept until"), application.deleted_on(current_settings().retention_days)),
        HeldValue("facts_at", _("Facts stated"), application.facts_at),
        HeldValue("referees_at", _("Referees named"), application.referees_at),
        HeldValue("started_at", _("Started"), application.started_at),
        HeldValue("handed_in_at", _("Handed in"), application.handed_in_at),
        HeldValue("reminded_at", _("Reminded"), application.reminded_at),
        HeldValue("seconds_used", _("Time used, in seconds"), application.seconds_used),
    ]
    return section("application", _("Your application"), [record])


def _links(session: Session, application_id: int) -> ArchiveSection:
    found = session.scalars(
        select(Invitation).where(Invitation.application_id == application_id).order_by(Invitation.generation)
    )
    return section(
        "links",
        _("Links sent to you"),
        (
            [
                HeldValue("sent_at", _("Sent"), each.created_at),
                HeldValue("opened_at", _("Opened"), each.claimed_at),
                HeldValue("expires_at", _("Works until"), each.expires_at),
            ]
            for each in found
        ),
    )


def browsers(session: Session, audience: Audience, subject_id: int) -> ArchiveSection:
    """Return when somebody was signed in."""
    found = session.scalars(
        select(UserSession)
        .where(UserSession.audience == audience, UserSession.subject_id == subject_id)
        .order_by(UserSession.id)
    )
    return section(
        "browsers",
        _("When you were signed in"),
        (
            [
                HeldValue("from", _("From"), each.created_at),
                HeldValue("last_seen_at", _("Last seen"), each.seen_at),
                HeldValue("ended_at", _("Ended"), each.ended_at),
            ]
            for each in found
        ),
        _("Which browser and which network address you used is not kept."),
    )


def _consents(session: Session, application_id: int) -> ArchiveSection:
    return section(
        "consents",
        _("What you agreed to"),
        (
            [
                HeldValue("at", _("Agreed"), each.at),
                HeldValue("purpose", _("Purpose"), each.purpose),
                HeldValue("notice_version", _("Version of the notice"), each.notice_version),
                HeldValue("text", _("Text"), each.notice_text),
            ]
            for each in consents_of(session, application_id)
        ),
    )


def _facts(facts: CandidateFacts | None, cv: StoredFile | None) -> ArchiveSection:
    if facts is None:
        return section("facts", _("What you stated about yourself"), [])
    posts = [", ".join(filter(None, map(str, each.values()))) for each in facts.claims]
    record = [
        HeldValue("education", _("Education"), facts.education),
        HeldValue("experience", _("Experience"), facts.experience),
        HeldValue("posts", _("Jobs or roles you have held"), posts),
        HeldValue("links", _("Links to your work"), list(facts.links)),
        HeldValue("cv", _("CV"), cv.original_name if cv else None),
        HeldValue("saved_at", _("Saved"), facts.saved_at),
    ]
    return section("facts", _("What you stated about yourself"), [record])


def _sections(session: Session, application: Application, sitting: Sitting | None) -> ArchiveSection:
    titles = {each.id: localised(each.title) for each in sittings.sections_of(application)}
    clocks = sorted(sitting.sections, key=lambda each: each.started_at) if sitting else []
    note = ""
    if sitting is not None and sitting.receipt_code:
        note = _("Receipt %(code)s", code=sitting.receipt_code)
    return section(
        "sections",
        _("Sections and their time"),
        [
            *(
                [
                    HeldValue("section", _("Section"), titles.get(each.section_id, "")),
                    HeldValue("started_at", _("Started"), each.started_at),
                    HeldValue("closes_at", _("Time over"), each.closes_at),
                    HeldValue("finished_at", _("Finished"), each.finished_at),
                ]
                for each in clocks
            ),
            *(_task_starts(session, application, sitting) if sitting else ()),
        ],
        note,
    )


def _task_starts(session: Session, application: Application, sitting: Sitting) -> Iterator[list[HeldValue]]:
    """Yield when tasks were first opened of which some material comes later: of others nothing is kept."""
    titles = {
        place.item_id: place.title for each in sittings.sections_of(application) for place in each.tasks
    }
    for start in task_starts(session, sitting.id):
        yield [
            HeldValue("task", _("Task"), localised(titles[start.item_id])),
            HeldValue("opened_at", _("Opened"), start.opened_at),
        ]


def _answers(session: Session, application: Application, sitting: Sitting | None) -> ArchiveSection:
    title = _("Your answers, with every earlier version")
    if sitting is None:
        return section("answers", title, [])
    places = {place.key: place for place in sittings.paper_of(session, application)}
    masked = {each.place.key: each for each in masked_parts(session, application.id)}
    records = [
        record
        for held in parts_of(session, sitting.id)
        if (place := places.get((held.item_id, held.part)))
        for record in _versions(place, revisions_of(session, held), masked.get(place.key))
    ]
    return section("answers", title, records)


def _versions(
    place: PaperPart, revisions: Iterable[Revision], masked: MaskedPart | None
) -> Iterator[list[HeldValue]]:
    for each in revisions:
        hidden = masked.hidden if masked is not None and masked.revision == each.revision else ()
        words = kind_of(place.part).in_words(place.part, each.value, current_locale())
        yield [
            HeldValue("task", _("Task"), f"{place.code} {localised(place.task.title)}"),
            HeldValue("part", _("Part"), localised(place.part.title)),
            HeldValue("revision", _("Version"), each.revision),
            HeldValue("saved_at", _("Saved"), each.saved_at),
            HeldValue("words", _("Words"), each.words),
            HeldValue("text", _("Answer"), words),
            HeldValue("hidden", _("Words that reviewers do not read"), ", ".join(hidden)),
        ]


def _referees(session: Session, application_id: int) -> ArchiveSection:
    found = session.scalars(
        select(ReferenceRequest)
        .where(ReferenceRequest.application_id == application_id)
        .order_by(ReferenceRequest.id)
    )
    return section(
        "referees",
        _("People you named"),
        (
            [
                HeldValue("name", _("Name"), each.name),
                HeldValue("organisation", _("Organisation"), each.organisation),
                HeldValue(
                    "relationship",
                    _("Relationship"),
                    _(RELATIONSHIP_NAMES[Relationship(each.relationship_kind)]),
                ),
                HeldValue("named_at", _("Named"), each.created_at),
            ]
            for each in found
        ),
        _("As you stated them. What they wrote is their own: this file holds it only where they allowed it."),
    )
