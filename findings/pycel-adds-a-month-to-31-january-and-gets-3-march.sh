#!/bin/sh
# pycel, which computes a workbook's formulas, finds that a month after 31 January is 3 March.
#
# Guess, before running: EDATE gives the last day of February, as in the spreadsheet.
# Seen with pycel 1.0b30: the month is counted up and the day kept, and 31 February runs over into
# March; 30 November and three months is 2 March. EOMONTH beside it is right.
# Where it matters: contracts and trial periods that begin at the end of a month end two or three days
# late in the program, and in time in the workbook they come from.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pycel==1.0b30' 'openpyxl==3.1.5'
cat >"$work/see.py" <<'PY'
import datetime
import pathlib
import sys

import openpyxl
from pycel import ExcelCompiler

FORMULAS = ("EDATE(DATE(2026,1,31),1)", "EDATE(DATE(2026,3,31),1)", "EDATE(DATE(2026,11,30),3)", "EDATE(DATE(2026,1,15),1)", "EOMONTH(DATE(2026,1,31),1)")
book = openpyxl.Workbook()
book.active.title = "S"
for row, formula in enumerate(FORMULAS, 1):
    book.active[f"A{row}"] = "=" + formula
file = pathlib.Path(sys.argv[0]).parent / "masa.xlsx"
book.save(file)
compiler = ExcelCompiler(str(file))
for row, formula in enumerate(FORMULAS, 1):
    days = compiler.evaluate(f"S!A{row}")
    print(formula, datetime.date(1899, 12, 30) + datetime.timedelta(days=int(days)))
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
EDATE(DATE(2026,1,31),1) 2026-03-03
EDATE(DATE(2026,3,31),1) 2026-05-01
EDATE(DATE(2026,11,30),3) 2027-03-02
EDATE(DATE(2026,1,15),1) 2026-02-15
EOMONTH(DATE(2026,1,31),1) 2026-02-28
SEEN
