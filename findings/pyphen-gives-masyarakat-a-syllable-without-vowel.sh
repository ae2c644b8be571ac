#!/bin/sh
# Pyphen's Indonesian divides masyarakat, the community, into ma-sya-ra-k-at.
#
# Guess, before running: ma-sya-ra-kat; every Indonesian syllable has a vowel.
# Seen with Pyphen 0.18.1, id_ID: the k stands alone, so a line may end in kemasyarak-, and transparansi is
# tran-s-pa-ran-si. Derived words beside them, pe-la-yan-an and ke-ca-mat-an, are divided by their parts, as
# the language wants it.
# Where it matters: it is the word that letters and reports of this field use most, and WeasyPrint and
# others take their breaks from here.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pyphen==0.18.1'
cat >"$work/see.py" <<'PY'
import pyphen

divide = pyphen.Pyphen(lang="id_ID").inserted
for word in ("masyarakat", "kemasyarakatan", "transparansi", "pelayanan", "kecamatan"):
    print(divide(word))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
ma-sya-ra-k-at
ke-ma-sya-ra-k-at-an
tran-s-pa-ran-si
pe-la-yan-an
ke-ca-mat-an
SEEN
