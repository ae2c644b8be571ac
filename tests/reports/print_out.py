"""Reports rendered once for all tests of a process, and read back with poppler."""

import re
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2

from hiring.dossiers.canonical import dossier_as_json
from hiring.dossiers.values import ReportLocale
from hiring.reports.pdf import render_in_child
from tests.factories import dossiers

VERIFY_URL = "https://recruiting.example/verify/HR-7F3K-2M9Q"


@cache
def printed(kind: str, locale: ReportLocale) -> bytes:
    """Return the PDF of the sample dossier `kind`."""
    dossier = getattr(dossiers, kind)(locale)
    return render_in_child(dossier_as_json(dossier), verify_url=VERIFY_URL)


def pages_of(pdf: bytes) -> list[str]:
    """Return the words of each page in the order they are written, with single spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def words_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def facts_about(pdf: bytes) -> dict[str, str]:
    """Return what pdfinfo says of the file."""
    lines = _poppler("pdfinfo", "-isodates", "-", pdf=pdf).decode().splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


@dataclass(frozen=True)
class Line:
    words: str
    size: int
    colour: str
    bold: bool

    @property
    def is_heading(self) -> bool:
        """Headings are large and teal, or as large as the text and bold from end to end."""
        return self.size >= 20 or (self.bold and self.size >= 15)


def lines_of(pdf: bytes, folder: Path) -> list[list[Line]]:
    """Return the lines of each page from top to bottom, with how they are set."""
    (folder / "report.pdf").write_bytes(pdf)
    _poppler("pdftohtml", "-xml", "-i", "-q", str(folder / "report.pdf"), str(folder / "report"))
    written = (folder / "report.xml").read_text("utf-8")
    tree = ElementTree.fromstring(re.sub(r"<!DOCTYPE[^>]*>", "", written))
    fonts = {one.attrib["id"]: one.attrib for one in tree.iter("fontspec")}
    return [
        [_line(text, fonts[text.attrib["font"]]) for text in _from_the_top(page)]
        for page in tree.iter("page")
    ]


def _from_the_top(page: ElementTree.Element) -> list[ElementTree.Element]:
    return sorted(page.iter("text"), key=lambda text: (int(text.attrib["top"]), int(text.attrib["left"])))


def _line(text: ElementTree.Element, font: dict[str, str]) -> Line:
    words = "".join(text.itertext()).strip()
    bold = "".join("".join(part.itertext()) for part in text.iter("b")).strip() == words
    return Line(words, int(font["size"]), font["color"], bold)


def _poppler(*command: str, pdf: bytes = b"") -> bytes:
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
