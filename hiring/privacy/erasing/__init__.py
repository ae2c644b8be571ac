"""Let go of what is personal of a candidate or a referee, for good.

Erasing begins with an entry of the trail (`begin_application`, `begin_referee`) in the transaction of whoever
wants it; a worker does the rest. Every step may be done again.
"""

from hiring.privacy.erasing.application import (
    erase_application,
    erase_some_answers,
    mails_of_application,
)
from hiring.privacy.erasing.beginning import (
    ERASE_APPLICATION,
    ERASE_REFEREE,
    RETAIN,
    DataHeld,
    begin_application,
    begin_referee,
)
from hiring.privacy.erasing.change_notes import CHANGE_NOTE, take_note_out_again
from hiring.privacy.erasing.ledger import (
    CONTACT_ALLOWED,
    CONTACT_REFUSED,
    LEDGER,
    OF_CONTACT,
    Erasure,
    erasures_in,
    note_erasure,
)
from hiring.privacy.erasing.mails import FORGET_LAST_MAILS, forget, last_mails_gone, remove_mail_files
from hiring.privacy.erasing.reasons import (
    TAKE_REASON_OUT,
    begin_reason,
    erase_reason,
    mails_of_reason,
    outside_name,
    reason_called,
)
from hiring.privacy.erasing.referee import erase_referee, mails_of_referee
from hiring.privacy.erasing.traces import QUICKLY_WRITTEN, WRITE_ANEW, may_write_anew, write_anew_soon
