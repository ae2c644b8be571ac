"""What happens to a sitting: begin, save, finish, hand in; by the candidate or by the clock."""

from hiring.sittings.actions.closing import close_section, close_with_opening, resume
from hiring.sittings.actions.extra_time import BEGUN_AGAIN_WITHIN, Given, give_minutes_back, lengthen_running
from hiring.sittings.actions.handing_in import hand_in
from hiring.sittings.actions.packing import keep_pack, note_packed
from hiring.sittings.actions.saving import AnswerRefused, SaveOutcome, Saving, SentAnswer, save_answer
from hiring.sittings.actions.sections import begin_section, finish_section
from hiring.sittings.actions.short_way import save_the_short_way
from hiring.sittings.actions.task_starts import note_task_start
