#!/bin/sh
# indonesian-number-normalizer says ke-17, the seventeenth, as "keminus tujuh belas", to the minus
# seventeen.
#
# Guess, before running: ordinals, times, dates and amounts in an Indonesian sentence come out in words
# as they are said, or stay in figures.
# Seen with indonesian-number-normalizer 0.1.1: every hyphen before a figure is a minus, in ke-17 and in
# 17-8-2026; 13.05 is "thirteen" and "five" with a point between; in Rp 1,5 juta the rupiah stand between
# the one and the comma. Amounts in figures alone are right.
# Where it matters: texts are written out like this to be read aloud, to somebody who does not see the
# page that says otherwise.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'indonesian-number-normalizer==0.1.1'
cat >"$work/see.py" <<'PY'
from indonesian_number_normalizer import create_normalizer

normalizer = create_normalizer()
for text in ("Rp 1.500.000", "nilai 3,5", "gelombang ke-17", "17-8-2026", "pukul 13.05", "Rp 1,5 juta", "Rp 750 ribu"):
    print(text, "->", normalizer.normalize_text(text))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Rp 1.500.000 -> satu juta lima ratus ribu rupiah
nilai 3,5 -> nilai tiga koma lima
gelombang ke-17 -> gelombang keminus tujuh belas
17-8-2026 -> tujuh belasminus delapanminus dua ribu dua puluh enam
pukul 13.05 -> pukul tiga belas.lima
Rp 1,5 juta -> satu rupiah,lima juta
Rp 750 ribu -> tujuh ratus lima puluh rupiah ribu
SEEN
