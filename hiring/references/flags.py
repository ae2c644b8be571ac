"""Hints that a referee may not be who is named: each with what may be behind it, for HR to close. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hiring.fingerprints import mark_of
from hiring.i18n import N_
from hiring.references.free_mail import is_free
from hiring.references.mailboxes import (
    holds_name,
    host_of,
    is_firm,
    is_same_mailbox,
    is_same_name_elsewhere,
)
from hiring.references.rules import FlagKind

FLAG_SENTENCES = {
    FlagKind.SAME_MAILBOX: N_("The address reaches the candidate’s own mailbox, in another spelling."),
    FlagKind.SAME_NAME: N_(
        "Before the @ the address is the same as the candidate’s own, at a provider of free e-mail."
    ),
    FlagKind.CANDIDATE_NAME: N_("The address is made of the candidate’s name."),
    FlagKind.STAFF: N_("The address belongs to your own organisation."),
    FlagKind.FREE_MAIL: N_("The referee is said to be at a firm, but answers from a free e-mail address."),
    FlagKind.LIKE_REFEREE: N_(
        "%(percent)s%% of the text is the same, word for word, as in another referee’s answers: %(other)s."
    ),
    FlagKind.LIKE_CANDIDATE: N_(
        "%(percent)s%% of the text is the same, word for word, as in what the candidate wrote."
    ),
    FlagKind.SAME_BROWSER: N_(
        "The form was opened in a browser in which the candidate was at work less than half an hour before "
        "or after."
    ),
}
#: Why it may be all right, for each: read before anybody is suspected.
BENIGN_CAUSES = {
    FlagKind.SAME_MAILBOX: N_(
        "Some providers deliver both spellings to two people. Families and small offices share one mailbox. "
        "A typing error is possible, too."
    ),
    FlagKind.SAME_NAME: N_(
        "Two people may have the same name. Some referees have no mailbox and use one that the candidate "
        "made for them."
    ),
    FlagKind.CANDIDATE_NAME: N_(
        "Relatives and namesakes share names. A community may have an address with the name of whoever "
        "set it up."
    ),
    FlagKind.STAFF: N_(
        "The candidate may have worked with you before: as an intern, a volunteer, a vendor. Several offices "
        "may share one host."
    ),
    FlagKind.FREE_MAIL: N_(
        "Small firms and many people in Indonesia have no other mailbox. Somebody who has left the firm "
        "writes from a private one."
    ),
    FlagKind.LIKE_REFEREE: N_(
        "Colleagues may have talked about it, used the same letter as a pattern, or had the same person "
        "type for them."
    ),
    FlagKind.LIKE_CANDIDATE: N_(
        "Both may quote the same report or poster. A referee may have asked the candidate for notes to "
        "remember the work."
    ),
    FlagKind.SAME_BROWSER: N_(
        "The candidate may have opened the link to try it, or to help somebody who is not used to forms. "
        "Families share a telephone, and offices a computer."
    ),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """One hint. `facts` are what it rests on: it is opened again only when they are others."""

    kind: FlagKind
    facts: Mapping[str, object] = field(default_factory=dict)
    percent: int | None = None
    other_id: int | None = None
    """The request of the other referee whose text it is."""

    @property
    def basis(self) -> str:
        return mark_of({"kind": self.kind, **self.facts})


@dataclass(frozen=True, slots=True)
class Persons:
    """Candidate and referee as they are known, and whether the referee's address is one of staff."""

    candidate: str
    candidate_email: str
    referee: str
    referee_email: str
    organisation: str
    of_staff: bool


def flags_of_address(persons: Persons) -> Iterator[Flag]:
    """Yield what the referee's address gives to look at; nothing of somebody who has none."""
    address, own = persons.referee_email, persons.candidate_email
    if not address:
        return
    facts = {"address": address, "own": own}
    if is_same_mailbox(address, own):
        yield Flag(FlagKind.SAME_MAILBOX, facts)
    elif is_same_name_elsewhere(own, address):
        yield Flag(FlagKind.SAME_NAME, facts)
    elif holds_name(address, persons.candidate, persons.referee):
        names = {"candidate": persons.candidate, "referee": persons.referee}
        yield Flag(FlagKind.CANDIDATE_NAME, {"address": address, **names})
    if persons.of_staff:
        yield Flag(FlagKind.STAFF, {"address": address})
    if is_free(host_of(address)) and is_firm(persons.organisation):
        yield Flag(FlagKind.FREE_MAIL, {"address": address, "organisation": persons.organisation})
