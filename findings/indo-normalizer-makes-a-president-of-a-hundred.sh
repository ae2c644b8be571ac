#!/bin/sh
# indo-normalizer, which corrects Indonesian slang, writes "widodo orang" for "100 orang", a hundred people.
#
# Guess, before running: digits inside words (anak2, s4ya) are read as letters; a figure by itself, a year,
# a time or an amount, stays what it is.
# Seen with indo-normalizer 1.2.0: every figure is first spelled with letters that look like it and then
# replaced by the nearest word of a list. Years, times and amounts are lost, with the places whose names are
# not on the list.
# Where it matters: answers of community officers are full of figures; cleaned in this way for comparison or
# search they say something else, without a warning.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'indo-normalizer==1.2.0'
cat >"$work/see.py" <<'PY'
import contextlib
import io

import indo_normalizer

with contextlib.redirect_stdout(io.StringIO()):
    normalizer = indo_normalizer.Normalizer()
for text in ("anak2 di desa", "100 orang", "Pada 2024 ada 30 kader", "Jam 09.15 WIB", "Biaya Rp 1.500.000", "Kabupaten Bone"):
    print(f"{text}: {normalizer.normalize_text(text)[0]}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
anak2 di desa: anak-anak dari desa
100 orang: widodo orang
Pada 2024 ada 30 kader: Pada biza ada yq kader
Jam 09.15 WIB: Jam egois WIB
Biaya Rp 1.500.000: Biaya yq i.soo.o
Kabupaten Bone: Kabupaten ne
SEEN
