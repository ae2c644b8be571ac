#!/bin/sh
# python-calamine reads a mark whose formula failed, #DIV/0! or #N/A in the sheet, as a cell that was left
# empty.
#
# Guess, before running: a failed formula is told by its sign, as openpyxl has it, or refused; whoever left
# a cell empty is another matter.
# Seen with python-calamine 0.9.1, openpyxl 3.1.5, XlsxWriter 3.3.1: each error is the empty text, in
# to_python and iter_rows alike, and nothing in the sheet object tells them apart. Its description speaks of
# empty rows and columns only. pandas 3.1.1 asked to keep what is not a number reads "" for an error with the
# engine calamine, and nan with openpyxl.
# Where it matters: marks looked up from a second sheet are #N/A where a name is spelled in another way;
# those candidates pass for not marked yet, and the mean of the rest is taken for the result.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'python-calamine==0.9.1' 'openpyxl==3.1.5' 'XlsxWriter==3.3.1' 'pandas==3.1.1'
cat >"$work/see.py" <<'PY'
import sys

import openpyxl
import pandas as pd
import python_calamine
import xlsxwriter

path = sys.argv[1]
book = xlsxwriter.Workbook(path)
sheet = book.add_worksheet()
for row, (name, formula, result) in enumerate((
    ("Siti", "=160/2", 80),
    ("Budi", "=160/0", "#DIV/0!"),
    ("Ani", '=VLOOKUP("Anny",A1:B1,2,FALSE)', "#N/A"),
)):
    sheet.write(row, 0, name)
    sheet.write_formula(row, 1, formula, None, result)
sheet.write(3, 0, "Eka")
book.close()
read = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
print("calamine, to_python:", [row[1] for row in read.to_python()])
print("calamine, iter_rows:", [row[1] for row in read.iter_rows()])
print("openpyxl:", [cell.value for cell in openpyxl.load_workbook(path, data_only=True).active["B"]])
for engine in ("calamine", "openpyxl"):
    table = pd.read_excel(path, header=None, engine=engine, keep_default_na=False)
    print(f"pandas with {engine}:", table[1].tolist())
PY
"$work/venv/bin/python" -W ignore "$work/see.py" "$work/marks.xlsx" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
calamine, to_python: [80.0, '', '', '']
calamine, iter_rows: [80.0, '', '', '']
openpyxl: [80, '#DIV/0!', '#N/A', None]
pandas with calamine: [80, '', '', '']
pandas with openpyxl: [80, nan, nan, '']
SEEN
