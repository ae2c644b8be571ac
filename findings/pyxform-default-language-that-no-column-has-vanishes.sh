#!/bin/sh
# A default_language without its code is accepted in an XLSForm and leaves the form without a default.
#
# Guess, before running: a default language that is the language of no column is refused or warned of.
# Seen with pyxform 4.5.0: columns are called `label::Indonesia (id)`; the setting "Indonesia (id)" marks
# that translation as the default, "Indonesia" and "id" mark none, and there is no warning. Which language
# the form opens in is then up to the app, by the order of the columns.
# Where it matters: authors leave the code away in the setting; with the English column first, people in
# the villages meet an English form.
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
| survey |
| | type | name | label::English (en) | label::Indonesia (id) |
| | text | nama | Your name | Nama Anda |
| settings |
| | form_title | form_id | default_language |
| | Survei | survei | {language} |
"""
for language in ("Indonesia (id)", "Indonesia", "id"):
    made = convert(xlsform=FORM.format(language=language), file_type=".md")
    print(f"{language}: {' '.join(re.findall('<translation[^>]*>', made.xform))}, warnings {made.warnings}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Indonesia (id): <translation lang="English (en)"> <translation lang="Indonesia (id)" default="true()">, warnings []
Indonesia: <translation lang="English (en)"> <translation lang="Indonesia (id)">, warnings []
id: <translation lang="English (en)"> <translation lang="Indonesia (id)">, warnings []
SEEN
