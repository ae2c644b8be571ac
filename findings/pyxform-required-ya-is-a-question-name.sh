#!/bin/sh
# "ya" in the column `required` of an XLSForm becomes an expression about a question called ya, without a
# warning.
#
# Guess, before running: a word that is neither yes nor an expression is refused or warned of, as wrong
# types and wrong names are.
# Seen with pyxform 4.5.0: yes turns into true(), "ya" and "wajib" go into the form as they stand. To XPath
# they are names of elements that do not exist, an empty set, so the question is not required on the phone.
# Where it matters: community surveys are written in Indonesian by people who also fill in that column in
# Indonesian; nobody notices before the data has holes.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyxform==4.5.0'
cat >"$work/see.py" <<'PY'
import re

from pyxform.xls2xform import convert

FORM = """
| survey |      |      |         |          |
|        | type | name | label   | required |
|        | text | nama | Nama    | yes      |
|        | text | desa | Desa    | ya       |
|        | text | rt   | RT      | wajib    |
"""
form = convert(xlsform=FORM, file_type=".md")
print("warnings:", form.warnings)
for name, required in re.findall(r'nodeset="/data/(\w+)" type="string" required="([^"]*)"', form.xform):
    print(f"{name}: {required}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
warnings: []
nama: true()
desa: ya
rt: wajib
SEEN
