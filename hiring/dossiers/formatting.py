"""Dates, figures and fixed words of a report in the reader's language; shared by page and PDF."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from markupsafe import Markup

from hiring.dossiers.behind_scores import NoErrorReason
from hiring.dossiers.beside_tasks import JoinedCompetency
from hiring.dossiers.values import NotMeasuredReason, UnratedCell, Weight
from hiring.i18n import N_
from hiring.i18n.formatting import write_day, write_list, write_number, write_percent, write_time
from hiring.interviews.rules import WHOLE_SHARE
from hiring.scoring.scores import CellKind, Excuse, Gap

OUTCOMES = {
    "offer": N_("Offer the position"),
    "advance": N_("Advance to the next step"),
    "reserve": N_("Keep in reserve"),
    "reject": N_("Not taken further"),
}
NOT_MEASURED = {
    NotMeasuredReason.NO_TASK: N_("No task of this assessment measures it."),
    NotMeasuredReason.NO_ANSWER: N_("The candidate did not answer the tasks that measure it."),
    NotMeasuredReason.NO_EVIDENCE: N_("The reviewers found no evidence for it in the answers."),
    NotMeasuredReason.EXCUSED: N_("Every task that measures it is excused: the candidate is not to blame."),
    NotMeasuredReason.LEFT_OPEN: N_("The candidate did not answer this question."),
    NotMeasuredReason.NOT_RATED: N_("Not all answers have been rated yet."),
}
NOT_ANSWERED = N_("not answered: counts as level 1")
#: What stands in a cell without raters, by why it is so.
UNRATED = {
    None: N_("marked with the answer key: %(level)s"),
    Gap.LEFT_EMPTY: NOT_ANSWERED,
    Gap.NOT_REACHED: N_("not reached before the time ran out: counts as level 1"),
    Gap.NOT_BEGUN: N_("not answered, the section was never begun: counts as level 1"),
    Excuse.FOR_ALL: N_("excused for everybody: does not count"),
    Excuse.FOR_CANDIDATE: N_("excused for a cause outside the candidate: does not count"),
    Excuse.NOT_JUDGED: N_("excused, no reviewer could judge it: does not count"),
    Excuse.NOT_RATED: N_("excused, nobody rated it: does not count"),
}
#: Why a score stands without its error.
NO_ERROR = {
    NoErrorReason.NOT_COMPUTED: N_("How exact this score is has not been computed yet."),
    NoErrorReason.NEWER_SCORE: N_("How exact this score is has not been computed since it changed."),
    NoErrorReason.TOO_FEW: N_("How exact this score is cannot be said: there are too few ratings."),
    NoErrorReason.MEDIAN: N_("No standard error is computed where the median of several levels counts."),
}
WHY_FURTHER = {"apart": N_("levels far apart"), "cut": N_("on two sides of the cut")}
CALIBRATED = {
    "reached": N_("near enough"),
    "waved_through": N_("not near enough; HR allowed marking all the same"),
    "missed": N_("not near enough"),
    "to_rate": N_("not completed"),
}
#: Never 0 or 100%, which no evidence bears.
_HARDLY, _NEARLY = Decimal("0.01"), Decimal("0.99")
#: Where a competency comes from, in a total after tasks and interviews.
SHARES = {
    0: N_("From tasks alone: %(names)s."),
    WHOLE_SHARE: N_("From the interview alone: %(names)s."),
}
SHARED = N_("%(share)s from the interview and %(rest)s from tasks: %(names)s.")
BY_PROVISIONAL_KEY = N_("marked with an answer key that is still provisional: %(level)s")
_NO_SCORE = "–"
#: With more lines than this an answer would fill dozens of pages with almost nothing.
MOST_LINES = 1000


class Wording:
    """How values are written for one reader: a language and a time zone."""

    def __init__(self, locale: str, zone: str, translate: Callable[[str], str]) -> None:
        self._locale = locale
        self._zone = zone
        self._translate = translate

    def score(self, value: Decimal | None) -> str:
        """Write a score with two decimals; a dash where there is none."""
        return _NO_SCORE if value is None else write_number(value, self._locale, "0.00")

    def number(self, value: Decimal | int) -> str:
        return write_number(value, self._locale, "#,##0.##")

    def percent(self, value: Decimal) -> str:
        return write_percent(value / 100, self._locale)

    def chance(self, value: Decimal) -> str:
        """Write a probability: below 1%, above 99%, or in whole per cent."""
        if value < _HARDLY:
            return "< 1%"
        return "> 99%" if value > _NEARLY else self.percent(value * 100)

    def no_error(self, reason: NoErrorReason) -> str:
        return self._translate(NO_ERROR[reason])

    def why_further(self, why: str) -> str:
        return self._translate(WHY_FURTHER[why])

    def calibrated(self, state: str) -> str:
        return self._translate(CALIBRATED[state])

    def weights(self, weights: Iterable[Weight]) -> str:
        return self.listed(f"{weight.name} {self.percent(weight.percent)}" for weight in weights)

    def day(self, iso: str) -> str:
        return write_day(datetime.fromisoformat(iso).astimezone(ZoneInfo(self._zone)).date(), self._locale)

    def moment(self, iso: str) -> str:
        """Write day, time and the name of the zone: 21 November 2026, 23.59 WIB."""
        return f"{self.day(iso)}, {write_time(datetime.fromisoformat(iso), self._zone, self._locale)}"

    def listed(self, words: Iterable[str]) -> str:
        """Join `words` as a sentence does, with "and" before the last."""
        return write_list(words, self._locale)

    def outcome(self, outcome: str) -> str:
        return self._translate(OUTCOMES[outcome])

    def not_measured(self, reason: NotMeasuredReason) -> str:
        return self._translate(NOT_MEASURED[reason])

    def share(self, share: int | None) -> str:
        """Write how many per cent the interviews gave; a dash where neither of the two measured it."""
        return _NO_SCORE if share is None else self.percent(Decimal(share))

    def shares(self, competencies: Iterable[JoinedCompetency]) -> str:
        """Say in words how much of each competency came from the interview."""
        by_share: dict[int, list[str]] = {}
        for one in competencies:
            if one.share is not None:
                by_share.setdefault(one.share, []).append(one.name)
        return " ".join(
            self._translate(SHARES.get(share, SHARED))
            % {
                "names": self.listed(names),
                "share": self.share(share),
                "rest": self.share(WHOLE_SHARE - share),
            }
            for share, names in sorted(by_share.items())
        )

    def unrated(self, cell: UnratedCell) -> str:
        """Say what stands in a cell that no rater gave, in the words of the glossary."""
        if cell.kind == CellKind.NOT_ANSWERED:
            return self._translate(UNRATED[Gap(cell.why)] if cell.why else NOT_ANSWERED)
        sentence = UNRATED[Excuse(cell.why) if cell.why else None]
        if cell.provisional:
            sentence = BY_PROVISIONAL_KEY
        return self._translate(sentence) % {"level": self.score(cell.level)}

    def lang(self, language: str | None) -> Markup:
        """Return the attribute of an element in another language than the report's, else nothing."""
        other = language is not None and language != self._locale
        return Markup(' lang="{}"').format(language) if other else Markup()

    @staticmethod
    def paragraphs(text: str) -> list[str]:
        """Split `text` at its empty lines; the line ends inside a paragraph stay.

        A text of endlessly many lines becomes one paragraph, with ¶ where each line ended.
        """
        lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
        if Wording.has_too_many_lines(text):
            filled = [line for line in lines if line]
            return [" ¶ ".join(filled)] if filled else []
        return [part.strip("\n") for part in "\n".join(lines).split("\n\n") if part.strip()]

    @staticmethod
    def has_too_many_lines(text: str) -> bool:
        return text.count("\n") > MOST_LINES
