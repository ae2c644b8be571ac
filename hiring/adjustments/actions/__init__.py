"""Ask for an adjustment, grant it or refuse it, and give minutes back that somebody has lost."""

from hiring.adjustments.actions.giving_back import NoLongerWriting as NoLongerWriting
from hiring.adjustments.actions.giving_back import give_back as give_back
from hiring.adjustments.actions.giving_back import give_back_some as give_back_some
from hiring.adjustments.actions.giving_back import give_back_to_all as give_back_to_all
from hiring.adjustments.actions.requests import AskedAlready as AskedAlready
from hiring.adjustments.actions.requests import NothingAsked as NothingAsked
from hiring.adjustments.actions.requests import NothingToAdjust as NothingToAdjust
from hiring.adjustments.actions.requests import answer_mark as answer_mark
from hiring.adjustments.actions.requests import ask_adjustment as ask_adjustment
from hiring.adjustments.actions.requests import grant_time as grant_time
from hiring.adjustments.actions.requests import refuse_adjustment as refuse_adjustment
