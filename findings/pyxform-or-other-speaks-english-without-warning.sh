#!/bin/sh
# `or_other` puts two English texts into an Indonesian XLSForm, and only forms with marked languages are
# warned.
#
# Guess, before running: the warning that the texts of or_other are not translated appears for every form
# whose language is not English, or at least says so whenever they are added.
# Seen with pyxform 4.5.0: with a column `label::Indonesia (id)` there is a warning; with plain `label`,
# even where default_language is "Indonesia (id)", there is none, and "Other" and "Specify other." are there
# all the same.
# Where it matters: most small forms have one language and the plain column; people in the villages meet
# English in the middle of their form.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyxform==4.5.0'
cat >"$work/see.py" <<'PY'
from pyxform.xls2xform import convert

FORM = """
| survey   |                       |                |            |
|          | type                  | name           | LABEL      |
|          | select_one k or_other | kerja          | Pekerjaan? |
| choices  |                       |                |            |
|          | list_name             | name           | LABEL      |
|          | k                     | tani           | Petani     |
| settings |                       |                |            |
|          | default_language      |                |            |
|          | Indonesia (id)        |                |            |
"""
for label in ("label", "label::Indonesia (id)"):
    form = convert(xlsform=FORM.replace("LABEL", label), file_type=".md")
    english = [text for text in ("Other", "Specify other.") if f">{text}<" in form.xform]
    print(f"{label}: {len(form.warnings)} warning, {english}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
label: 0 warning, ['Other', 'Specify other.']
label::Indonesia (id): 1 warning, ['Other', 'Specify other.']
SEEN
