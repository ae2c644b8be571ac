"""The tree that a screen reader walks through a report, read back with pikepdf and the text with PDFium."""

import io
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2
from pypdfium2 import raw


@dataclass(frozen=True)
class Part:
    """A part of the tree, with all that is said in it."""

    role: str
    language: str | None
    words: str
    pages: frozenset[int]
    parts: tuple["Part", ...]

    def every(self, role: str | None = None) -> Iterator["Part"]:
        """Yield this part and all below it, from the top; with `role`, those that have it."""
        if role in (None, self.role):
            yield self
        for one in self.parts:
            yield from one.every(role)


def tree_of(pdf: bytes) -> Part:
    """Return the part that holds all others."""
    texts = _texts(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
        return _Reading(numbers, texts).part(opened.Root.StructTreeRoot.K[0])


class _Reading:
    def __init__(self, numbers: dict[tuple[int, int], int], texts: dict[tuple[int, int], str]) -> None:
        self._numbers, self._texts = numbers, texts

    def part(self, element: pikepdf.Dictionary) -> Part:
        said, parts, pages = [], [], set()
        for kid in element.get("/K", []):
            if isinstance(kid, int) or kid.get("/Type") == "/MCR":
                page, number = (element.Pg, kid) if isinstance(kid, int) else (kid.Pg, kid.MCID)
                place = self._numbers[page.objgen], int(number)
                said.append(self._texts.get(place, ""))
                pages.add(place[0])
            elif "/S" in kid:
                one = self.part(kid)
                said.append(one.words)
                parts.append(one)
                pages |= one.pages
        language = str(element.Lang) if "/Lang" in element else None
        words = " ".join(" ".join(said).split())
        return Part(str(element.S), language, words, frozenset(pages), tuple(parts))


def _texts(pdf: bytes) -> dict[tuple[int, int], str]:
    """Return what is written under each number of marked content, by page."""
    texts: dict[tuple[int, int], str] = defaultdict(str)
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document):
        read = page.get_textpage()
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=read):
            texts[number, raw.FPDFPageObj_GetMarkedContentID(one)] += one.extract()
    return texts
