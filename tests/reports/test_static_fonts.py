"""The cuts that reports are set from are the variable font at that weight."""

import re

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from hiring.paths import STATIC
from hiring.reports import fonts, static_fonts


def drawn(glyphs, character, cmap):
    """Return the advance and the points of a character, in whole units."""
    pen = DecomposingRecordingPen(glyphs)
    glyph = glyphs[cmap[ord(character)]]
    glyph.draw(pen)
    points = [point for _, points in pen.value for point in points if point]
    return round(glyph.width), [(round(x), round(y)) for x, y in points]


@pytest.mark.parametrize("style", ["normal", "italic"])
@pytest.mark.parametrize("weight", [400, 600, 700])
def test_a_cut_holds_the_characters_of_the_variable_font_as_that_draws_them(tmp_path, style, weight):
    variable, target = fonts.font_files()[style], tmp_path / "cut.ttf"

    static_fonts.cut(variable, weight, target)

    with TTFont(variable) as whole, TTFont(target) as cut:
        assert "fvar" not in cut
        assert cut.getBestCmap().keys() == whole.getBestCmap().keys()
        assert cut["OS/2"].usWeightClass == weight
        known, own = whole.getBestCmap(), cut.getBestCmap()
        there, here = whole.getGlyphSet(location={"wght": weight}), cut.getGlyphSet()
        for character in "AgÉñ8%✓–":
            if ord(character) not in known:
                continue
            advance, points = drawn(here, character, own)
            expected, others = drawn(there, character, known)
            assert advance == expected
            assert len(points) == len(others)
            assert all(
                abs(x - other_x) <= 1 and abs(y - other_y) <= 1
                for (x, y), (other_x, other_y) in zip(points, others, strict=True)
            )


def test_there_is_a_cut_for_every_weight_that_the_style_asks_for():
    asked = set(re.findall(r"font-weight: *(\w+)", (STATIC / "report.css").read_text("utf-8")))

    assert asked <= set(fonts.WEIGHTS)


def test_a_renderer_sets_reports_from_its_cuts(tmp_path):
    faces = fonts.static_faces(tmp_path)

    assert [(face.style, face.weights) for face in faces] == [
        (style, weight) for style in ("normal", "italic") for weight in ("400", "600", "700")
    ]
    assert all(face.path.parent == tmp_path and face.path.is_file() for face in faces)


def test_a_font_without_weights_cannot_be_cut(tmp_path):
    static_fonts.cut(fonts.font_files()["normal"], 400, tmp_path / "cut.ttf")

    with pytest.raises(static_fonts.CannotCut):
        static_fonts.cut(tmp_path / "cut.ttf", 700, tmp_path / "again.ttf")
    with pytest.raises(static_fonts.CannotCut):
        static_fonts.cut(tmp_path / "nothing.ttf", 700, tmp_path / "again.ttf")
