"""What a candidate stated about herself, and which referees confirmed it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hiring.dossiers.assembly.language import Language
from hiring.dossiers.values import Facts, StatedFact
from hiring.i18n import N_
from hiring.references.questions import period_text

#: A longer line is running text and not the name of a school or a post.
LONGEST_TITLE = 160
#: With more lines than this a text is shown as one block.
MOST_LINES = 30


class Word(StrEnum):
    """What a referee says about one stated post."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One referee's word on one stated post; `label` is what the dossier calls the referee."""

    label: str
    post: Mapping[str, str]
    word: Word


@dataclass(frozen=True, slots=True)
class Statements:
    """What the candidate wrote and listed."""

    education: str = ""
    experience: str = ""
    posts: tuple[Mapping[str, str], ...] = ()
    links: tuple[str, ...] = ()
    has_cv: bool = False


_PARTLY = N_("%(referee)s (partly)")
_DENIED = N_("Not confirmed by %(referees)s: see the references.")


def facts(stated: Statements, confirmations: Sequence[Confirmation], language: Language) -> Facts:
    """Return the facts; posts come before what was told in running text."""
    posts = [_post(post, confirmations, language) for post in stated.posts if post.get("title")]
    return Facts(
        education=_told(stated.education),
        experience=(*posts, *_told(stated.experience)),
        links=stated.links,
        has_cv=stated.has_cv,
    )


def _post(post: Mapping[str, str], confirmations: Sequence[Confirmation], language: Language) -> StatedFact:
    words = {one.label: one.word for one in confirmations if _same(one.post, post)}
    denied = [label for label, word in words.items() if word is Word.DENIED]
    return StatedFact(
        title=post["title"],
        place=post.get("organisation", ""),
        period=period_text(post.get("start", ""), post.get("end", ""), language.locale),
        note=language.say(_DENIED, referees=", ".join(denied)) if denied else "",
        confirmed_by=tuple(
            label if word is Word.CONFIRMED else language.say(_PARTLY, referee=label)
            for label, word in words.items()
            if word is not Word.DENIED
        ),
    )


def _same(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    keys = ("title", "organisation", "start", "end")
    return all((one.get(key) or "") == (other.get(key) or "") for key in keys)


def _told(text: str) -> tuple[StatedFact, ...]:
    """Return a text line by line; a long line is no title, and too many lines are one block."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        return (StatedFact(title="", note=text.strip()),)
    return tuple(
        StatedFact(title=line) if len(line) <= LONGEST_TITLE else StatedFact(title="", note=line)
        for line in lines
    )
