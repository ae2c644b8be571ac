#!/bin/sh
# A variable typeface costs WeasyPrint a pass through fontTools, though HarfBuzz does the subsetting.
#
# Guess, before running: where libharfbuzz-subset is installed, WeasyPrint needs fontTools for no embedded
# font. That is true of a static font only: a variable one is first pinned to its weight by
# fontTools' instancer, once for every weight a document uses, and only then subset.
#
# Seen with weasyprint 70.0, fonttools 4.68.0, fontpkg-source-sans-3 3.52 on Debian 12 (Python 3.11):
#   variable: 2 calls of the instancer
#   static: 0 calls of the instancer
# What it means for whoever prints many short documents: pinned fonts, made once, spare this work.
# Needs: python3 with venv, libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
    'weasyprint==70.0' 'fonttools==4.68.0' 'fontpkg-source-sans-3==3.52'
cat >"$work/see.py" <<'PY'
import importlib.metadata as metadata
import pathlib
import sys

from fontTools import ttLib
from fontTools.varLib import instancer
from weasyprint import HTML
from weasyprint.text.fonts import FontConfiguration

folder = pathlib.Path(sys.argv[1])
calls = []
pinning = instancer.instantiateVariableFont


def counted(font, *args, **kwargs):
    calls.append(args)
    return pinning(font, *args, **kwargs)


def typeface():
    files = metadata.files("fontpkg-source-sans-3")
    return next(f.locate() for f in files if f.suffix in {".ttf", ".otf"} and "talic" not in f.name)


def calls_for(fonts):
    faces = "".join(
        f"@font-face {{ font-family: T; font-weight: {weight}; src: url({pathlib.Path(file).as_uri()}) }}"
        for weight, file in fonts
    )
    page = f"<style>{faces} html {{ font-family: T }}</style><p>Surat <b>kepada</b> kepala desa"
    calls.clear()
    HTML(string=page).write_pdf(font_config=FontConfiguration())
    return len(calls)


variable = typeface()
static = []
for weight in (400, 700):
    font = pinning(ttLib.TTFont(variable), {"wght": weight})
    font.save(folder / f"{weight}.ttf")
    static.append((weight, folder / f"{weight}.ttf"))
instancer.instantiateVariableFont = counted
sys.modules["weasyprint.pdf.fonts"].__dict__.update(
    {name: counted for name, value in vars(sys.modules["weasyprint.pdf.fonts"]).items() if value is pinning}
)
seen = f"variable: {calls_for([('200 900', variable)])} calls of the instancer\n"
seen += f"static: {calls_for(static)} calls of the instancer\n"
print(seen, end="")
sys.exit(seen != "variable: 2 calls of the instancer\nstatic: 0 calls of the instancer\n")
PY
"$work/venv/bin/python" "$work/see.py" "$work"
