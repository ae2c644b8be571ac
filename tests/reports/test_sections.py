"""The sections of the report on a page of the application: the same dossier, the same words."""

import re
from dataclasses import replace

import pytest
from flask import render_template
from flask_babel import force_locale, gettext

from hiring.dossiers.canonical import content_hash
from hiring.dossiers.charts import score_rows
from hiring.dossiers.formatting import Wording
from hiring.dossiers.how_made import how_made
from hiring.dossiers.values import SCHEMA
from hiring.reports.html import SECTIONS, compose
from tests.factories import dossiers
from tests.page import words

#: What only a page has: the chart once more, in a shape for phones.
FOR_PHONES = re.compile(r'<svg [^>]*class="chart chart-narrow".*?</svg>', re.DOTALL)

#: What only the PDF has: words whose hyphen must not end a line.
WHOLE_WORD = re.compile(r'<span class="whole(?: long)?">([^<]*)</span>')


@pytest.mark.parametrize("locale", ["id", "en"])
@pytest.mark.parametrize("section", [each.template for each in SECTIONS if each.template != "cover"])
def test_page_and_pdf_draw_the_same_section(app, section, locale):
    dossier = dossiers.behind(locale)

    with app.test_request_context(), force_locale(locale):
        page = render_template(
            f"reports/sections/{section}.html",
            dossier=dossier,
            wording=Wording(locale, dossier.opening.zone, gettext),
            score_rows=score_rows(dossier.competencies),
            fingerprint=content_hash(dossier),
            made=how_made(dossier),
        )

    pdf = WHOLE_WORD.sub(r"\1", compose(dossier, verify_url="https://recruiting.example/verify/X").html)
    assert len(words(page)) > 80
    assert words(FOR_PHONES.sub("", page)) in words(pdf)
    assert " style=" not in page


@pytest.mark.parametrize("section", ["summary", "not_measured"])
def test_what_the_interview_alone_measured_is_not_said_to_be_unmeasured(app, section):
    dossier = dossiers.interviewed("en")

    with app.test_request_context(), force_locale("en"):
        page = render_template(
            f"reports/sections/{section}.html",
            dossier=dossier,
            wording=Wording("en", dossier.opening.zone, gettext),
            score_rows=score_rows(dossier.competencies),
        )

    assert "Measured by the interview alone: Oral communication and presentation. It counts" in words(page)
    assert "Not measured: Oral" not in words(page)
    assert "Nothing can be concluded" not in words(page)


@pytest.mark.parametrize(
    ("locale", "said"), [("id", "Tidak ada yang dapat dikutip:"), ("en", "Nothing to quote:")]
)
def test_why_there_is_nothing_to_quote_stands_where_a_quote_would(locale, said):
    dossier = dossiers.rich(locale)
    first, *others = dossier.competencies
    why = "Tanggal <b>tidak</b> disebut."
    ratings = tuple(replace(one, quotes=(), nothing_to_quote=why) for one in first.ratings)
    told = replace(dossier, schema=SCHEMA, competencies=(replace(first, ratings=ratings), *others))

    report = words(compose(told, verify_url="https://recruiting.example/verify/X").html)

    assert report.count(f"{said} Tanggal &lt;b&gt;tidak&lt;/b&gt; disebut.") == len(ratings) > 0
