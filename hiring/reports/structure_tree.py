"""The tree that a screen reader walks through a report: one part for every element of the page, told once.

The engine makes a part of every box that it lays out: of a heading with a block in it two headings, one in
the other, of a table over a page break two tables, the second headed once more. It forgets the language of
a passage. Here all parts of one element become one again, with its language, and what stands on the next
page once more, such as the head of a table, is left out.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf
from weasyprint.pdf import tags

_made_by_engine = tags._build_box_tree


def _with_their_elements(box: Any, *others: Any) -> Iterator[Any]:
    """Make the parts of `box` as the engine does; each remembers the element that it was made for."""
    for part in _made_by_engine(box, *others):
        if not hasattr(part, "element"):
            part.element = box.element
        yield part


tags._build_box_tree = _with_their_elements

_Key = tuple[Any, str]
#: They say nothing of what is in them.
_WITHOUT_MEANING = {"/NonStruct", "/Span"}


def join_parts(pdf: pydyf.PDF) -> None:
    """Make one part of all that belong to the same element of the page, and tell its language."""
    _Joining(pdf).join()


class _Joining:
    def __init__(self, pdf: pydyf.PDF) -> None:
        self._objects: Mapping[bytes, Any] = {one.reference: one for one in pdf.objects}
        self._root = self._objects[pdf.catalog["StructTreeRoot"]]
        self._document = self._objects[self._root["K"][0]]
        self._parts: dict[_Key, Any] = {}
        self._texts: dict[bytes, Any] = {}
        """The parts that the engine makes of pieces of text; no element is theirs."""
        self._owners: dict[bytes, bytes] = {}
        """The part that holds now what a part of the engine held."""
        self._headers: dict[str, pydyf.String] = {}
        """The name of a header cell by that of its repetition."""

    def join(self) -> None:
        taken_over = list(self._document["K"])
        self._document["K"].clear()
        for reference in taken_over:
            self._put(self._objects[reference], self._document)
        for part in self._parts.values():
            self._take_texts(part)
        self._renew_headers()
        self._renew_owners()
        kept = {self._document.reference, *self._owners.values()}
        for reference, one in self._objects.items():
            if _is_part(one) and reference not in kept:
                one.clear()

    def _put(self, part: Any, above: Any) -> None:
        """Put `part` below the part `above`, or only its content where it is nothing of its own."""
        if not hasattr(part, "element"):
            self._put_text(part, above)
            return
        element = part.element
        language = element.get("lang") if element is not None else None
        known = self._parts.get((element, part["S"]))
        if known is not None and part["S"] == "/THead":
            self._leave_out(part)
        elif known is not None:
            self._move_content(part, known)
        elif part["S"] in _WITHOUT_MEANING and language is None:
            self._move_content(part, above)
        else:
            self._keep(part, element, language, above)

    def _keep(self, part: Any, element: Any, language: str | None, above: Any) -> None:
        self._parts[element, part["S"]] = part
        above["K"].append(part.reference)
        part["P"] = above.reference
        if language is not None:
            part["S"] = "/Span" if part["S"] == "/NonStruct" else part["S"]
            part["Lang"] = pydyf.String(language)
        self._move_content(part, part)

    def _put_text(self, text: Any, above: Any) -> None:
        self._texts[text.reference] = text
        self._owners[text.reference] = text.reference
        above["K"].append(text.reference)
        text["P"] = above.reference

    def _take_texts(self, part: Any) -> None:
        """Let `part` hold its text itself, unless there are other parts: some readers lose the order then."""
        parts = [kid for kid in part["K"] if isinstance(kid, bytes) and _is_part(self._objects[kid])]
        if any(reference not in self._texts for reference in parts):
            return
        for place, kid in enumerate(part["K"]):
            if text := self._texts.get(kid) if isinstance(kid, bytes) else None:
                self._owners[kid] = part.reference
                part["K"][place] = _marked_content(text["K"][0], text["Pg"], part["Pg"])

    def _move_content(self, part: Any, target: Any) -> None:
        self._owners[part.reference] = target.reference
        self._headers_alike(part, target)
        content = list(part["K"])
        part["K"].clear()
        for kid in content:
            if isinstance(kid, int):
                target["K"].append(_marked_content(kid, part["Pg"], target["Pg"]))
            elif _is_part(one := self._objects[kid]):
                self._put(one, target)
            else:
                target["K"].append(kid)

    def _leave_out(self, part: Any) -> None:
        """Leave a repetition out; of its header cells is known which they repeat."""
        known = self._parts.get((getattr(part, "element", None), part["S"]))
        if known is not None:
            self._headers_alike(part, known)
        for kid in part["K"]:
            if isinstance(kid, bytes) and _is_part(self._objects[kid]):
                self._leave_out(self._objects[kid])

    def _headers_alike(self, part: Any, known: Any) -> None:
        if "ID" in part and "ID" in known:
            self._headers[part["ID"].string] = known["ID"]

    def _renew_headers(self) -> None:
        for part in self._parts.values():
            if "Headers" in part.get("A", ()):
                names = {self._headers[one.string].string: None for one in part["A"]["Headers"]}
                part["A"]["Headers"] = pydyf.Array(map(pydyf.String, names))

    def _renew_owners(self) -> None:
        numbered = self._objects[self._root["ParentTree"]]["Nums"]
        for place in range(1, len(numbered), 2):
            owners = numbered[place]
            if isinstance(owners, bytes):
                numbered[place] = self._owners[owners]
            else:
                owners[:] = [self._owners.get(owner, b"null") for owner in owners]


def _is_part(one: Any) -> bool:
    return isinstance(one, pydyf.Dictionary) and one.get("Type") == "/StructElem"


def _marked_content(number: int, page: bytes, page_of_part: bytes) -> int | pydyf.Dictionary:
    """Return how a part names content: by its number, and the page where that is another than its own."""
    if page == page_of_part:
        return number
    return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": number})
