#!/bin/sh
# A word that WeasyPrint breaks cannot be found in the PDF: the hyphen of the break is a letter of its text.
#
# Guess, before running: a break of hyphenation is marked as soft (U+00AD) or covered by an ActualText, so
# searching and reading aloud see the whole word.
# Seen with weasyprint 70.0, pypdfium2 5.15.2 and pdfplumber 0.11.10: the end of the line is U+2010, a
# hyphen like any other, with and without PDF/UA. Neither the search nor either extraction finds
# "pertanggungjawaban", and a search for an ordinary hyphen does not find the break.
# Where it matters: Indonesian words are long and columns of reports narrow; whoever looks for a word in a
# report sees it found in the wide places only. `hyphens: manual` keeps the words whole.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# libpango-1.0-0, libpangoft2-1.0-0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'weasyprint==70.0' 'pypdfium2==5.15.2' 'pdfplumber==0.11.10'
cat >"$work/see.py" <<'PY'
import io

import pdfplumber
import pypdfium2
import weasyprint

for hyphens in ("auto", "manual"):
    page = (
        f"<html lang=id><head><title>Laporan</title><style>p {{ width: 26mm; hyphens: {hyphens} }}</style></head>"
        "<body><p>tentang pertanggungjawaban warga</p>"
    )
    file = weasyprint.HTML(string=page).write_pdf(pdf_variant="pdf/ua-1")
    text = pypdfium2.PdfDocument(file)[0].get_textpage()
    found = text.search("pertanggungjawaban").get_next() is not None
    with pdfplumber.open(io.BytesIO(file)) as pdf:
        plumbed = pdf.pages[0].extract_text()
    print(f"hyphens {hyphens}: {ascii(text.get_text_range())}")
    print(f"    found {found}, in the other reader {'pertanggungjawaban' in plumbed}, ordinary hyphens {plumbed.count('-')}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
hyphens auto: 'tentang\r\npertang\u2010\r\ngungjawab\u2010\r\nan warga'
    found False, in the other reader False, ordinary hyphens 0
hyphens manual: 'tentang\r\npertanggungjawaban\r\nwarga'
    found True, in the other reader True, ordinary hyphens 0
SEEN
