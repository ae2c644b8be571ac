#!/bin/sh
# typst knows the Indonesian for contents and table, and hyphenates no Indonesian word though told to.
#
# Guess, before running: a language with its own words for outline and captions has patterns, or asking for
# hyphenation in it gives a warning.
# Seen with typst 0.15.2: with `hyphenate: true` German and English words are divided in a column that is
# too narrow for them, Indonesian and Malay ones stay whole; no warning.
# Where it matters: reports in narrow columns are full of words such as pertanggungjawaban; they run over
# the edge of the cell.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'typst==0.15.2' 'pypdfium2==5.15.2'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

import pypdfium2
import typst

source = pathlib.Path(tempfile.mkdtemp()) / "page.typ"
for language, word in (
    ("de", "Verantwortlichkeitsbericht"), ("en", "professionalization"), ("id", "pertanggungjawaban"),
    ("ms", "pertanggungjawaban"),
):
    source.write_text(
        f'#set page(width: 30mm, height: 60mm, margin: 2mm)\n#set text(lang: "{language}", hyphenate: true)\n'
        f"#box(width: 15mm)[{word}]\n#outline()\n= X\n",
    )
    text = pypdfium2.PdfDocument(typst.compile(source))[0].get_textpage().get_text_range()
    print(f"{language}: {ascii(text.split()[:4])}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
de: ['Verant\ufffewortlich\ufffekeitsbe\ufffericht', 'Inhalts\ufffeverzeich\ufffenis', 'X', '.']
en: ['profes\ufffesional\ufffeization', 'Contents', 'X', '.']
id: ['pertanggungjawaban', 'Daftar', 'Isi', 'X']
ms: ['pertanggungjawaban', 'Kandungan', 'X', '.']
SEEN
