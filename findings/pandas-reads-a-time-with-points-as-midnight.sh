#!/bin/sh
# pandas reads the time 09.15.00 of an .ods sheet as midnight, and 30 hours and 15 minutes not at all.
#
# Guess, before running: a cell of time holds its value in a form of its own (PT09H15M00S), beside the text
# that is shown, and the value is what is read.
# Seen with pandas 3.1.1 and odfpy 1.4.1: the shown text is parsed. With the points of an Indonesian sheet
# the answer is 00:00 without a warning; with colons it is right; hours above 23 raise. pyexcel-ods3 0.6.1
# reads the value and is right each time.
# Where it matters: times of interviews and hours worked come in sheets that LibreOffice made in
# Indonesian, with points; all appointments would be at midnight.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pandas==3.1.1' 'odfpy==1.4.1' 'pyexcel-ods3==0.6.1'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

import pandas
import pyexcel_ods3
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

folder = pathlib.Path(tempfile.mkdtemp())


def sheet(shown, value):
    document, table, row = OpenDocumentSpreadsheet(), Table(name="Jadwal"), TableRow()
    cell = TableCell(valuetype="time", timevalue=value)
    cell.addElement(P(text=shown))
    row.addElement(cell)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(folder / "jadwal.ods")
    return folder / "jadwal.ods"


for shown, value in (("09:15:00", "PT09H15M00S"), ("09.15.00", "PT09H15M00S"), ("30:15", "PT30H15M00S")):
    file = sheet(shown, value)
    try:
        one = pandas.read_excel(file, engine="odf", header=None).iloc[0, 0]
    except ValueError as error:
        one = type(error).__name__
    other = pyexcel_ods3.get_data(str(file))["Jadwal"][0][0]
    print(f"{value} shown as {shown}: pandas {one} | pyexcel-ods3 {other}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
PT09H15M00S shown as 09:15:00: pandas 09:15:00 | pyexcel-ods3 09:15:00
PT09H15M00S shown as 09.15.00: pandas 00:00:00 | pyexcel-ods3 09:15:00
PT30H15M00S shown as 30:15: pandas DateParseError | pyexcel-ods3 1 day, 6:15:00
SEEN
