#!/bin/sh
# num2words reads the whole number 1500000 as a sum of money a hundred times larger in Indonesian than in
# English.
#
# Guess, before running: the same number with `to="currency"` is the same amount in every language.
# Seen with num2words 0.5.14: in English an int counts cents and a float the unit, so int and float differ
# by a hundred; in Indonesian both count the unit, and the float reads its empty decimals aloud.
# Where it matters: honoraria stand in both languages of one letter; sums in the database are whole numbers,
# and the two sentences contradict each other.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'num2words==0.5.14'
cat >"$work/see.py" <<'PY'
from num2words import num2words

for amount in (1500000, 1500000.0):
    for language in ("en", "id"):
        print(repr(amount), language, "-", num2words(amount, lang=language, to="currency"))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
1500000 en - fifteen thousand euro, zero cents
1500000 id - satu juta lima ratus ribu rupiah
1500000.0 en - one million, five hundred thousand euro, zero cents
1500000.0 id - satu juta lima ratus ribu koma nol rupiah
SEEN
