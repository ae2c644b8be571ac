"""Static cuts of a variable font, one for each weight that a report is set in, made by HarfBuzz.

WeasyPrint cuts the variable font for every PDF that it writes, with fontTools: a quarter of the work
of a report. HarfBuzz does it in a few milliseconds, once for all reports of a renderer. Where its
library is missing or too old (before 6.0) there are no cuts, and reports are set from the variable font.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

_LIBRARIES = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")
_UNICODES, _LAYOUT_FEATURES = 1, 6
#: What `report.css` asks for, besides what text is always set with.
_FEATURES = (b"tnum", b"lnum")
_WEIGHT = int.from_bytes(b"wght", "big")

_Pointer = ctypes.c_void_p
#: What is called, with the types of its arguments; all but one return a pointer.
_CALLS: dict[str, tuple[Any, ...]] = {
    "hb_blob_create_from_file_or_fail": (ctypes.c_char_p,),
    "hb_blob_get_data": (_Pointer, ctypes.POINTER(ctypes.c_uint)),
    "hb_blob_destroy": (_Pointer,),
    "hb_face_create": (_Pointer, ctypes.c_uint),
    "hb_face_reference_blob": (_Pointer,),
    "hb_face_destroy": (_Pointer,),
    "hb_set_add": (_Pointer, ctypes.c_uint),
    "hb_set_clear": (_Pointer,),
    "hb_set_invert": (_Pointer,),
    "hb_subset_input_create_or_fail": (),
    "hb_subset_input_set": (_Pointer, ctypes.c_uint),
    "hb_subset_input_pin_axis_location": (_Pointer, _Pointer, ctypes.c_uint, ctypes.c_float),
    "hb_subset_input_destroy": (_Pointer,),
    "hb_subset_or_fail": (_Pointer, _Pointer),
}


class CannotCut(Exception):
    """No static cut can be made here."""


def cut(variable: Path, weight: int, target: Path) -> None:
    """Write the cut of `variable` at `weight` (its `wght` axis) as `target`. Raises CannotCut."""
    harfbuzz = _harfbuzz()
    with _face(harfbuzz, variable) as face, _order(harfbuzz, face, weight) as order:
        made = harfbuzz.hb_subset_or_fail(face, order)
        if not made:
            raise CannotCut("HarfBuzz does not cut this font")
        blob = harfbuzz.hb_face_reference_blob(made)
        length = ctypes.c_uint()
        data = harfbuzz.hb_blob_get_data(blob, ctypes.byref(length))
        target.write_bytes(ctypes.string_at(data, length.value))
        harfbuzz.hb_blob_destroy(blob)
        harfbuzz.hb_face_destroy(made)
    _check(target)


def _check(target: Path) -> None:
    with TTFont(target, lazy=True) as written:
        if "fvar" in written or "glyf" not in written:
            raise CannotCut("HarfBuzz left the font variable")
        places = list(written["loca"].locations)
        if places != sorted(places) or places[-1] > written.reader.tables["glyf"].length:
            raise CannotCut("HarfBuzz 6 counts wrongly in a font of more than 128 kB")


def _harfbuzz() -> Any:
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
            for call, arguments in _CALLS.items():
                function = getattr(library, call)
                function.argtypes, function.restype = arguments, _Pointer
        except (OSError, AttributeError):
            continue
        library.hb_subset_input_pin_axis_location.restype = ctypes.c_int
        return library
    raise CannotCut("there is no HarfBuzz that cuts variable fonts")


@contextmanager
def _face(harfbuzz: Any, path: Path) -> Iterator[int]:
    blob = harfbuzz.hb_blob_create_from_file_or_fail(bytes(path))
    if not blob:
        raise CannotCut(f"{path} cannot be read")
    face = harfbuzz.hb_face_create(blob, 0)
    try:
        yield face
    finally:
        harfbuzz.hb_face_destroy(face)
        harfbuzz.hb_blob_destroy(blob)


@contextmanager
def _order(harfbuzz: Any, face: int, weight: int) -> Iterator[int]:
    """Ask for every character, at one weight."""
    order = harfbuzz.hb_subset_input_create_or_fail()
    try:
        characters = harfbuzz.hb_subset_input_set(order, _UNICODES)
        harfbuzz.hb_set_clear(characters)
        harfbuzz.hb_set_invert(characters)
        features = harfbuzz.hb_subset_input_set(order, _LAYOUT_FEATURES)
        for feature in _FEATURES:
            harfbuzz.hb_set_add(features, int.from_bytes(feature, "big"))
        if not harfbuzz.hb_subset_input_pin_axis_location(order, face, _WEIGHT, weight):
            raise CannotCut("the font has no axis for its weight")
        yield order
    finally:
        harfbuzz.hb_subset_input_destroy(order)
