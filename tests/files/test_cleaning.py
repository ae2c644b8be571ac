"""PDFs from outside lose what acts by itself, and keep what is read."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from hiring.files.cleaning import Broken, Locked, cleaned
from tests.factories.files import pdf


def script():
    return Dictionary(S=Name.JavaScript, JS="app.alert('hello')")


def opening_action(pdf):
    pdf.Root.OpenAction = script()


def hidden_opening_action(pdf):
    pdf.Root.OpenAction = pdf.make_indirect(Dictionary(S=Name.GoTo, Next=pdf.make_indirect(script())))


def script_by_name(pdf):
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["run", pdf.make_indirect(script())])))


def page_action(pdf):
    pdf.pages[0].obj.AA = Dictionary(O=script())


def launching_link(pdf):
    launch = Dictionary(S=Name.Launch, F="program.exe")
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=launch)
    pdf.pages[1].obj.Annots = Array([pdf.make_indirect(link)])


def embedded_file(pdf):
    pdf.attachments["inside.bin"] = b"bytes inside"


def attached_to_a_page(pdf):
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=Array([0, 0, 9, 9]))
    pdf.pages[0].obj.Annots = Array([note])


def living_form(pdf):
    pdf.Root.AcroForm = Dictionary(XFA=pdf.make_stream(b"<xdp/>"), Fields=Array([]))


ACTING = [
    opening_action,
    hidden_opening_action,
    script_by_name,
    page_action,
    launching_link,
    embedded_file,
    attached_to_a_page,
    living_form,
]
WORDS = ["/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/FileAttachment", "/XFA", "/AA", "/OpenAction"]


@pytest.mark.process
@pytest.mark.parametrize("change", ACTING)
def test_what_acts_by_itself_is_taken_out_and_the_pages_stay(change):
    before = pdf(change)

    after = cleaned(before)

    assert after != before
    with pikepdf.open(io.BytesIO(after)) as opened:
        assert len(opened.pages) == 2
        left = " ".join(repr(thing) for thing in opened.objects)
    assert [word for word in WORDS if f'"{word}"' in left] == []


@pytest.mark.process
def test_a_pdf_without_anything_of_that_stays_as_it_is_byte_for_byte():
    def links(pdf):
        action = Dictionary(S=Name.URI, URI="https://contoh.example")
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        pdf.pages[0].obj.Annots = Array([link])

    plain = pdf(links)

    assert cleaned(plain) == plain
    assert cleaned(cleaned(pdf(page_action))) == cleaned(pdf(page_action))


@pytest.mark.process
def test_a_locked_pdf_is_told_from_a_broken_one():
    with pytest.raises(Locked):
        cleaned(pdf(encryption=pikepdf.Encryption(owner="owner", user="user")))
    with pytest.raises(Broken):
        cleaned(b"%PDF-1.7\nnothing of a PDF\nstartxref\n9\n%%EOF\n")
