"""The one typeface of the report, from its own package, and what it can draw."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from hiring.reports import static_fonts

FAMILY = "Source Sans 3"
#: The name the style sheet uses: not that of a font which may also be installed on the machine.
FACE = "Report Sans"
#: All that `report.css` sets anything in.
WEIGHTS = ("400", "600", "700")


@cache
def font_files() -> dict[str, Path]:
    """Return the upright and the italic file by their CSS `font-style`."""
    import fontpkg

    return {style: Path(fontpkg.path(FAMILY, style=style)) for style in ("normal", "italic")}


@dataclass(frozen=True, slots=True)
class Face:
    """A file to set text from, and what it is for in the words of CSS."""

    path: Path
    style: str
    weights: str


def variable_faces() -> tuple[Face, ...]:
    """Return the faces as they come: one file for all weights of a style."""
    return tuple(Face(path, style, "200 900") for style, path in font_files().items())


def static_faces(folder: Path) -> tuple[Face, ...]:
    """Return a face for each weight that reports use, made in `folder`; variable ones where that fails."""
    faces = [
        Face(folder / f"{style}-{weight}.ttf", style, weight) for style in font_files() for weight in WEIGHTS
    ]
    try:
        for face in faces:
            static_fonts.cut(font_files()[face.style], int(face.weights), face.path)
    except static_fonts.CannotCut:
        return variable_faces()
    return tuple(faces)


def font_faces(faces: Iterable[Face]) -> str:
    """Return the `@font-face` rules that make these faces known as `FACE`."""
    return "\n".join(
        f'@font-face {{ font-family: "{FACE}"; src: url("{face.path.as_uri()}"); '
        f"font-weight: {face.weights}; font-style: {face.style}; }}"
        for face in faces
    )


@cache
def drawable() -> frozenset[int]:
    """Return the code points for which both files have a glyph."""
    from fontTools.ttLib import TTFont

    known = []
    for path in font_files().values():
        with TTFont(path, lazy=True) as font:
            known.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*known)


def fontconfig(cache_dir: Path) -> str:
    """Return a fontconfig file that knows our fonts only.

    With the machine's own fonts the same report could look different elsewhere, and without
    any font at all Pango brings the whole process down.
    """
    folders = sorted({str(path.parent) for path in font_files().values()})
    listed = "".join(f"<dir>{escape(folder)}</dir>" for folder in folders)
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig>{listed}<cachedir>{escape(str(cache_dir))}</cachedir></fontconfig>"
    )
