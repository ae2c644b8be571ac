#!/bin/sh
# "Ketua RT 2019-2022" in a text box of a Word file is there twice for docx2txt and docx2python, once for
# mammoth, and not at all for python-docx and officeparser.
#
# Guess, before running: a reader of text has each box of the page once, or none of them because it reads
# the running text only.
# Seen with docx2txt 0.9, docx2python 3.7.1, mammoth 1.13.0, python-docx 1.2.0, officeparser 7.8.0: Word
# keeps a box in two forms, of which one is for programs that do not know the other; the first two readers
# take both, the last two neither. A name in a field to fill in (a content control), as templates have it,
# is lost in the last two as well. No warning anywhere.
# Where it matters: templates for a curriculum vitae are made of boxes and such fields. Years of experience
# are counted double, or a whole column and the name are missing, and what is left reads like a short paper.
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

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:a="{DRAWING}/main" xmlns:wp="{DRAWING}/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)
TEXT = "<w:txbxContent><w:p><w:r><w:t>Ketua RT 2019-2022</w:t></w:r></w:p></w:txbxContent>"
BOX = f"""<w:p {SPACES}><w:r><mc:AlternateContent>
<mc:Choice Requires="wps"><w:drawing><wp:inline><wp:extent cx="2000000" cy="500000"/><wp:docPr id="1" name="Box"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr/><wps:txbx>{TEXT}</wps:txbx><wps:bodyPr/></wps:wsp>
</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:160pt;height:40pt"><v:textbox>{TEXT}</v:textbox></v:shape></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
FIELD = f"""<w:sdt {SPACES}><w:sdtPr><w:alias w:val="Nama"/></w:sdtPr>
<w:sdtContent><w:p><w:r><w:t>Siti Aminah</w:t></w:r></w:p></w:sdtContent></w:sdt>"""

path = sys.argv[1]
paper = docx.Document()
end = paper.add_paragraph("Pendidikan: S1")._p
for part in (FIELD, BOX):
    end.addprevious(docx.oxml.parse_xml(part))
paper.save(path)
with open(path, "rb") as file:
    texts = {"mammoth": mammoth.extract_raw_text(file).value}
texts["docx2txt"] = docx2txt.process(path)
texts["docx2python"] = docx2python.docx2python(path).text
texts["python-docx"] = "\n".join(paragraph.text for paragraph in docx.Document(path).paragraphs)
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
mammoth: Siti Aminah | Ketua RT 2019-2022 | Pendidikan: S1
docx2txt: Siti Aminah | Ketua RT 2019-2022 | Ketua RT 2019-2022 | Pendidikan: S1
docx2python: Siti Aminah | Ketua RT 2019-2022 | Ketua RT 2019-2022 | Pendidikan: S1
python-docx: Pendidikan: S1
officeparser: Pendidikan: S1
SEEN
