#!/bin/sh
# xlsx2csv writes 17/08/2026 13.05 as "17/08/2026 0101.08".
#
# Guess, before running: a cell with the Indonesian format dd/mm/yyyy hh.mm is written as it is shown, or
# as an ISO date and time.
# Seen with xlsx2csv 0.8.6: with a colon it is right; with a point hh is written as the hour twice over
# on a clock of twelve, and mm as the month. A duration of 30 hours and 15 minutes is 1.260417,
# Indonesian day names are English or gone.
# Where it matters: the time of an interview in the list that goes on to the next program; nobody who
# sees 0101.08 can tell that it was five past one.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'xlsx2csv==0.8.6' 'openpyxl==3.1.5'
cat >"$work/see.py" <<'PY'
import datetime
import io

import openpyxl
from xlsx2csv import Xlsx2csv

moment = datetime.datetime(2026, 8, 17, 13, 5)
formats = ("dd/mm/yyyy hh:mm", "dd/mm/yyyy hh.mm", "hh.mm", "[$-421]dddd, d mmmm yyyy")
book = openpyxl.Workbook()
for row, number_format in enumerate(formats, 1):
    book.active.cell(row, 1, moment).number_format = number_format
book.active.cell(len(formats) + 1, 1, datetime.timedelta(hours=30, minutes=15)).number_format = "[h]:mm"
stored = io.BytesIO()
book.save(stored)
stored.seek(0)
written = io.StringIO()
Xlsx2csv(stored).convert(written)
for number_format, line in zip((*formats, "[h]:mm"), written.getvalue().splitlines()):
    print(f"{number_format} -> {line}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
dd/mm/yyyy hh:mm -> 17/08/2026 13:05
dd/mm/yyyy hh.mm -> 17/08/2026 0101.08
hh.mm -> 0101.08
[$-421]dddd, d mmmm yyyy -> "17, 17 August 2026"
[h]:mm -> 1.260417
SEEN
