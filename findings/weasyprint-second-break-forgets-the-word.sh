#!/bin/sh
# WeasyPrint breaks masyarakat over three lines as ma-syar-akat, where the word has no such place.
#
# Guess, before running: a word that fills three lines is broken at two of the places that its language's
# patterns give.
# Seen with weasyprint 70.0 and pyphen 0.18.1: what remains after the first break is divided as though it
# were a word of its own. The patterns allow ma-sya-ra-k-at; of "syarakat" they make syar-a-k-at, and so the
# second line ends in syar-.
# Where it matters: narrow columns of a report's tables hold long Indonesian words; those broken twice come
# out against the rules, however good the patterns are.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# libpango-1.0-0, libpangoft2-1.0-0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'weasyprint==70.0' 'pyphen==0.18.1' 'pypdf==7.1.1'
cat >"$work/see.py" <<'PY'
import io

import pyphen
import pypdf
from weasyprint import HTML

PAGE = """<html lang="id"><style>@page { size: %dpx 200px; margin: 0 }
p { hyphens: auto; margin: 0; font: 12px monospace }</style><p>%s</p>"""
WORD = "masyarakat"


def lines(width):
    page = pypdf.PdfReader(io.BytesIO(HTML(string=PAGE % (width, WORD)).write_pdf())).pages[0]
    return "-".join(page.extract_text().replace("\u2010", "").replace("-", "").split())


print("patterns:", pyphen.Pyphen(lang="id").inserted(WORD))
print("patterns, of the rest alone:", pyphen.Pyphen(lang="id").inserted(WORD[2:]))
print("printed ma-syar-akat:", "ma-syar-akat" in {lines(width) for width in range(24, 120, 2)})
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
patterns: ma-sya-ra-k-at
patterns, of the rest alone: syar-a-k-at
printed ma-syar-akat: True
SEEN
