#!/bin/sh
# pyexcel-ods3 reads a cell of 1500000 rupiah as a text, 1500000 and IDR.
#
# Guess, before running: an amount of money is read as a number, as a percentage is.
# Seen with pyexcel-ods3 0.6.1 (written with odfpy 1.4.1): a cell formatted as a currency becomes a text of
# value and code, a percentage and a plain number stay numbers. No warning; pandas 3.1.1 with the same file
# gives a number.
# Where it matters: budgets of village projects are formatted as rupiah more often than not; a sum over the
# column then joins texts or fails.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyexcel-ods3==0.6.1' 'odfpy==1.4.1' 'pandas==3.1.1'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

import pandas
import pyexcel_ods3
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

document, table, row = OpenDocumentSpreadsheet(), Table(name="Anggaran"), TableRow()
for shown, cell in (
    ("Rp1.500.000", TableCell(valuetype="currency", currency="IDR", value="1500000")),
    ("12,5%", TableCell(valuetype="percentage", value="0.125")),
    ("1.500.000", TableCell(valuetype="float", value="1500000")),
):
    cell.addElement(P(text=shown))
    row.addElement(cell)
table.addElement(row)
document.spreadsheet.addElement(table)
file = pathlib.Path(tempfile.mkdtemp()) / "anggaran.ods"
document.save(file)
print("pyexcel-ods3", pyexcel_ods3.get_data(str(file))["Anggaran"])
print("pandas", pandas.read_excel(file, engine="odf", header=None).values.tolist())
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
pyexcel-ods3 [['1500000 IDR', 0.125, 1500000]]
pandas [[1500000.0, 0.125, 1500000.0]]
SEEN
