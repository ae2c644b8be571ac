#!/bin/sh
# indoNLP, which writes out Indonesian slang, makes "kakak baru" (a new elder sibling) of "KK baru", a
# new family card.
#
# Guess, before running: short forms of the street (tdk, yg, blm) are written out; what officials
# abbreviate with capitals, and degrees, stays.
# Seen with indonlp 0.3.4: RT, RW and DPR stay; KK is a sibling, M.Si. becomes "sama.sih." and s.d.
# (until) "si.di.", since letters between points are words to it and capitals do not matter.
# Where it matters: answers about administration are cleaned before they are compared; the family card is
# what half of them are about.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'indonlp==0.3.4'
cat >"$work/see.py" <<'PY'
from indoNLP.preprocessing import replace_slang

for text in ("warga yg blm bayar", "RT 03 / RW 01", "KK baru di RT 03", "Budi Santoso, M.Si.", "Senin s.d. Jumat"):
    print(text, "->", replace_slang(text))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
warga yg blm bayar -> warga yang belum bayar
RT 03 / RW 01 -> RT 03 / RW 01
KK baru di RT 03 -> kakak baru di RT 03
Budi Santoso, M.Si. -> Budi Santoso, sama.sih.
Senin s.d. Jumat -> Senin si.di. Jumat
SEEN
