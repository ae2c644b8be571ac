"""The one typeface of the report, from its own package, and what it can draw."""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

FAMILY = "Source Sans 3"
#: The name the style sheet uses: not that of a font which may also be installed on the machine.
FACE = "Report Sans"


@cache
def font_files() -> dict[str, Path]:
    """Return the upright and the italic file by their CSS `font-style`."""
    import fontpkg

    return {style: Path(fontpkg.path(FAMILY, style=style)) for style in ("normal", "italic")}


def font_faces() -> str:
    """Return the `@font-face` rules that make both files known as `FACE`."""
    return "\n".join(
        f'@font-face {{ font-family: "{FACE}"; src: url("{path.as_uri()}"); '
        f"font-weight: 200 900; font-style: {style}; }}"
        for style, path in font_files().items()
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
