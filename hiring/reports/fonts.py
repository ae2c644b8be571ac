"""The typeface of the report, those for other scripts of Indonesia, and what they can draw.

The letters of a script are those of Noto Sans, as the packages `@fontsource/noto-sans-<script>` hold them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from hiring.reports import static_fonts

FAMILY = "Source Sans 3"
#: The name the style sheet uses: not that of a font which may also be installed on the machine.
FACE = "Report Sans"
#: The files of `script_fonts`; the style sheet names each, such as "Report Javanese".
SCRIPTS = ("arabic", "balinese", "buginese", "javanese", "sundanese")
_SCRIPT_FONTS = Path(__file__).with_name("script_fonts")
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
    family: str = FACE


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


def script_faces(text: str) -> tuple[Face, ...]:
    """Return a face for each script that occurs in `text`; most texts have none, and a face costs time."""
    written = frozenset(map(ord, set(text)))
    return tuple(
        Face(_SCRIPT_FONTS / f"{script}.ttf", "normal", "400", f"Report {script.title()}")
        for script, letters in _letters_of_scripts().items()
        if letters & written
    )


def font_faces(faces: Iterable[Face]) -> str:
    """Return the `@font-face` rules that make these faces known."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}"); '
        f"font-weight: {face.weights}; font-style: {face.style}; }}"
        for face in faces
    )


@cache
def drawable() -> frozenset[int]:
    """Return the code points for which there is a glyph, upright and italic."""
    return _in_both_styles().union(*_letters_of_scripts().values())


@cache
def _in_both_styles() -> frozenset[int]:
    return frozenset.intersection(*map(_code_points, font_files().values()))


@cache
def _letters_of_scripts() -> dict[str, frozenset[int]]:
    """Return what only the font of a script draws."""
    known = _in_both_styles()
    return {script: _code_points(_SCRIPT_FONTS / f"{script}.ttf") - known for script in SCRIPTS}


def _code_points(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


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
