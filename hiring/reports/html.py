"""A dossier as one HTML page, ready to be set: knows Jinja and the catalogues, not the PDF engine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import attrgetter

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from hiring.dossiers.canonical import content_hash, dossier_as_json, dossier_from_json
from hiring.dossiers.charts import score_rows
from hiring.dossiers.formatting import Wording
from hiring.dossiers.how_made import HowMade, how_made
from hiring.dossiers.values import Dossier
from hiring.i18n import LOCALES, N_
from hiring.i18n.localised import at_place
from hiring.i18n.translations import translations_for
from hiring.paths import TEMPLATES
from hiring.reports.fonts import FACE, drawable
from hiring.reports.layout_hints import with_layout_hints
from hiring.reports.printable_text import visible


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the report that its table of contents lists."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A section of the report, drawn by a template of `reports/sections`; a title makes it a chapter."""

    template: str
    anchor: str = ""
    title: str = ""
    only_with: Callable[[Dossier], object] | None = None
    """What must be there; None: it is never left out."""


#: Every competency is a chapter of its own.
COMPETENCIES = ReportSection("competencies")
#: In the order of the report.
SECTIONS = (
    ReportSection("cover"),
    ReportSection("summary", "summary", N_("Summary")),
    ReportSection("decision", "decision", N_("Decision")),
    COMPETENCIES,
    ReportSection(
        "keyed_tasks", "keyed", N_("Tasks marked with an answer key"), only_with=attrgetter("keyed_tasks")
    ),
    ReportSection("interview", "interview", N_("Interview"), only_with=attrgetter("interview")),
    ReportSection("references", "references", N_("References")),
    ReportSection("facts", "facts", N_("Facts stated by the candidate")),
    ReportSection("panel", "panel", N_("How the panel worked"), only_with=attrgetter("behind")),
    ReportSection("not_measured", "not-measured", N_("What was not measured")),
    ReportSection("made", "made", N_("How this score was made"), only_with=attrgetter("behind")),
    ReportSection("provenance", "provenance", N_("How this report came about")),
    ReportSection("answers", "answers", N_("Annex: the candidate's answers")),
)


@dataclass(frozen=True, slots=True)
class Composition:
    html: str
    chapters: tuple[Chapter, ...]
    fingerprint: str


def compose(dossier: Dossier, *, verify_url: str) -> Composition:
    """Return the page for `dossier`; what no font can draw is written out before."""
    fingerprint, logo = content_hash(dossier), dossier.logo
    glyphs = drawable()
    dossier = dossier_from_json(dossier_as_json(dossier), shown=lambda text: visible(text, glyphs))
    translations, environment = translations_for(dossier.locale), _environment(dossier.locale)
    sections = [each for each in SECTIONS if each.only_with is None or each.only_with(dossier)]
    chapters = tuple(_chapters(sections, dossier, translations.gettext))
    html = environment.get_template("reports/pdf.html").render(
        dossier=dossier,
        made=how_made(dossier),
        logo=logo,
        sections=sections,
        chapters=chapters,
        wording=_wording(dossier),
        score_rows=score_rows(dossier.competencies),
        fingerprint=fingerprint,
        verify_url=verify_url,
        qr=qr_code(verify_url),
    )
    return Composition(with_layout_hints(html), chapters, fingerprint)


def compose_one_page(dossier: Dossier, *, verify_url: str, **page: object) -> str:
    """Return what `dossier` says as a page for one sheet: `page` is what only its address and state tell."""
    environment = _environment(dossier.locale)
    return environment.get_template("reports/one_page.html").render(
        dossier=dossier,
        wording=_wording(dossier),
        fingerprint=content_hash(dossier),
        verify_url=verify_url,
        qr=qr_code(verify_url),
        **page,
    )


def compose_how_made(made: HowMade, **page: object) -> str:
    """Return how scores were made as a page of its own, for the candidate."""
    wording = Wording(made.locale, made.opening.zone, translations_for(made.locale).gettext)
    template = _environment(made.locale).get_template("reports/how_made.html")
    return template.render(made=made, wording=wording, to_candidate=True, **page)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code as runs of dark squares: `path` is the `d` of an SVG path of unit squares."""

    size: int
    path: str


def qr_code(text: str) -> QrCode:
    symbol = segno.make(text, error="m", micro=False)
    rows = list(symbol.matrix_iter(border=0))
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return QrCode(len(rows), "".join(dark))


def warm_up() -> None:
    """Read what every report needs: the glyphs of the fonts, the catalogues, the templates."""
    drawable()
    for locale in LOCALES:
        environment = _environment(locale)
        for name in environment.list_templates(filter_func=_is_of_a_report):
            environment.get_template(name)


def _is_of_a_report(name: str) -> bool:
    if name == "reports/pdf.html" or name.startswith("reports/sections/"):
        return True  # the others are pages
    return name.startswith("kinds/") and name.endswith("/report.html")


def _wording(dossier: Dossier) -> Wording:
    return Wording(dossier.locale, dossier.opening.zone, translations_for(dossier.locale).gettext)


@cache
def _environment(locale: str) -> Environment:
    translations = translations_for(locale)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    environment.globals["chart_font"] = FACE
    environment.filters["at_place"] = at_place
    return environment


def _chapters(
    sections: Sequence[ReportSection], dossier: Dossier, translate: Callable[[str], str]
) -> Iterator[Chapter]:
    for section in sections:
        if section is COMPETENCIES:
            for number, one in enumerate(dossier.competencies, 1):
                yield Chapter(f"competency-{number}", one.name)
        elif section.title:
            yield Chapter(section.anchor, translate(section.title))
