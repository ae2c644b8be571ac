#!/bin/sh
# "Gaji terakhir: 4 juta", corrected to 5 juta in Word with changes tracked, is "Gaji terakhir:  juta" in
# python-docx, and a line that was moved is there twice in docx2txt, docx2python and officeparser.
#
# Guess, before running: a text with tracked changes is read as it stands after them, or as it stood before.
# Seen with python-docx 1.2.0, docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0, officeparser 7.8.0:
# python-docx leaves out what was deleted, what was inserted, and a moved line at both of its places. The
# other four have the new sum; of the moved line three have the place it left as well, since its words are
# not marked as deleted there. Only mammoth reads the paper as Word prints it.
# Where it matters: a paper that two people worked on, such as a reference or a budget, comes with its
# changes tracked; a figure is missing from a sentence, or one line of experience counts as two.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'docx2txt==0.9' 'docx2python==3.7.1' 'mammoth==1.13.0' 'python-docx==1.2.0'
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'officeparser@7.8.0'
cat >"$work/see.py" <<'PY'
import sys

import docx
import docx.oxml
import docx2python
import docx2txt
import mammoth

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BY = 'w:author="Budi" w:date="2026-03-30T09:00:00Z"'
SUM = f"""<w:p {SPACE}><w:r><w:t xml:space="preserve">Gaji terakhir: </w:t></w:r>
<w:del w:id="1" {BY}><w:r><w:delText>4</w:delText></w:r></w:del>
<w:ins w:id="2" {BY}><w:r><w:t>5</w:t></w:r></w:ins>
<w:r><w:t xml:space="preserve"> juta</w:t></w:r></w:p>"""


def moved(kind, number):
    return f"""<w:p {SPACE}><w:pPr><w:rPr><w:{kind} w:id="{number}" {BY}/></w:rPr></w:pPr>
<w:{kind}RangeStart w:id="{number + 1}" {BY} w:name="move1"/>
<w:{kind} w:id="{number + 2}" {BY}><w:r><w:t>Ketua RT 2019-2022</w:t></w:r></w:{kind}>
<w:{kind}RangeEnd w:id="{number + 1}"/></w:p>"""


path = sys.argv[1]
paper = docx.Document()
end = paper.add_paragraph("Sekian")._p
for part in (moved("moveFrom", 10), SUM, moved("moveTo", 20)):
    end.addprevious(docx.oxml.parse_xml(part))
paper.save(path)
with open(path, "rb") as file:
    texts = {"mammoth": mammoth.extract_raw_text(file).value}
texts["python-docx"] = "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)
texts["docx2txt"] = docx2txt.process(path)
texts["docx2python"] = docx2python.docx2python(path).text
for name, text in texts.items():
    print(f"{name}: {' | '.join(filter(None, text.split(chr(10))))}")
PY
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const { parseOffice } = createRequire(import.meta.url)("officeparser");
const text = (await parseOffice(process.argv[2])).toText();
console.log(`officeparser: ${text.split("\n").filter(Boolean).join(" | ")}`);
JS
"$work/venv/bin/python" -W ignore "$work/see.py" "$work/paper.docx" >"$work/seen"
node "$work/see.mjs" "$work/paper.docx" >>"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
mammoth: Gaji terakhir: 5 juta | Ketua RT 2019-2022 | Sekian
python-docx: Gaji terakhir:  juta | Sekian
docx2txt: Ketua RT 2019-2022 | Gaji terakhir: 5 juta | Ketua RT 2019-2022 | Sekian
docx2python: Ketua RT 2019-2022 | Gaji terakhir: 5 juta | Ketua RT 2019-2022 | Sekian
officeparser: Ketua RT 2019-2022 | Gaji terakhir: 5 juta | Ketua RT 2019-2022 | Sekian
SEEN
