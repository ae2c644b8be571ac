"""Run openings, invite people, keep what candidates state, and move applications along."""

from hiring.openings.actions.allowances import TimeRefused, grant_time
from hiring.openings.actions.applications import (
    StageNotAllowed,
    end_sessions,
    move_to,
    note_progress,
    take_hand_in_back,
    withdraw,
)
from hiring.openings.actions.corrections import (
    AddressInUse,
    PersonErased,
    correct_person,
    person_mark,
)
from hiring.openings.actions.invitations import (
    AlreadyInvited,
    NotInviting,
    can_be_invited_again,
    invite,
    invite_again,
    invite_again_all,
    invite_all,
)
from hiring.openings.actions.links import (
    LinkNotOpen,
    ask_for_links,
    claim_invitation,
    mail_fresh_link,
    state_of_link,
)
from hiring.openings.actions.openings import (
    ClosingRefused,
    OpeningFrozen,
    close_opening,
    closing_mark,
    contact_mark,
    create_opening,
    edit_opening,
    expire_some,
    extend_closing,
    name_contact,
    open_opening,
)
from hiring.openings.actions.people import PeopleRefused, choose_people
from hiring.openings.actions.reopening import ReopeningRefused, can_be_reopened, reopen_opening
from hiring.openings.actions.statements import (
    FactsClosed,
    choose_language,
    facts_mark,
    forget_unneeded,
    state_facts,
)

__all__ = [
    "AddressInUse",
    "AlreadyInvited",
    "ClosingRefused",
    "FactsClosed",
    "LinkNotOpen",
    "NotInviting",
    "OpeningFrozen",
    "PeopleRefused",
    "PersonErased",
    "ReopeningRefused",
    "StageNotAllowed",
    "TimeRefused",
    "ask_for_links",
    "can_be_invited_again",
    "can_be_reopened",
    "choose_language",
    "choose_people",
    "claim_invitation",
    "close_opening",
    "closing_mark",
    "contact_mark",
    "correct_person",
    "create_opening",
    "edit_opening",
    "end_sessions",
    "expire_some",
    "extend_closing",
    "facts_mark",
    "forget_unneeded",
    "grant_time",
    "invite",
    "invite_again",
    "invite_again_all",
    "invite_all",
    "mail_fresh_link",
    "move_to",
    "name_contact",
    "note_progress",
    "open_opening",
    "person_mark",
    "reopen_opening",
    "state_facts",
    "state_of_link",
    "take_hand_in_back",
    "withdraw",
]
