"""A report holds the logo that the organisation had when it was asked for."""

import io
from dataclasses import replace

import pikepdf
import pytest
from page import validate_pdf_bytes

from hiring.dossiers.canonical import content_hash, dossier_as_json, dossier_from_json
from hiring.dossiers.values import SCHEMA
from hiring.files.downloads import current_folder
from hiring.organisation import actions as organisation
from hiring.organisation.logo import content_of, data_address, drawn
from hiring.organisation.standing import announce, logo_to_print
from hiring.reports import actions
from hiring.reports.freezing import freeze_dossier
from hiring.reports.pdf import render_in_child
from tests.factories import dossiers
from tests.factories.accounts import actor_of
from tests.factories.decisions import decided
from tests.factories.files import picture
from tests.factories.reports import asked, scored
from tests.reports.print_out import VERIFY_URL, printed, words_of


def with_logo(locale):
    drawing = drawn(picture())
    address = data_address(drawing.content, drawing.media_type)
    return replace(dossiers.rich(locale), logo=address, schema=SCHEMA)


def test_a_logo_is_written_and_read_as_it_was():
    dossier = with_logo("id")

    assert dossier_from_json(dossier_as_json(dossier)) == dossier
    assert content_of(dossier.logo) == (drawn(picture()).content, "image/png")


def test_a_dossier_without_one_is_written_as_before():
    written = dossier_as_json(dossiers.rich("id"))

    assert '"schema":3' in written
    assert '"logo"' not in written


def test_a_report_keeps_the_logo_it_was_asked_for_with(app, session):
    ready = scored()
    admin = ready.hr
    kept = organisation.keep_logo(current_folder(), picture())
    organisation.choose_logo(session, *kept, by=actor_of(admin))
    session.commit()
    announce(app)
    address = logo_to_print()
    frozen = freeze_dossier(session, ready.application, "id", organisation="PT Sinar", logo=address)
    decided(ready.application, ready.hr)  # so that it is put together anew
    organisation.remove_logo(session, by=actor_of(admin))
    session.commit()
    announce(app)

    report = actions.ask_report(session, ready.application, frozen, by=actor_of(ready.hr))

    kept = dossier_from_json(report.dossier)
    assert (kept.logo, kept.schema, kept.decision is None) == (address, SCHEMA, False)
    assert report.dossier_hash == content_hash(kept)
    assert logo_to_print() is None
    assert dossier_from_json(asked(ready, operation_id="later").dossier).logo is None


def figures(pdf):
    """Return the alternative texts of all figures of a PDF, in their order."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        tagged = (each for each in opened.objects if isinstance(each, pikepdf.Dictionary))
        return [str(each.Alt) for each in tagged if each.get("/S") == "/Figure"]


@pytest.mark.process
def test_the_cover_shows_it_and_says_whose_it_is():
    pdf = render_in_child(dossier_as_json(with_logo("id")), verify_url=VERIFY_URL)

    assert figures(pdf).count(dossiers.rich("id").organisation) == 1
    assert dossiers.rich("id").organisation not in figures(printed("rich", "id"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages[0].get_images()) == 1
    assert render_in_child(dossier_as_json(with_logo("id")), verify_url=VERIFY_URL) == pdf
    assert "Laporan kandidat" in words_of(pdf)
    assert [each.message for each in validate_pdf_bytes(pdf, profile="2a").failures] == []
