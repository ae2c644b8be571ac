#!/bin/sh
# In the plain text that mammoth and python-docx take from a Word form both boxes look alike, ticked or not.
#
# Guess, before running: a box of a form is shown as a sign, ticked or empty, by every reader of text;
# mammoth's HTML has one.
# Seen with mammoth 1.13.0, python-docx 1.2.0, docx2python 3.7.1: in mammoth's HTML and in docx2python the
# two boxes differ. mammoth's `extract_raw_text` and python-docx's `paragraph.text` leave both out and keep
# the labels, so "willing" and "not willing" stand side by side.
# Where it matters: forms of applicants hold consents and declarations as boxes; a search index or a
# comparison made from the plain text has both answers of each.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'mammoth==1.13.0' 'python-docx==1.2.0' 'docx2python==3.7.1'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

import docx
import docx.oxml
import docx2python
import mammoth

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
form = docx.Document()
for ticked, sign, label in (("1", "\u2612", "Bersedia"), ("0", "\u2610", "Tidak bersedia")):
    paragraph = form.add_paragraph()
    paragraph._p.append(docx.oxml.parse_xml(
        f'<w:sdt {SPACES}><w:sdtPr><w14:checkbox><w14:checked w14:val="{ticked}"/></w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>",
    ))
    paragraph.add_run(f" {label}")
path = pathlib.Path(tempfile.mkdtemp()) / "form.docx"
form.save(path)
print("python-docx:", ascii([paragraph.text for paragraph in docx.Document(path).paragraphs]))
with path.open("rb") as file:
    print("mammoth, text:", ascii(mammoth.extract_raw_text(file).value.split("\n\n")[:2]))
with path.open("rb") as file:
    print("mammoth, HTML:", ascii(mammoth.convert_to_html(file).value))
print("docx2python:", ascii(docx2python.docx2python(path).text.split("\n\n")))
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
python-docx: [' Bersedia', ' Tidak bersedia']
mammoth, text: [' Bersedia', ' Tidak bersedia']
mammoth, HTML: '<p><input checked="checked" type="checkbox" /> Bersedia</p><p><input type="checkbox" /> Tidak bersedia</p>'
docx2python: ['\u2612 Bersedia', '\u2610 Tidak bersedia']
SEEN
