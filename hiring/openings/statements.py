"""What a candidate may state about herself, as checked values. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit

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


def whole_link(text: str) -> str | None:
    """Return `text` as an address of the web, with https:// where none was typed; None if it is none."""
    text = text.strip()
    if not text or len(text) > LONGEST_LINK or any(c.isspace() or not c.isprintable() for c in text):
        return None
    if "\\" in text or any(c in text for c in "<>\"'`"):
        return None
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or "." not in host.strip(".") or "@" in parts.netloc:
        return None
    return address
