"""What stands over the decision board: what may be concluded from the scores, and what may not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from hiring.db import current_session
from hiring.i18n.choice import number_text
from hiring.openings.judging import LevelsCombined
from hiring.openings.models import Opening
from hiring.standings.models import StandingsRun
from hiring.standings.queries import standings_now, studies_of
from hiring.standings.rules import TOTAL, Conclusion, ErrorMethod, StudySummary, conclusion
from hiring.standings.words import reason_of


@dataclass(frozen=True, slots=True)
class Board:
    """What the newest computing says of all candidates together."""

    run: StandingsRun | None
    waits: bool
    """Something has changed since: it is being computed anew."""
    in_bands: bool
    """Everybody scored is in it, so that the order by bands leaves nobody out."""
    sentence: str = ""
    notes: tuple[str, ...] = ()
    band_sizes: Mapping[int, int] = field(default_factory=dict)

    @property
    def run_id(self) -> int | None:
        return None if self.run is None else self.run.id

    @property
    def has_errors(self) -> bool:
        return self.run is not None and self.run.method is not None


def board_of(opening: Opening, scored: int) -> Board:
    """Return the board of an opening in which so many candidates are scored."""
    now = standings_now(current_session(), opening.id)
    run, waits = now.run, now.waits_since is not None
    if run is None or not run.studies:
        return Board(None, waits, in_bands=False)
    total = studies_of(run)[TOTAL] if TOTAL in run.studies else None
    if total is None:
        return Board(None, waits, in_bands=False)
    return Board(
        run,
        waits,
        in_bands=bool(run.bands) and run.listed == scored,
        sentence=_sentence(run, total),
        notes=tuple(_notes(opening, run, total)),
        band_sizes=dict(enumerate(run.bands, 1)),
    )


def _sentence(run: StandingsRun, total: StudySummary) -> str:
    """Say what may and may not be concluded from the bands."""
    first, second = [*run.bands, 0, 0][:2]
    match conclusion(run.bands, alike=total.alike):
        case Conclusion.NO_ERRORS:
            return _("How exact these scores are cannot be said: %(reason)s.", reason=reason_of(total, _))
        case Conclusion.ALIKE:
            return _(
                "The differences between these scores are no larger than their errors: no difference "
                "between the candidates can be shown."
            )
        case Conclusion.ALL_ONE_BAND:
            said = _("The %(number)s candidates cannot be told apart on this evidence.", number=first)
        case Conclusion.FIRST_BAND:
            said = _("The first %(number)s cannot be told apart on this evidence.", number=first)
        case _:
            said = _("On this evidence the first candidate lies above the second.")
            if second > 1:
                said += " " + _("The next %(number)s cannot be told apart.", number=second)
    if first > run.top:
        said += " " + _("Which of them is better the scores do not say: read the reasons.")
    return said


def _notes(opening: Opening, run: StandingsRun, total: StudySummary) -> list[str]:
    """Say how it was found, how reliable the totals are, and what weakens the comparison."""
    notes = []
    if total.method is not None:
        notes.append(_reliability(total))
    if run.method is not None:
        notes.append(
            _("Below 30 candidates the computing allows for not knowing the sources of error exactly.")
            if run.method == ErrorMethod.BAYES
            else _("The sources of error are estimated from the ratings of all candidates.")
        )
    if run.method is not None and opening.levels_combined == LevelsCombined.MEDIAN:
        notes.append(
            _(
                "Of several levels for one answer the median counts: the errors hold what it adds to those "
                "of means."
            )
        )
    if run.method_changed:
        notes.append(
            _(
                "The method is another one than in the computing before: figures may have moved without any "
                "new rating."
            )
        )
    if run.parts > 1:
        notes.append(
            _(
                "The panel falls into %(number)s parts that share neither a reviewer nor a candidate: "
                "between the parts candidates are compared as if their reviewers were equally strict.",
                number=run.parts,
            )
        )
    return notes


def _reliability(total: StudySummary) -> str:
    if total.reliability is not None:
        return _(
            "Reliability of the totals: %(value)s%(interval)s.",
            value=number_text(total.reliability, 2),
            interval=_between(total.interval),
        )
    if total.interval is not None:
        return _(
            "Reliability of the totals: too few candidates for one figure%(interval)s.",
            interval=_between(total.interval),
        )
    return _("Reliability of the totals: too few to say, as %(reason)s.", reason=reason_of(total, _))


def _between(interval: tuple[float, float] | None) -> str:
    if interval is None:
        return ""
    low, high = (number_text(end, 2) for end in interval)
    return " " + _("(between %(low)s and %(high)s)", low=low, high=high)
