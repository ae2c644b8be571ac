#!/bin/sh
# lokal-id writes -Rp1.500.000 and reads it back as plus 1500000.
#
# Guess, before running: what `format_rupiah` writes, `parse_rupiah` reads back, sign and all, or it
# refuses the sign.
# Seen with lokal-id 0.7.2: before the amount, after Rp, in brackets, alone with digits, the minus is
# passed over wherever it stands. Other noise is refused: "Rp 1.500.000/bulan" gives None.
# Where it matters: differences between a plan and its account are negative half of the time; read back
# from a text they all become gains.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'lokal-id==0.7.2'
cat >"$work/see.py" <<'PY'
import lokal

for amount in (1500000, -1500000):
    for text in (lokal.format_rupiah(amount), lokal.format_rupiah_short(amount), str(amount)):
        print(f"{amount} as {text}: {lokal.parse_rupiah(text).amount}")
for text in ("Rp -1.500.000", "(Rp1.500.000)", "Rp 1.500.000/bulan"):
    read = lokal.parse_rupiah(text)
    print(f"{text}: {read and read.amount}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
1500000 as Rp1.500.000: 1500000
1500000 as Rp1,5 jt: 1500000
1500000 as 1500000: 1500000
-1500000 as -Rp1.500.000: 1500000
-1500000 as -Rp1,5 jt: 1500000
-1500000 as -1500000: 1500000
Rp -1.500.000: 1500000
(Rp1.500.000): 1500000
Rp 1.500.000/bulan: None
SEEN
