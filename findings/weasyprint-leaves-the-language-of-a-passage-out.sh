#!/bin/sh
# WeasyPrint's PDF/UA says that the document is Indonesian, and of no passage that it is English.
#
# Guess, before running: an element with a `lang` of its own carries it into the structure tree, as the
# standard for accessible PDFs asks for every change of language.
# Seen with weasyprint 70.0, read with pikepdf 10.17.0: with pdf/ua-1, pdf/ua-2 and plain tags alike the
# catalogue says id, and neither the English word nor the English paragraph has a `Lang`, in the tree or in
# the marked content. The same attribute is used for hyphenation.
# Where it matters: reports in two languages, and English answers in an Indonesian one, are read aloud with
# the wrong voice, while the file claims to conform.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# libpango-1.0-0, libpangoft2-1.0-0.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'weasyprint==70.0' 'pikepdf==10.17.0'
cat >"$work/see.py" <<'PY'
import io

import pikepdf
import weasyprint

PAGE = (
    "<html lang=id><head><title>Laporan</title></head><body>"
    "<p>Jabatan <span lang=en>community officer</span> di desa.</p><p lang=en>An answer in English</p>"
)
for variant in ("pdf/ua-1", "pdf/ua-2", None):
    file = weasyprint.HTML(string=PAGE).write_pdf(pdf_variant=variant, pdf_tags=True)
    pdf = pikepdf.open(io.BytesIO(file))
    dictionaries = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
    parts = [thing for thing in dictionaries if "/S" in thing and "/P" in thing]
    marked = pdf.pages[0].Contents.read_bytes().count(b"/Lang")
    told = sum("/Lang" in part for part in parts)
    print(f"{variant}: document {pdf.Root.Lang}, parts {len(parts)}, of these with a language {told}, in the text {marked}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
pdf/ua-1: document id, parts 8, of these with a language 0, in the text 0
pdf/ua-2: document id, parts 8, of these with a language 0, in the text 0
None: document id, parts 8, of these with a language 0, in the text 0
SEEN
