"""Run openings, invite people, keep what candidates state, and move applications along."""

from hiring.openings.actions.allowances import grant_time
from hiring.openings.actions.applications import (
    StageNotAllowed,
    end_sessions,
    move_to,
    note_progress,
    take_hand_in_back,
    take_scored_back,
)
from hiring.openings.actions.corrections import (
    AddressInUse,
    correct_person,
    person_mark,
)
from hiring.openings.actions.dates import dates_mark, set_dates
from hiring.openings.actions.invitations import (
    AlreadyInvited,
    NotInviting,
    can_be_invited_again,
    invite,
    invite_again,
    invite_all,
    let_expired_go_on,
    revoke_links,
)
from hiring.openings.actions.leaving import (
    CannotReturn,
    ReasonMissing,
    can_take_withdrawal_back,
    invite_or_bring_back,
    remove,
    take_removal_back,
    take_withdrawal_back,
    withdraw,
)
from hiring.openings.actions.links import (
    LinkNotOpen,
    ask_for_links,
    claim_invitation,
    data_link,
    mail_fresh_link,
    opens_data,
    state_of_link,
)
from hiring.openings.actions.mailing import recipient_of, send_about
from hiring.openings.actions.many import (
    barred_addresses,
    forget_invitee,
    invite_again_named,
    invite_many,
    invite_many_again,
    invite_some,
    remind_many,
    remind_some_named,
    start_work_again,
)
from hiring.openings.actions.openings import (
    ClosingRefused,
    OpeningFrozen,
    WordsUnanswered,
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
from hiring.openings.actions.reminders import remind, remind_some
from hiring.openings.actions.reopening import ReopeningRefused, can_be_reopened, reopen_opening
from hiring.openings.actions.sharing import NothingToCopy, can_be_copied, copy_link
from hiring.openings.actions.statements import (
    NothingStated,
    choose_language,
    correct_facts,
    facts_mark,
    forget_unneeded,
    state_facts,
)
from hiring.openings.actions.stopping import resume_use, stop_use
from hiring.openings.actions.telling import news_to, tell_if_expired, tell_some, tell_soon
