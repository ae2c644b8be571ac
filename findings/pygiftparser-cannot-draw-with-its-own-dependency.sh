#!/bin/sh
# pygiftparser installs a Markdown with which it cannot draw a single question.
#
# Guess, before running: what `pip install pygiftparser` brings along suffices for `toHTML`, the package's
# way to show a question.
# Seen with pygiftparser 1.1 and Markdown 3.10: it asks for Markdown without a version and passes the
# extensions by position, which Markdown stopped to take with 3.0. Reading works, drawing ends in TypeError
# for every question of the default format.
# Where it matters: a preview of an imported bank has to be drawn by one's own code from what was read.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pygiftparser==1.1' 'Markdown==3.10'
cat >"$work/see.py" <<'PY'
import io

from pygiftparser import parser
from yattag import Doc

for source in ("::Rapat:: Rapat dimulai pukul 09.30. {T}", "::Desa:: [html]Nama desanya? {=Sukamaju}"):
    question = parser.parseFile(io.StringIO(source + "\n"))[0]
    try:
        question.toHTML(Doc(), True)
        print(f"{question.markup}: drawn")
    except TypeError:
        print(f"{question.markup}: TypeError")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
markdown: TypeError
html: drawn
SEEN
