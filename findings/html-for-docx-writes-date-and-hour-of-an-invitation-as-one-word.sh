#!/bin/sh
# html-for-docx makes of a list of date, hour and place in an invitation the one word
# "Tanggal30 MaretJam09.00" in the Word letter, and begins question 3 at 1.
#
# Guess, before running: what stands below each other in HTML stands so in Word, perhaps plainer; a word of
# its own stays one.
# Seen with html-for-docx 1.2.1 and its older brother htmldocx 0.0.6: a list of terms and a quotation without
# a paragraph in it are written on at the end of the paragraph before, without a blank. The caption of a
# table is left out. A list that begins at 3 is numbered from 1; htmldocx gives all lists of a letter one
# numbering, that of the style.
# Headings, lists and rows of tables are right. No warning.
# Where it matters: the letter goes out as Word because candidates ask for it; the page it is made from
# looked right, and the hour of the interview is the end of a word.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'html-for-docx==1.2.1' 'htmldocx==0.0.6' 'python-docx==1.2.0'
cat >"$work/see.py" <<'PY'
import docx
import html4docx
import htmldocx
from docx.oxml.ns import qn

LETTER = """<p>Wawancara:</p><dl><dt>Tanggal</dt><dd>30 Maret</dd><dt>Jam</dt><dd>09.00</dd></dl>
<p>Bu Siti menulis:</p><blockquote>Saya tidak bersedia.</blockquote>
<ol start="3"><li>Siapa yang Anda hubungi?</li></ol>
<table><caption>Nilai</caption><tr><td>Empati</td><td>4</td></tr></table>"""


def numbered_from(letter, paragraph):
    """Return the number that Word gives the first of a list, or None where it goes on from another list."""
    numbering = letter.part.numbering_part.element
    properties = paragraph._p.pPr.numPr
    if properties is None:
        return None
    (number,) = (one for one in numbering.num_lst if one.numId == properties.numId.val)
    starts = number.findall(f".//{qn('w:startOverride')}")
    return int(starts[0].get(qn("w:val"))) if starts else None


for name, maker in (("html-for-docx", html4docx), ("htmldocx", htmldocx)):
    letter = docx.Document()
    maker.HtmlToDocx().add_html_to_document(LETTER, letter)
    print(f"{name}:")
    for paragraph in letter.paragraphs:
        if paragraph.style.name.startswith("List Number"):
            print(f"  {paragraph.text} (numbered from {numbered_from(letter, paragraph)})")
        elif paragraph.text:
            print(f"  {paragraph.text}")
    for table in letter.tables:
        print(f"  {[[cell.text for cell in row.cells] for row in table.rows]}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
html-for-docx:
  Wawancara:Tanggal30 MaretJam09.00
  Bu Siti menulis:Saya tidak bersedia.
  Siapa yang Anda hubungi? (numbered from 1)
  [['Empati', '4']]
htmldocx:
  Wawancara:Tanggal30 MaretJam09.00
  Bu Siti menulis:Saya tidak bersedia.
  Siapa yang Anda hubungi? (numbered from None)
  [['Empati', '4']]
SEEN
