"""What a candidate may state about herself, as checked values. Pure."""

from dataclasses import dataclass

MOST_LINKS = 5
MOST_POSTS = 4
LONGEST_TEXT = 10_000
LONGEST_LINK = 500


@dataclass(frozen=True, slots=True)
class Post:
    """A post held, for a referee to confirm; the years are as the candidate writes them."""

    title: str
    organisation: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class StatedFacts:
    """One saved page of facts."""

    education: str
    experience: str
    posts: tuple[Post, ...] = ()
    links: tuple[str, ...] = ()
    without_cv: bool = False
    """The candidate takes an earlier CV back."""
