#!/bin/sh
# xlsx2csv writes 00:00 for a cell with 0 whose format shows "belum", and '"ya";;"ti31ak"' for one with 1
# that shows "ya".
#
# Guess, before running: a number whose format is words is written as the number, or as the word that is
# shown.
# Seen with xlsx2csv 0.8.6: letters of the words (the m in belum, the s in kosong, the d in tidak) are
# taken for parts of a date, so 0 becomes a time and 85 or 1 the format itself, filled in. With words
# that have none of these letters the number is written.
# Where it matters: marks and answers of yes and no are kept as 0 and 1 under words; a candidate without
# a mark has midnight.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'xlsx2csv==0.8.6' 'openpyxl==3.1.5'
cat >"$work/see.py" <<'PY'
import io

import openpyxl
from xlsx2csv import Xlsx2csv

book = openpyxl.Workbook()
cells = (
    (0, '0;-0;"belum"'), (85, '0;-0;"belum"'), (0, '0;-0;"kosong"'), (1, '"ya";;"tidak"'), (0, '"ya";;"tidak"'),
    (12, '0" poin"'), (12, '0" orang"'),
)
for row, (number, number_format) in enumerate(cells, 1):
    book.active.cell(row, 1, number).number_format = number_format
stored = io.BytesIO()
book.save(stored)
stored.seek(0)
written = io.StringIO()
Xlsx2csv(stored).convert(written)
for (number, number_format), line in zip(cells, written.getvalue().splitlines()):
    print(f"{number} with {number_format} -> {line}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
0 with 0;-0;"belum" -> 00:00
85 with 0;-0;"belum" -> "0;-0;""belu03"""
0 with 0;-0;"kosong" -> 00:00
1 with "ya";;"tidak" -> """ya"";;""ti31ak"""
0 with "ya";;"tidak" -> 00:00
12 with 0" poin" -> 12
12 with 0" orang" -> 12
SEEN
