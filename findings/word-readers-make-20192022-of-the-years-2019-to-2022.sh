#!/bin/sh
# The years 2019-2022, written in Word with the hyphen that does not break, are 20192022 in docx2txt,
# docx2python, word-extractor and officeparser.
#
# Guess, before running: the hyphen that Word makes with Ctrl+Shift+_ is read as a hyphen: it is one on
# the page.
# Seen with docx2txt 0.9, docx2python 3.7.1, word-extractor 1.0.4, officeparser 7.8.0, python-docx 1.2.0 and
# mammoth 1.13.0: it is no letter in the file but a part of its own, which the first four leave out.
# python-docx and mammoth have a hyphen. No warning.
# Where it matters: exactly what must not be torn apart at the end of a line is written so, years and
# telephone numbers; "RT 3-4" becomes RT 34, and a search for 2019 as a word finds nobody.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'docx2txt==0.9' 'docx2python==3.7.1' 'mammoth==1.13.0' 'python-docx==1.2.0'
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'officeparser@7.8.0' 'word-extractor@1.0.4'
cat >"$work/see.py" <<'PY'
import sys

import docx
import docx.oxml
import docx2python
import docx2txt
import mammoth

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
path = sys.argv[1]
paper = docx.Document()
for start, end in (("Kader 2019", "2022"), ("RT 3", "4")):
    paper.add_paragraph()._p.append(docx.oxml.parse_xml(
        f"<w:r {SPACE}><w:t>{start}</w:t><w:noBreakHyphen/><w:t>{end}</w:t></w:r>",
    ))
paper.save(path)
texts = {
    "python-docx": "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs),
    "docx2txt": docx2txt.process(path),
    "docx2python": docx2python.docx2python(path).text,
}
with open(path, "rb") as file:
    texts["mammoth"] = mammoth.extract_raw_text(file).value
for name, text in texts.items():
    print(f"{name}: {ascii([line for line in text.split(chr(10)) if line])}")
PY
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const bring = createRequire(import.meta.url);
const { parseOffice } = bring("officeparser");
const Extractor = bring("word-extractor");
const texts = {
  "word-extractor": (await new Extractor().extract(process.argv[2])).getBody(),
  officeparser: (await parseOffice(process.argv[2])).toText(),
};
for (const [name, text] of Object.entries(texts)) console.log(`${name}:`, text.split("\n").filter(Boolean));
JS
"$work/venv/bin/python" -W ignore "$work/see.py" "$work/paper.docx" >"$work/seen"
node "$work/see.mjs" "$work/paper.docx" >>"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
python-docx: ['Kader 2019-2022', 'RT 3-4']
docx2txt: ['Kader 20192022', 'RT 34']
docx2python: ['Kader 20192022', 'RT 34']
mammoth: ['Kader 2019\u20112022', 'RT 3\u20114']
word-extractor: [ 'Kader 20192022', 'RT 34' ]
officeparser: [ 'Kader 20192022', 'RT 34' ]
SEEN
