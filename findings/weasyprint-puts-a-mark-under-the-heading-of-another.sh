#!/bin/sh
# In a tagged PDF WeasyPrint points the written mark to the heading "Oral", where the first heading of the
# table is two rows high.
#
# Guess, before running: in a table with `scope` at every heading each cell points to the headings above it
# and at its left, as HTML has it.
# Seen with WeasyPrint 70.0, PDF/UA-1: a row is counted from its first cell of its own, without the one that
# comes down into its beginning from the row before. With Name two rows high, Mark two columns wide and
# below it Written and Oral, the written mark is told as oral, the oral one has no column. In the body the
# second line of a person has each heading one column early, and no person. A wide heading counts for the
# first of its columns only. No warning; on paper all is right.
# Where it matters: who has the report read aloud hears one mark under the name of another.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# libpango-1.0-0, libpangoft2-1.0-0, libharfbuzz-subset0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'weasyprint==70.0' 'pydyf==0.13.0' 'pikepdf==10.17.0'
cat >"$work/see.py" <<'PY'
import io
import re

import pikepdf
import weasyprint

HEAD = '<tr><th scope="col">Name</th><th scope="col">Criterion</th><th scope="col">Mark</th></tr>'
TABLES = {
    "a tall first heading": """
        <tr><th scope="col" rowspan="2">Name</th><th scope="colgroup" colspan="2">Mark</th></tr>
        <tr><th scope="col">Written</th><th scope="col">Oral</th></tr>
        <tr><th scope="row">Siti</th><td>four</td><td>five</td></tr>""",
    "a person of two lines": f"""{HEAD}
        <tr><th scope="row" rowspan="2">Siti</th><td>Empathy</td><td>four</td></tr>
        <tr><td>Clarity</td><td>three</td></tr>""",
    "a tall cell in the middle": f"""{HEAD}
        <tr><th scope="row">Siti</th><td rowspan="2">Empathy</td><td>four</td></tr>
        <tr><th scope="row">Budi</th><td>three</td></tr>""",
}


def words_of(page):
    """Return the text of each marked piece of a page by its number."""
    letters = {}
    for name, font in page.Resources.Font.items():
        pairs = re.findall(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>\n", font.ToUnicode.read_bytes().decode())
        letters[name] = {int(sign, 16): bytes.fromhex(text).decode("utf-16-be") for sign, text in pairs}
    words, font, pieces = {}, None, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                pieces.append(int(operands[1].get("/MCID", -1)))
            case "BMC":
                pieces.append(-1)
            case "EMC":
                pieces.pop()
            case "Tf":
                font = letters[str(operands[0])]
            case "TJ":
                signs = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                text = "".join(font[256 * high + low] for high, low in zip(signs[::2], signs[1::2]))
                words[pieces[-1]] = words.get(pieces[-1], "") + text
    return words


def cells_in(part):
    """Yield the cells of the structure tree in its order."""
    if isinstance(part, pikepdf.Array):
        for one in part:
            yield from cells_in(one)
    elif isinstance(part, pikepdf.Dictionary) and "/S" in part:
        if part.S in ("/TH", "/TD"):
            yield part
        else:
            yield from cells_in(part.get("/K", []))


def text_of(part, words):
    if isinstance(part, pikepdf.Array):
        return "".join(text_of(one, words) for one in part)
    if isinstance(part, pikepdf.Dictionary):
        return text_of(part.MCID if "/MCID" in part else part.K, words)
    return words[int(part)]


for title, table in TABLES.items():
    page = f'<html lang="en"><title>Marks</title><table>{table}</table>'
    pdf = pikepdf.open(io.BytesIO(weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")))
    words = words_of(pdf.pages[0])
    cells = list(cells_in(pdf.Root.StructTreeRoot.K))
    names = {str(cell.ID): text_of(cell.K, words) for cell in cells if cell.S == "/TH"}
    print(f"{title}:")
    for cell in cells:
        if cell.S == "/TD":
            print(f"  {text_of(cell.K, words)}: {[names[str(one)] for one in cell.A.Headers]}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
a tall first heading:
  four: ['Siti', 'Mark', 'Oral']
  five: ['Siti']
a person of two lines:
  Empathy: ['Siti', 'Criterion']
  four: ['Siti', 'Mark']
  Clarity: ['Name']
  three: ['Criterion']
a tall cell in the middle:
  Empathy: ['Siti', 'Budi', 'Criterion']
  four: ['Siti', 'Mark']
  three: ['Budi', 'Mark']
SEEN
