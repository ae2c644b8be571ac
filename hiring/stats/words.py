"""The language of the table: sentences from the catalogue, numbers as the reader writes them."""

from typing import Any

from hiring.i18n import N_
from hiring.i18n.formatting import write_number
from hiring.i18n.translations import translations_for
from hiring.psychometrics import Estimate, Undefined
from hiring.psychometrics.estimates import Answer, Interval

#: What each effect is called by people who never heard of G theory.
SOURCES = {
    "p": N_("Candidates"),
    "t": N_("Tasks"),
    "r": N_("Raters"),
    "pt": N_("Candidate × task"),
    "pr": N_("Candidate × rater"),
    "tr": N_("Task × rater"),
    "ptr": N_("Everything else"),
    "residual": N_("Everything else"),
    "task": N_("Tasks"),
    "mean": N_("The general mean"),
}

UNDEFINED = N_("not defined, because %(reason)s")


class Vocabulary:
    """Says things in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = translations_for(language)
        self._told: set[str] = set()
        self._notes: dict[str, int] = {}

    def say(self, sentence: str, **values: Any) -> str:
        """Return `sentence` in this language, filled in with `values`."""
        translated: str = self._catalogue.gettext(sentence)
        return translated % values if values else translated

    def once(self, sentence: str) -> str:
        """Return `sentence`, or nothing where it was told before: what a figure means is not said twice."""
        if sentence in self._told:
            return ""
        self._told.add(sentence)
        return sentence

    def noted(self, refusal: Undefined) -> tuple[str, str]:
        """Return the number of a reason, and the reason itself where it is told for the first time."""
        reason = self.undefined(refusal)
        known = reason in self._notes
        return f"({self._notes.setdefault(reason, len(self._notes) + 1)})", "" if known else reason

    def count(self, singular: str, plural: str, number: int) -> str:
        """Return e.g. "3 tasks"; the sentences hold %(num)s."""
        return self.say(singular if number == 1 else plural, num=self.number(number, 0))

    def counts(self, candidates: int, tasks: int, raters: int) -> list[str]:
        """Return e.g. "12 candidates", "4 tasks", "3 raters"."""
        return [
            self.count(N_("%(num)s candidate"), N_("%(num)s candidates"), candidates),
            self.count(N_("%(num)s task"), N_("%(num)s tasks"), tasks),
            self.count(N_("%(num)s rater"), N_("%(num)s raters"), raters),
        ]

    def number(self, value: float, decimals: int = 2) -> str:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        rounded = round(value, decimals) + 0.0  # never −0
        return write_number(rounded, self.language, pattern + ";−" + pattern)

    def signed(self, value: float) -> str:
        """Return e.g. "+0.31" or "−0.20"."""
        rounded = round(value, 2)
        return ("+" if rounded > 0 else "−" if rounded < 0 else "") + self.number(abs(rounded))

    def percent(self, share: float) -> str:
        return f"{self.number(100 * share, 0)}%"

    def reason(self, refusal: Undefined) -> str:
        named = {
            key: self.say(SOURCES[str(value)]) for key, value in refusal.values.items() if value in SOURCES
        }
        return self.say(refusal.sentence, **{**refusal.values, **named})

    def undefined(self, refusal: Undefined) -> str:
        return self.say(UNDEFINED, reason=self.reason(refusal))

    def figure(self, answer: Estimate, *, percent: bool = False) -> str:
        """Return the value of `answer`."""
        return self.percent(answer.value) if percent else self.number(answer.value)

    def between(self, interval: Interval | None, *, percent: bool = False) -> str:
        """Return e.g. "(0.41 to 0.78)", or nothing."""
        if interval is None:
            return ""
        low, high = (self.percent(end) if percent else self.number(end) for end in interval)
        return self.say(N_("(%(low)s to %(high)s)"), low=low, high=high)

    def short(self, answer: Answer, *, percent: bool = False) -> str:
        """Return the value of `answer`, or a dash: for cells whose reason is told elsewhere."""
        return self.figure(answer, percent=percent) if isinstance(answer, Estimate) else "–"
