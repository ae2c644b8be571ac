#!/bin/sh
# docxtpl writes "nilai < 75" into a letter without its sign, as 75, and loses what stands behind an
# address in angle brackets.
#
# Guess, before running: a text that is put into a field of a Word letter stands there as it was, or the
# template is refused as damaged.
# Seen with docxtpl 0.20.2: unless `render` is told autoescape=True, the signs < and & of a text count as
# marks of the document's own language, are repaired away and take what follows with them. The letter
# opens without complaint.
# Where it matters: letters to candidates quote what a reviewer wrote; "below 75" becomes "75", and the
# sentence behind a quoted address is missing.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'docxtpl==0.20.2' 'python-docx==1.2.0' 'jinja2==3.1.6'
cat >"$work/see.py" <<'PY'
import io

import docx
from docxtpl import DocxTemplate

template = docx.Document()
template.add_paragraph("Catatan: {{ catatan }}.")


def letter(remark, **options):
    stored, written = io.BytesIO(), io.BytesIO()
    template.save(stored)
    filled = DocxTemplate(stored)
    filled.render({"catatan": remark}, **options)
    filled.save(written)
    return docx.Document(written).paragraphs[0].text


for remark in ("nilai < 75", "RT 03 & RT 04", "hubungi Ani <ani@contoh.example> sebelum Senin"):
    print(f"{remark} | {letter(remark)} | {letter(remark, autoescape=True)}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
nilai < 75 | Catatan: nilai  75. | Catatan: nilai < 75.
RT 03 & RT 04 | Catatan: RT 03  RT 04. | Catatan: RT 03 & RT 04.
hubungi Ani <ani@contoh.example> sebelum Senin | Catatan: hubungi Ani  | Catatan: hubungi Ani <ani@contoh.example> sebelum Senin.
SEEN
