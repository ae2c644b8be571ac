"""Name referees, ask them, answer as one."""

from hiring.references.actions.answering import (
    RequestEnded,
    agree,
    decline,
    give_reference,
    keep_draft,
    open_request,
    page_mark,
    texts_begun,
    was_taken_by_telephone,
)
from hiring.references.actions.asking import (
    NoReferenceForm,
    NotAgain,
    NotToBeContacted,
    TooSoon,
    ask_referees,
    ask_soon,
    remind,
    remind_when_due,
    send_again,
)
from hiring.references.actions.browsers import FORGET_BROWSERS, forget_browsers, note_candidate_after
from hiring.references.actions.contact import (
    NOTE_CONTACT,
    allow_contact,
    decline_for_good,
    refuse_contact,
    repeat_allowance,
    repeat_refusal,
)
from hiring.references.actions.correcting import RefereeNamedAlready, correct_referee, referee_mark
from hiring.references.actions.ending import (
    call_off,
    cancel_open_requests,
    cancel_request,
    expire_when_due,
    spare_removed,
)
from hiring.references.actions.excuses import ExcuseSettled, accept_excuse, ask_again
from hiring.references.actions.flags import HintSettled, close_flag, look_at_referee
from hiring.references.actions.naming import name_referees, referees_mark
from hiring.references.actions.sharing import can_be_copied, copy_request
from hiring.references.actions.stopping import resume_use_of, stop_use_of
from hiring.references.actions.telephone import (
    AnsweredMeanwhile,
    begin_by_telephone,
    can_be_called,
    give_by_telephone,
    keep_page,
    note_call,
    note_refusal_for_good,
    note_too_late,
    telephone_mark,
)
