"""What can be masked in a text, and how spans of it are put together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hiring.i18n import N_


class MaskKind(StrEnum):
    """What a masked piece of text says of its writer."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    LINK = "link"
    EMPLOYER = "employer"
    SCHOOL = "school"


#: What stands in a text instead, for who must not read it.
MASKED_AS = {
    MaskKind.NAME: N_("[name]"),
    MaskKind.EMAIL: N_("[email]"),
    MaskKind.PHONE: N_("[phone number]"),
    MaskKind.HANDLE: N_("[account]"),
    MaskKind.LINK: N_("[link]"),
    MaskKind.EMPLOYER: N_("[employer]"),
    MaskKind.SCHOOL: N_("[school]"),
}
#: The same as people choose it.
KIND_NAMES = {
    MaskKind.NAME: N_("Name"),
    MaskKind.EMAIL: N_("Email"),
    MaskKind.PHONE: N_("Phone number"),
    MaskKind.HANDLE: N_("Account"),
    MaskKind.LINK: N_("Link"),
    MaskKind.EMPLOYER: N_("Employer"),
    MaskKind.SCHOOL: N_("School"),
}
#: Where two overlap, what both cover is called as the first of these.
_BEFORE = (
    MaskKind.EMAIL,
    MaskKind.LINK,
    MaskKind.PHONE,
    MaskKind.EMPLOYER,
    MaskKind.SCHOOL,
    MaskKind.HANDLE,
    MaskKind.NAME,
)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text, by the places of its characters, the end not included."""

    start: int
    end: int
    kind: MaskKind

    def touches(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that overlap as one, which is called as the weightier is.

    >>> merged([Span(4, 9, MaskKind.NAME), Span(0, 6, MaskKind.EMAIL)])
    (Span(start=0, end=9, kind=<MaskKind.EMAIL: 'email'>),)
    """
    kept: list[Span] = []
    for span in sorted(spans):
        kept.append(_with(kept.pop(), span) if kept and kept[-1].touches(span) else span)
    return tuple(kept)


def _with(one: Span, other: Span) -> Span:
    kind = min(one.kind, other.kind, key=_BEFORE.index)
    return Span(one.start, max(one.end, other.end), kind)


def pieces(text: str, spans: Sequence[Span]) -> Iterator[str | MaskKind]:
    """Yield the text piece by piece, and of each span, in order and apart, only its kind."""
    place = 0
    for span in spans:
        yield text[place : span.start]
        yield span.kind
        place = max(place, span.end)
    yield text[place:]
