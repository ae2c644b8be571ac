"""What can be wrong with a file of ratings, as sentences that name the row."""

from dataclasses import dataclass
from typing import Any

from hiring.i18n import N_

#: After this many faults the file needs another look as a whole; the others are counted.
MOST_FAULTS = 20

NOT_UTF8 = N_("The file is not UTF-8 text from row %(row)d on. Save it as “CSV UTF-8”.")
NOT_A_WORKBOOK = N_("The file looks like an XLSX workbook, but it cannot be opened as one.")
EMPTY = N_("The file is empty.")
NO_RATINGS = N_("The file holds no ratings.")
MISSING_COLUMN = N_("Row 1: the column “%(column)s” is missing. The columns are: %(columns)s.")
DOUBLE_COLUMN = N_("Row 1: the column “%(column)s” comes twice.")
UNREADABLE = N_("Row %(row)d: it cannot be read as CSV. Look for a quotation mark without its partner.")
WRONG_LENGTH = N_("Row %(row)d: it has %(cells)d columns, and the heading has %(columns)d.")
NO_NAME = N_("Row %(row)d: the column “%(column)s” is empty.")
NO_NUMBER = N_("Row %(row)d: the rating “%(rating)s” is not a number. No evidence is left blank, or NE.")
OUTSIDE = N_("Row %(row)d: the rating %(rating)s lies outside the scale %(lowest)s to %(highest)s.")
TOO_MANY = N_(
    "The column “%(column)s” holds %(number)d different names; more than %(most)d cannot be compared. "
    "Is it the right column?"
)
TWICE = N_("Row %(row)d: the same candidate, task, rater and competency as in row %(first)d.")
NO_SUCH_WORD = N_("Row %(row)d: the column “%(column)s” holds “%(word)s”. It takes: %(words)s.")
SEVERAL_RULES = N_(
    "Row %(row)d: the rule is “%(rule)s” here and “%(other)s” above; scores of two rules are not compared."
)
NAMES_A_RATER = N_(
    "Row %(row)d: “%(kind)s” is a level that nobody gave, so the column “rater” must be empty."
)
HAS_A_RATING = N_("Row %(row)d: “%(kind)s” counts nowhere, so the column “rating” must be empty.")
LACKS_A_RATING = N_("Row %(row)d: “%(kind)s” needs a rating.")
NOT_THE_LOWEST = N_("Row %(row)d: “%(kind)s” counts as %(lowest)s, so the rating %(rating)s is wrong.")
NO_WEIGHT = N_(
    "The competency “%(competency)s” has no weight. Give one to each, such as --weights %(example)s."
)


@dataclass(frozen=True, slots=True)
class TableProblem:
    """Something wrong with the file: a sentence as translators know it, and what fills it in."""

    sentence: str
    values: dict[str, Any]


class UnreadableRatings(Exception):
    """The file cannot be used; `faults` are the first of `number`."""

    def __init__(self, faults: list[TableProblem], number: int | None = None) -> None:
        super().__init__(faults)
        self.faults, self.number = faults[:MOST_FAULTS], len(faults) if number is None else number
