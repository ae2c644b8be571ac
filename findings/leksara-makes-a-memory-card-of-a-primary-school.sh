#!/bin/sh
# leksara writes out SD, Indonesia's primary school, as "secure digital card", and KB, family planning, as
# "kilobyte".
#
# Guess, before running: a library for Indonesian text that writes out abbreviations knows those of everyday
# Indonesian life first, or leaves them.
# Seen with leksara 0.2.2: its list is of the trade in electronics, in English. SD, KB and pd (short for
# pada, at) are replaced wherever they stand as words; PKK, BPD and RT are left.
# Where it matters: education and experience in applications are "SD", "kader KB"; after the cleaning they
# are goods.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'leksara==0.2.2'
cat >"$work/see.py" <<'PY'
from leksara.functions.review.advanced import replace_acronym

for text in ("Saya guru SD di Sumbawa", "Kader KB dan PKK", "Warga hadir pd rapat RT", "Anggota BPD"):
    print(f"{text}: {replace_acronym(text, mode='replace')}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Saya guru SD di Sumbawa: Saya guru secure digital card di Sumbawa
Kader KB dan PKK: Kader kilobyte dan PKK
Warga hadir pd rapat RT: Warga hadir power delivery rapat RT
Anggota BPD: Anggota BPD
SEEN
