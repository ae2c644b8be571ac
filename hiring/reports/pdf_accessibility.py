"""What the PDF engine leaves undone for screen readers, done just before the file is written.

The tree of parts is made anew, header cells get their scope, links their print flag and a name, and what
stands outside the tree, such as the running header, becomes an artifact: the engine marks it as content.
Every glyph gets a character, and every stream an end that nobody can mistake. The engine calls a file either
PDF/A or PDF/UA; here it is called both.
"""

import base64
from collections.abc import Callable, Mapping
from typing import Any

import pydyf

from hiring.reports.structure_tree import join_parts

_PRINTED = 4
_BEGIN, _END = b"\nstream\n", b"\nendstream"
_TABLE_PARTS = {"/THead", "/TBody", "/Table"}
_Objects = Mapping[bytes, Any]
_PDF_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name>
      <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""


def finisher(chapter_titles: Mapping[str, str]) -> Callable[[Any, pydyf.PDF], None]:
    """Return the last step of writing a report with these chapters (anchor to title)."""

    def finish(_document: Any, pdf: pydyf.PDF) -> None:
        join_parts(pdf)
        objects = {one.reference: one for one in pdf.objects}
        for one in pdf.objects:
            if isinstance(one, pydyf.Dictionary) and one.get("S") == "/TH":
                in_head = _table_part(one, objects) == "/THead"
                one["A"]["Scope"] = "/Column" if in_head else "/Row"
            elif isinstance(one, pydyf.Dictionary) and one.get("Subtype") == "/Link":
                _describe_link(one, chapter_titles)
        _set_apart_what_is_outside(pdf, objects)
        _tell_every_glyph(pdf)
        _leave_pictures_as_they_are(pdf)
        _say_that_it_is_accessible(objects[pdf.catalog["Metadata"]])
        for one in pdf.objects:
            if isinstance(one, pydyf.Stream):
                end_without_doubt(one)
        end_later_streams_without_doubt(pdf)

    return finish


def end_later_streams_without_doubt(pdf: pydyf.PDF) -> None:
    """Have what is added from now on end so, too: packed objects and their table are made while writing."""
    add = pdf.add_object

    def add_without_doubt(one: pydyf.Object) -> None:
        if isinstance(one, pydyf.Stream):
            end_without_doubt(one)
        add(one)

    vars(pdf)["add_object"] = add_without_doubt


def end_without_doubt(stream: pydyf.Stream) -> None:
    """Have a stream end in what is no line end, in letters where its own last byte is one.

    A line end follows every stream. Whoever takes two bytes for it finds the stream a byte too short, and
    the whole file not fit for archives; page-validation 0.11.0 does. One packed stream in a hundred is such.
    """
    written = stream.data.partition(_BEGIN)[2].removesuffix(_END)
    if not written.endswith((b"\r", b"\n")):
        return
    own = "/FlateDecode" if stream.compress else stream.extra.get("Filter")
    stream.extra["Filter"] = pydyf.Array(["/ASCII85Decode", *([own] if own else [])])
    if (options := stream.extra.get("DecodeParms")) is not None:
        stream.extra["DecodeParms"] = pydyf.Array(["null", options])
    stream.stream, stream.compress = [base64.a85encode(written) + b"~>"], False


def _table_part(element: Any, objects: _Objects) -> str | None:
    while element is not None:
        if element.get("S") in _TABLE_PARTS:
            return str(element["S"])
        element = objects.get(element.get("P"))
    return None


def _describe_link(link: Any, chapter_titles: Mapping[str, str]) -> None:
    link["F"] = _PRINTED
    if "Dest" in link and (title := chapter_titles.get(link["Dest"].string)):
        link["Contents"] = pydyf.String(title)


def _set_apart_what_is_outside(pdf: pydyf.PDF, objects: _Objects) -> None:
    root = objects[pdf.catalog["StructTreeRoot"]]
    numbered = objects[root["ParentTree"]]["Nums"]
    pages = [objects[reference] for reference in pdf.page_references]
    for page, owners in zip(pages, numbered[1::2], strict=False):
        outside = {mcid for mcid, owner in enumerate(owners) if owner == b"null"}
        _mark_as_artifacts(objects[page["Contents"]].stream, outside)


def _tell_every_glyph(pdf: pydyf.PDF) -> None:
    """Give a glyph that is the second of one letter, such as its dots, a character that nobody sees or hears.

    The engine gives it none, which is forbidden, and readers then take it for a control character.
    """
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and b"begincmap" in one.stream:
            one.stream[:] = [line.replace(b" <>", b" <2060>") for line in one.stream]


def _leave_pictures_as_they_are(pdf: pydyf.PDF) -> None:
    """Ask no reader to smooth a picture: what an archive keeps looks the same in each."""
    for one in pdf.objects:
        if isinstance(one, pydyf.Stream) and "Interpolate" in one.extra:
            one.extra["Interpolate"] = "false"


def _say_that_it_is_accessible(metadata: pydyf.Stream) -> None:
    """Add PDF/UA-1 to the metadata, and what PDF/A wants to know of a property that is not its own."""
    written = b"".join(metadata.stream)
    metadata.stream[:] = [written.replace(b"</rdf:RDF>", _PDF_UA + b"</rdf:RDF>", 1)]
    metadata.compress = False  # archives want to read it without unpacking anything


def _mark_as_artifacts(content: list[Any], mcids: set[int]) -> None:
    for place, item in enumerate(content):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in mcids:
            content[place - 1] = "/Artifact"
            content[place] = pydyf.Dictionary({"Type": "/Pagination"})
