"""What a rating needs before its review may be locked, and whether a quote occurs in the answer. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum

from hiring.banks.answers import gives_evidence
from hiring.banks.kinds import kind_of
from hiring.banks.parts import AnswerValue, PartOfTask
from hiring.i18n import N_
from hiring.openings.judging import QuotesWanted
from hiring.scoring.rules import SHORTEST_REASON, DraftRating
from hiring.text import visible_only


class Lack(StrEnum):
    """What a rating still needs before its review can be locked."""

    LEVEL = "level"
    REASON = "reason"
    QUOTE = "quote"
    EVIDENCE = "evidence"
    EITHER = "either"
    WHY_NOTHING = "why_nothing"


LACK_SENTENCES = {
    Lack.LEVEL: N_("%(competency)s: choose a level, or the answer below the levels."),
    Lack.REASON: N_("%(competency)s: give a reason of at least %(length)s characters."),
    Lack.QUOTE: N_("%(competency)s: the quote is not in the answer. Copy the words as they stand."),
    Lack.EVIDENCE: N_(
        "%(competency)s: this level needs words of the answer as evidence. Quote some, or say why there is "
        "nothing to quote."
    ),
    Lack.EITHER: N_(
        "%(competency)s: you quote words and say that there is nothing to quote. Empty one of the two."
    ),
    Lack.WHY_NOTHING: N_(
        "%(competency)s: say in at least %(length)s characters why there is nothing to quote."
    ),
}


def lacks(
    competencies: Sequence[str],
    ratings: Sequence[DraftRating],
    answer: str,
    *,
    by_cells: bool,
    quotes: QuotesWanted = QuotesWanted.NONE,
) -> list[tuple[str, Lack]]:
    """Return what is missing, as (competency, what), in the order of the competencies."""
    given = {rating.competency: rating for rating in ratings}
    return [
        (code, lack)
        for code in competencies
        for lack in _lacks_of(given.get(code, DraftRating(code)), answer, quotes, by_cells=by_cells)
    ]


def _lacks_of(rating: DraftRating, answer: str, quotes: QuotesWanted, *, by_cells: bool) -> Iterator[Lack]:
    if not rating.chosen(by_cells=by_cells):
        yield Lack.LEVEL
    if len(rating.reason.strip()) < SHORTEST_REASON:
        yield Lack.REASON
    quote, why_nothing = rating.quote.strip(), rating.nothing_to_quote.strip()
    if quote and not quote_occurs(quote, answer):
        yield Lack.QUOTE
    if quote and why_nothing:
        yield Lack.EITHER
    elif why_nothing and len(why_nothing) < SHORTEST_REASON:
        yield Lack.WHY_NOTHING
    elif not quote and not why_nothing and _needs_a_quote(rating, answer, quotes):
        yield Lack.EVIDENCE


def _needs_a_quote(rating: DraftRating, answer: str, quotes: QuotesWanted) -> bool:
    """Say whether words of the answer are asked for: not where nothing is shown, nor where there are none."""
    if rating.level is None or rating.nothing_shown or not answer.strip():
        return False
    return quotes.asks(rating.level)


def words_to_quote(part: PartOfTask, value: AnswerValue | None) -> str:
    """Return the candidate's own words in a part, as a reviewer may quote them."""
    if value is None or not gives_evidence(part, value):
        return ""
    return kind_of(part).words_to_quote(part, value)


def quote_occurs(quote: str, answer: str) -> bool:
    """Say whether the answer holds these words; "..." may stand for words left out.

    >>> quote_occurs("“surat Ibu ... November”", "Terima kasih atas surat Ibu tanggal 3 November.")
    True
    """
    said, wanted, place = _plain(answer), _plain(quote), 0
    if wanted and wanted in said:
        return True
    pieces = [piece for piece in (_plain(each) for each in re.split(r"\[?(?:…|\.{3})\]?", quote)) if piece]
    for piece in pieces:
        found = said.find(piece, place)
        if found < 0:
            return False
        place = found + len(piece)
    return bool(pieces)


def _plain(text: str) -> str:
    """Return `text` without what a copy may change: white space, shapes of quotes and dashes, capitals.

    What nobody sees goes, too: a soft hyphen is copied from one page and not from another.
    """
    level = unicodedata.normalize("NFC", text).translate(_LEVEL)
    return " ".join(visible_only(" ".join(level.split())).split()).strip("\"' ").casefold()


#: Shapes of one character that word processors, phones and PDFs put in each other's place.
_LEVEL = str.maketrans(
    {
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
