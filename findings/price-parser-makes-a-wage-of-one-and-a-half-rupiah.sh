#!/bin/sh
# price-parser reads "Rp 1,5 juta", a million and a half, as 1.5 rupiah, and of "3 bulan: Rp 4.500.000"
# the 3.
#
# Guess, before running: an amount with a word for thousands or millions is multiplied or has no amount;
# where one number stands behind Rp that is the one taken.
# Seen with price-parser 0.5.1: juta, jt, ribu and rb are passed over; the first number of the text is
# the amount, with the currency of another; a minus is lost. Whole numbers with points are right.
# Where it matters: what somebody earned and asks for is written just so in an application; the figure
# stored is wrong by a million, in a column of numbers that look like money.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'price-parser==0.5.1'
cat >"$work/see.py" <<'PY'
from price_parser import Price

for text in ("Rp 1.500.000", "Rp 1,5 juta", "Rp 1.5 jt", "Rp 750 ribu", "Rp 2 - 3 juta", "3 bulan: Rp 4.500.000", "Rp -500.000"):
    price = Price.fromstring(text)
    print(f"{text} -> {price.amount} {price.currency}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Rp 1.500.000 -> 1500000 Rp
Rp 1,5 juta -> 1.5 Rp
Rp 1.5 jt -> 1.5 Rp
Rp 750 ribu -> 750 Rp
Rp 2 - 3 juta -> 2 Rp
3 bulan: Rp 4.500.000 -> 3 Rp
Rp -500.000 -> 500000 Rp
SEEN
