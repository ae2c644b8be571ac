"""The style sheet that gives all pages the colour of the organisation."""

from hiring.organisation.colours import Shades, as_numbers, shades_on_dark, shades_on_light

_NAMES = """  --primary: {shades.primary};
  --primary-strong: {shades.strong};
  --primary-soft: {shades.soft};
  --on-primary: {shades.on_primary};
  --focus: {shades.primary};
  --bs-link-color-rgb: {link};
  --bs-link-hover-color-rgb: {hover};"""

_SHEET = """:root {{
{light}
}}
.form-check-input:checked {{ background-color: {colour}; border-color: {colour}; }}
@media (prefers-color-scheme: dark) {{
:root {{
{dark}
}}
.form-check-input:checked {{ background-color: {colour}; border-color: {border}; }}
}}
"""


def sheet_of(colour: str) -> str:
    """Return the style for a colour that stands out, on light and on dark ground."""
    light, dark = shades_on_light(colour), shades_on_dark(colour)
    return _SHEET.format(light=_names(light), dark=_names(dark), colour=colour, border=dark.primary)


def _names(shades: Shades) -> str:
    link, hover = as_numbers(shades.primary), as_numbers(shades.strong)
    return _NAMES.format(shades=shades, link=link, hover=hover)
