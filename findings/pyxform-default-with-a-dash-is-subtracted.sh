#!/bin/sh
# A default text with a dash between spaces becomes a subtraction in the form.
#
# Guess, before running: the default "Suka Maju - Jaya" of a text question is that text, as "Suka Maju" and
# "RT/RW" are.
# Seen with pyxform 4.5.0: words with " - " or " * " between them are taken for a calculation. The question
# is empty in the form, and a `setvalue` has XPath subtract the element Jaya from Suka Maju when the form
# opens. No warning; "anak-anak" stays text.
# Where it matters: places and units are written with a dash ("Kec. Lembang - Kab. Bandung"); a prefilled
# place arrives empty or as not-a-number.
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
| survey |      |      |         |                  |
|        | type | name | label   | default          |
|        | text | a    | Desa    | Suka Maju        |
|        | text | b    | Satuan  | RT/RW            |
|        | text | c    | Sasaran | anak-anak        |
|        | text | d    | Desa    | Suka Maju - Jaya |
"""
form = convert(xlsform=FORM, file_type=".md")
print("warnings:", form.warnings)
print(" ".join(re.findall(r"<[abcd](?:/>|>[^<]*<)", form.xform)))
print(" ".join(re.findall(r"<setvalue [^>]*/>", form.xform)))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
warnings: []
<a>Suka Maju< <b>RT/RW< <c>anak-anak< <d/>
<setvalue ref="/data/d" event="odk-instance-first-load" value="Suka Maju - Jaya"/>
SEEN
