#!/bin/sh
# pyexcel-ods3 raises KeyError for a row with None in it.
#
# Guess, before running: None is written as an empty cell, as openpyxl writes it.
# Seen with pyexcel-ods3 0.6.1: the type of every cell is looked up in a table that has no place for None,
# so nothing at all is written. An empty text is written, and read back as an empty text.
# Where it matters: a table of marks has gaps wherever a reviewer has not finished; the download fails for
# exactly these, with an error that names no cell.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyexcel-ods3==0.6.1' 'pyexcel-xlsx==0.6.1' 'openpyxl==3.1.5'
cat >"$work/see.py" <<'PY'
import pathlib
import tempfile

import pyexcel_ods3
import pyexcel_xlsx

folder = pathlib.Path(tempfile.mkdtemp())
for gap in ("", None):
    marks = {"Nilai": [["Penilai 1", "Penilai 2"], [4, gap], [3, 5]]}
    for name, package in (("ods", pyexcel_ods3), ("xlsx", pyexcel_xlsx)):
        file = str(folder / f"nilai.{name}")
        try:
            package.save_data(file, marks)
            print(f"{name} with {gap!r}: {package.get_data(file)['Nilai']}")
        except KeyError as error:
            print(f"{name} with {gap!r}: KeyError {error}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
ods with '': [['Penilai 1', 'Penilai 2'], [4], [3, 5]]
xlsx with '': [['Penilai 1', 'Penilai 2'], [4], [3, 5]]
ods with None: KeyError <class 'NoneType'>
xlsx with None: [['Penilai 1', 'Penilai 2'], [4], [3, 5]]
SEEN
