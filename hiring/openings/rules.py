"""States of openings, applications and invitations, and what may follow what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from hiring.fingerprints import mark_of
from hiring.i18n import N_


class OpeningState(StrEnum):
    """draft -> open -> closed. Policy, panel size and versions freeze when it opens."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


OPENING_STATE_NAMES = {
    OpeningState.DRAFT: N_("Draft"),
    OpeningState.OPEN: N_("Open"),
    OpeningState.CLOSED: N_("Closed"),
}


class MemberRole(StrEnum):
    """What a member of staff does in one opening."""

    HR = "hr"
    REVIEWER = "reviewer"
    HIRING_MANAGER = "hiring_manager"


#: Who works on one opening, by role: ids of users.
People = Mapping[MemberRole, frozenset[int]]


#: More people than these do not work on one opening: its pages show every one of them.
MOST_IN_ROLE = {MemberRole.REVIEWER: 100, MemberRole.HIRING_MANAGER: 50, MemberRole.HR: 50}
MOST_POSITIONS = 999


def people_mark(people: People) -> str:
    """Return the mark of who works on an opening: what the page of its people shows."""
    return mark_of({role: sorted(people.get(role, ())) for role in MemberRole})


class Stage(StrEnum):
    """Where an application stands."""

    INVITED = "invited"
    CONSENTED = "consented"
    SITTING = "sitting"
    HANDED_IN = "handed_in"
    SCORING = "scoring"
    SCORED = "scored"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"
    """By the candidate, who alone undoes it."""
    REMOVED = "removed"
    """By HR, who alone undoes it."""
    EXPIRED = "expired"
    STOPPED = "stopped"
    """The candidate wants the data to be used no more, and alone undoes it."""


STAGE_NAMES = {
    Stage.INVITED: N_("Invited"),
    Stage.CONSENTED: N_("Consented"),
    Stage.SITTING: N_("Working on the tasks"),
    Stage.HANDED_IN: N_("Handed in"),
    Stage.SCORING: N_("Being scored"),
    Stage.SCORED: N_("Scored"),
    Stage.DECIDED: N_("Decided"),
    Stage.WITHDRAWN: N_("Withdrawn"),
    Stage.REMOVED: N_("Removed"),
    Stage.EXPIRED: N_("Not started"),
    Stage.STOPPED: N_("Not used"),
}

#: Stages in the order of the journey; withdrawn, removed and expired may follow any before decided.
JOURNEY = (
    Stage.INVITED,
    Stage.CONSENTED,
    Stage.SITTING,
    Stage.HANDED_IN,
    Stage.SCORING,
    Stage.SCORED,
    Stage.DECIDED,
)
#: Ended without a decision: nothing more is stored of what the candidate writes.
GONE = frozenset({Stage.WITHDRAWN, Stage.REMOVED, Stage.EXPIRED, Stage.STOPPED})
ENDED = GONE | {Stage.DECIDED}
#: Before this the candidate can still write.
WRITING = frozenset({Stage.INVITED, Stage.CONSENTED, Stage.SITTING})
#: A new link helps them, while the opening takes them: who was too late goes on where they stood.
INVITABLE = WRITING | {Stage.EXPIRED}
#: Handed in and not settled yet: reviewers are asked. "Being scored" begins with the first draft.
UNDER_REVIEW = frozenset({Stage.HANDED_IN, Stage.SCORING})
#: Not begun when the opening closes: too late.
NOT_BEGUN = frozenset({Stage.INVITED, Stage.CONSENTED})


def may_be_decided_about(
    *, decide_before_closing: bool, state: str, closes_at: datetime | None, now: datetime
) -> bool:
    """Say whether people of an opening may be decided on: from the start, or once nobody can come."""
    return decide_before_closing or not accepts_candidates(state, closes_at, now)


def may_be_reopened(state: OpeningState | str, *, decide_before_closing: bool, anybody_decided: bool) -> bool:
    """Say whether an opening may take candidates again once it has closed.

    Not after a decision that had to wait for the end: it compared everybody who could come.
    """
    return state == OpeningState.CLOSED and (decide_before_closing or not anybody_decided)


#: So long HR may take a removal back without saying why, and what is hard to undo waits.
FREELY_TAKEN_BACK = timedelta(minutes=10)


def may_be_taken_back_freely(removed_at: datetime, now: datetime) -> bool:
    """Say whether a removal may still be taken back without a reason."""
    return now < removed_at + FREELY_TAKEN_BACK


#: So many days after closing reviewers are to have rated, unless HR sets another day.
DAYS_TO_REVIEW = 7


@dataclass(frozen=True, slots=True)
class DueDates:
    """Until when others are to be done with an opening, as HR has set it; None where nothing is set."""

    reviews: datetime | None
    decisions: datetime | None


def reviews_due(
    set_to: datetime | None, closes_at: datetime | None, closed_at: datetime | None
) -> datetime | None:
    """Return until when reviewers are to have rated: as HR has set, or counted from closing, by hand too."""
    if set_to is not None or closes_at is None:
        return set_to
    return min(closes_at, closed_at or closes_at) + timedelta(days=DAYS_TO_REVIEW)


def may_follow(stage: Stage, new: Stage) -> bool:
    """Say whether an application at `stage` may move to `new`: only forwards, or out."""
    if stage in ENDED:
        return False
    if new in GONE:
        return True
    return JOURNEY.index(new) > JOURNEY.index(stage)


def accepts_candidates(
    state: OpeningState | str,
    closes_at: datetime | None,
    now: datetime,
    own_closes_at: datetime | None = None,
) -> bool:
    """Say whether people can be invited and can begin.

    `own_closes_at` is the later closing moment that HR has granted one candidate, for whom it is asked.
    """
    if own_closes_at is not None and state != OpeningState.DRAFT and now < own_closes_at:
        return True
    return state == OpeningState.OPEN and closes_at is not None and now < closes_at


#: What HR can grant one candidate at most.
MOST_EXTRA_PER_CENT, MOST_EXTRA_MINUTES, MOST_BREAK_MINUTES = 200, 240, 480


@dataclass(frozen=True, slots=True)
class GrantedTime:
    """What HR has granted one candidate who needs it: HR and the candidate know, reviewers never do."""

    per_cent: int = 0
    """Extra time in every section, in per cent of its minutes."""
    minutes: int = 0
    """Extra minutes in every section, added to that."""
    break_minutes: int = 0
    """For so long after a section the next may be begun, although the opening has closed meanwhile."""
    closes_at: datetime | None = None
    """Until when this candidate may begin, where that is later than for everybody."""

    def minutes_of(self, minutes: int) -> int:
        """Return how long a section of `minutes` lasts for this candidate, in whole minutes, rounded up.

        >>> GrantedTime(per_cent=25, minutes=5).minutes_of(30)
        43
        """
        return -(-minutes * (100 + self.per_cent) // 100) + self.minutes

    @property
    def anything(self) -> bool:
        return self != NOTHING_GRANTED


NOTHING_GRANTED = GrantedTime()


#: The rule by which scores are made in openings that are opened now, and the one of the first openings.
#: Which figures come out of it is the business of `hiring.scoring.score_rules`.
SCORE_RULE_NOW, FIRST_SCORE_RULE = "cells", "task-means"


#: The address of whoever was erased ends so: nobody can be written to there.
ERASED_ADDRESS = "@erased.invalid"
#: So much of a name, an address and a code is looked at when a table is ordered and searched.
LONGEST_LISTED = 400


def listed_as(name: str, email: str, code: str) -> str:
    """Return what HR's table is ordered by and searched in: the name first, in small letters."""
    return f"{name} {email} {code}".lower()[:LONGEST_LISTED]


class InvitationState(StrEnum):
    """Only the newest invitation of an application can be claimed."""

    SENT = "sent"
    CLAIMED = "claimed"
    REVOKED = "revoked"


class LinkState(StrEnum):
    """What somebody finds who follows the link of an invitation."""

    WORKS = "works"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"
    CLOSED = "closed"
    """The opening took no more candidates before this one had begun."""
    WITHDRAWN = "withdrawn"
    REMOVED = "removed"


#: Why a link lets nobody in, as the trail says it.
WHY_REFUSED = {
    LinkState.USED: N_("it was used already, in another browser"),
    LinkState.REVOKED: N_("a newer link has replaced it"),
    LinkState.EXPIRED: N_("its time is over"),
    LinkState.CLOSED: N_("the opening has closed"),
    LinkState.WITHDRAWN: N_("the application was withdrawn"),
    LinkState.REMOVED: N_("HR had removed the candidate"),
}


def link_state(
    invitation: InvitationState | str,
    expires_at: datetime,
    stage: Stage | str,
    *,
    accepting: bool,
    now: datetime,
) -> LinkState:
    """Return what the link of an invitation leads to; `accepting` = the opening takes candidates.

    Whoever has withdrawn comes in while it does: to take that back.
    """
    if stage == Stage.REMOVED:
        return LinkState.REMOVED
    if stage == Stage.WITHDRAWN and not accepting:
        return LinkState.WITHDRAWN
    if invitation == InvitationState.REVOKED:
        return LinkState.REVOKED
    if stage == Stage.EXPIRED or (stage in NOT_BEGUN and not accepting):
        return LinkState.CLOSED
    if now >= expires_at:
        return LinkState.EXPIRED
    return LinkState.USED if invitation == InvitationState.CLAIMED else LinkState.WORKS


#: Between two reminders to the same person there is at least this much time, whoever sends them.
REMINDER_REST = timedelta(days=1)
#: So many days before the closing moment the program can remind by itself; 0 = it does not.
REMIND_DAYS = (0, 1, 2, 3, 5, 7)

#: How near to an expert a reviewer may be asked to come before marking a task, in levels; None = not at all.
CALIBRATION_CHOICES = (None, 1, 0)
CALIBRATION_OF_NEW_OPENINGS = 1


class NotReminded(StrEnum):
    """Why somebody is not reminded."""

    DONE = "done"
    CLOSED = "closed"
    LINKLESS = "linkless"
    LATELY = "lately"


NOT_REMINDED_SENTENCES = {
    NotReminded.DONE: N_("has handed in, or the application has ended"),
    NotReminded.CLOSED: N_("the opening takes no more candidates"),
    NotReminded.LINKLESS: N_("has no link that works; invite again instead"),
    NotReminded.LATELY: N_("was reminded less than a day ago"),
}


def why_not_reminded(
    stage: Stage | str,
    *,
    link_works: bool,
    may_begin: bool,
    reminded_at: datetime | None,
    now: datetime,
) -> NotReminded | None:
    """Return why a candidate is not reminded now, or None: who can still write, by a link that works."""
    if stage not in WRITING:
        return NotReminded.DONE
    if not may_begin:
        return NotReminded.CLOSED
    if not link_works:
        return NotReminded.LINKLESS
    lately = reminded_at is not None and now - reminded_at < REMINDER_REST
    return NotReminded.LATELY if lately else None


class CopiedText(StrEnum):
    """What HR copies for a messenger, with the candidate's link in it."""

    INVITATION = "invitation"
    REMINDER = "reminder"


COPIED_TEXT_NAMES = {
    CopiedText.INVITATION: N_("an invitation"),
    CopiedText.REMINDER: N_("a reminder"),
}


class News(StrEnum):
    """What candidates are told has happened to their opening or application, by the name of the mail."""

    MOVED = "closing_moved"
    CLOSED = "opening_closed"
    EXPIRED = "application_expired"
    """The clock closed the opening, or their own later closing moment has passed."""
    REMOVED = "application_ended"
    WITHDRAWN = "withdrawal_receipt"
