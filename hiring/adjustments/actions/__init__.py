"""Ask for an adjustment, grant it or refuse it, and give minutes back that somebody has lost."""

from hiring.adjustments.actions.giving_back import (
    NoLongerWriting,
    give_back,
    give_back_some,
    give_back_to_all,
)
from hiring.adjustments.actions.requests import (
    AskedAlready,
    NothingAsked,
    NothingToAdjust,
    answer_mark,
    ask_adjustment,
    grant_time,
    refuse_adjustment,
)
