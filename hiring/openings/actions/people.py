"""Choose who works on an opening."""

from sqlalchemy.orm import Session

from hiring.audit.actions import Doer, record_all
from hiring.errors import HiringError, StalePage
from hiring.i18n import N_
from hiring.openings import events, queries
from hiring.openings.completeness import NOT_BLIND, seen_by_two_eyes
from hiring.openings.models import Opening, OpeningMember
from hiring.openings.rules import MOST_IN_ROLE, MemberRole, OpeningState, People, people_mark

_ADDED = {
    MemberRole.HR: events.HrAdded,
    MemberRole.REVIEWER: events.ReviewerAdded,
    MemberRole.HIRING_MANAGER: events.HiringManagerAdded,
}
_REMOVED = {
    MemberRole.HR: events.HrRemoved,
    MemberRole.REVIEWER: events.ReviewerRemoved,
    MemberRole.HIRING_MANAGER: events.HiringManagerRemoved,
}


class PeopleRefused(HiringError):
    """These people cannot work together on one opening."""

    status = 422


_NO_HR = N_("At least one person from HR is needed.")
_NO_HIRING_MANAGER = N_("At least one hiring manager is needed once the opening is open.")
_REVIEWER_STAYS = N_(
    "Reviewers can be added once the opening is open, but not taken out: answers may already be theirs."
)
_TOO_MANY = {
    MemberRole.REVIEWER: N_("At most %(most)s people can be in the panel of an opening."),
    MemberRole.HIRING_MANAGER: N_("At most %(most)s people can be hiring managers of an opening."),
    MemberRole.HR: N_("At most %(most)s people from HR can work on an opening."),
}
_NOT_TO_CHOOSE = N_("Somebody in this list has no such role any more. Please choose again.")


def choose_people(
    session: Session, opening: Opening, people: People, *, seen: str | None = None, by: Doer
) -> None:
    """Have exactly `people` work on the opening.

    `seen` is the mark of whom the sender's page showed; None = whoever works there. Raises StalePage
    when that has changed since, and PeopleRefused.
    """
    session.refresh(opening, ["state"], with_for_update={"key_share": True})
    queries.read_people_again(session, opening)
    before = queries.people_of(opening)
    if seen is not None and seen != people_mark(before) and people_mark(people) != people_mark(before):
        raise StalePage
    _require_sound(opening, before, people)
    deeds: list[object] = []
    for role in MemberRole:
        wanted = people.get(role, frozenset())
        names = queries.people_allowed(session, opening, role, wanted | before[role])
        if not wanted <= names.keys():
            raise PeopleRefused(_NOT_TO_CHOOSE)
        added, removed = sorted(wanted - before[role]), sorted(before[role] - wanted)
        opening.members += [OpeningMember(user=names[user_id], role=role) for user_id in added]
        deeds += [_ADDED[role](opening.id, user_id, names[user_id].name) for user_id in added]
        deeds += [_REMOVED[role](opening.id, user_id, names[user_id].name) for user_id in removed]
    opening.members[:] = [m for m in opening.members if m.user.id in people.get(m.role, frozenset())]
    session.flush()
    if deeds:
        record_all(session, deeds, by=by)


def _require_sound(opening: Opening, before: People, people: People) -> None:
    if not people.get(MemberRole.HR):
        raise PeopleRefused(_NO_HR)
    if seen_by_two_eyes(people):
        raise PeopleRefused(NOT_BLIND)
    for role, most in MOST_IN_ROLE.items():
        wanted = people.get(role, frozenset())
        if len(wanted) > most and not wanted <= before[role]:
            raise PeopleRefused(_TOO_MANY[role], most=most)
    if opening.state == OpeningState.DRAFT:
        return
    if not people.get(MemberRole.HIRING_MANAGER):
        raise PeopleRefused(_NO_HIRING_MANAGER)
    if before[MemberRole.REVIEWER] - people.get(MemberRole.REVIEWER, frozenset()):
        raise PeopleRefused(_REVIEWER_STAYS)
