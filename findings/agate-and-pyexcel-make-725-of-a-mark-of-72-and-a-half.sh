#!/bin/sh
# agate, which reads tables for csvkit, and pyexcel make 725 of a mark that is written "72,5".
#
# Guess, before running: a number with a decimal comma is left as text, or read as 72.5.
# Seen with agate 1.14.2 and pyexcel 0.7.6: both find out by themselves what is a number, and leave
# every comma out of it, wherever it stands. The mean of three marks below 100 is above 2900, without a
# warning. agate reads the same file rightly when it is told `locale="id_ID"`.
# Where it matters: marks from a spreadsheet set to Indonesian; a column of halves becomes tens of times
# what it was, and only the whole marks stay.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'agate==1.14.2' 'pyexcel==0.7.6' 'pyexcel-io==0.6.8'
cat >"$work/see.py" <<'PY'
import io

import agate
import pyexcel

TABLE = """nama,nilai
Siti Aminah,"72,5"
Budi Santoso,"80,25"
Dewi Lestari,90
"""
table = agate.Table.from_csv(io.StringIO(TABLE))
print("agate:", [str(mark) for mark in table.columns["nilai"]], "mean", table.aggregate(agate.Mean("nilai")))
told = agate.TypeTester(types=[agate.Number(locale="id_ID"), agate.Text()])
table = agate.Table.from_csv(io.StringIO(TABLE), column_types=told)
print("agate, told the language:", [str(mark) for mark in table.columns["nilai"]])
print("pyexcel:", [row[1] for row in pyexcel.get_array(file_content=TABLE, file_type="csv")])
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
agate: ['725', '8025', '90'] mean 2946.666666666666666666666667
agate, told the language: ['72.5', '80.25', '90']
pyexcel: ['nilai', 725, 8025, 90]
SEEN
