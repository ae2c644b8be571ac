"""A dossier set as an accessible PDF. Loads the PDF engine: only `hiring.reports.render` imports this."""

import tempfile
from functools import cache
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from hiring.dossiers.values import Dossier
from hiring.paths import STATIC
from hiring.reports import fonts, html
from hiring.reports.fetching import OnlyOurs
from hiring.reports.pdf_accessibility import finisher

#: For archives; the finisher makes it PDF/UA-1, too.
_VARIANT = "pdf/a-2a"


def render_pdf(dossier: Dossier, *, verify_url: str) -> bytes:
    """Return the PDF/A-2a and PDF/UA-1 of `dossier`; the same bytes for the same dossier.

    That holds while SOURCE_DATE_EPOCH is set.
    """
    page = html.compose(dossier, verify_url=verify_url)
    titles = {chapter.anchor: chapter.title for chapter in page.chapters}
    return _typeset(page.html, titles, bytes.fromhex(page.fingerprint)[:16], logo=dossier.logo)


def render_blank() -> bytes:
    """Return a PDF of one word: proof that everything a report needs is there."""
    return _typeset('<html lang="en"><title>Ready</title><p>Ready', {}, b"")


def warm_up() -> None:
    """Do once what every report needs: read the style, the glyphs and the templates.

    No fonts are set up here: Pango may start a thread for them, and a process
    with threads must not be forked.
    """
    _style()
    _faces()
    html.warm_up()


@cache
def _style() -> CSS:
    text = (STATIC / "report.css").read_text("utf-8")
    return CSS(string=text, base_url=None, url_fetcher=OnlyOurs())


@cache
def _faces() -> tuple[fonts.Face, ...]:
    """Cut the fonts once for all reports of this process, into a folder that goes when it ends."""
    return fonts.static_faces(Path(tempfile.mkdtemp(prefix="faces-")))


def _typeset(
    html: str, chapter_titles: dict[str, str], identifier: bytes, *, logo: str | None = None
) -> bytes:
    font_config = FontConfiguration()
    used = (*_faces(), *fonts.script_faces(html))
    fetcher = OnlyOurs((face.path for face in used), logo=logo)
    faces = CSS(string=fonts.font_faces(used), base_url=None, font_config=font_config, url_fetcher=fetcher)
    document = HTML(string=html, base_url=None, url_fetcher=fetcher).render(
        font_config, stylesheets=[faces, _style()], pdf_variant=_VARIANT
    )
    written = document.write_pdf(
        finisher=finisher(chapter_titles), pdf_variant=_VARIANT, pdf_identifier=identifier
    )
    return bytes(written)
