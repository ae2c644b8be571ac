"""The one colour of the organisation, and what the pages make of it on light and on dark ground. Pure.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
"""

import re
from dataclasses import dataclass

#: Text must stand out so much from what it stands on (WCAG 2.2, success criterion 1.4.3).
LEAST_CONTRAST = 4.5
#: The colour of the pages where nobody has chosen another.
STANDARD = "#0b5563"
_WHITE, _BLACK = "#ffffff", "#000000"
#: What stands under text on our pages: `--ground` and `--paper` of hiring/static/hiring.css.
LIGHT_GROUND, DARK_GROUND, DARK_PAPER = "#f6f7f9", "#12181f", "#1a222b"
_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Shades:
    """What one kind of ground needs of a colour, each as "#rrggbb"."""

    primary: str
    strong: str
    """Of the colour, further away from the ground."""
    soft: str
    """A ground on which the colour can be read."""
    on_primary: str
    """Of text that stands on the colour."""


def is_colour(text: str) -> bool:
    """Say whether `text` is a colour as browsers send one, e.g. "#0b5563"."""
    return _HEX.fullmatch(text) is not None


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def stands_out(colour: str) -> bool:
    """Say whether text in `colour` can be read on our light pages, and white text on it."""
    return contrast(colour, LIGHT_GROUND) >= LEAST_CONTRAST


def shades_on_light(colour: str) -> Shades:
    """Return what light pages show for a colour that stands out."""
    return Shades(colour, mixed(colour, _BLACK, 25), _ground_of(colour, _WHITE), _WHITE)


def shades_on_dark(colour: str) -> Shades:
    """Return what dark pages show: the colour with so much white that it can be read there."""
    grounds = (DARK_GROUND, DARK_PAPER)
    light = next(
        shade
        for part in range(0, 101, 5)
        if all(contrast(shade := mixed(colour, _WHITE, part), ground) >= 7 for ground in grounds)
    )
    return Shades(light, mixed(light, _WHITE, 35), _ground_of(light, DARK_PAPER), DARK_GROUND)


def mixed(colour: str, other: str, part: int) -> str:
    """Return `colour` with `part` per cent of `other`."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round((a * (100 - part) + b * part) / 100):02x}" for a, b in pairs)


def as_numbers(colour: str) -> str:
    """Return a colour as three numbers, as some names of the style sheet want it: "11, 85, 99"."""
    return ", ".join(str(channel) for channel in _channels(colour))


def _ground_of(colour: str, ground: str) -> str:
    """Return the ground with as much of the colour as leaves the colour readable on it."""
    tints = (mixed(ground, colour, part) for part in range(12, -1, -2))
    return next(tint for tint in tints if contrast(colour, tint) >= LEAST_CONTRAST)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
