#!/bin/sh
# PySastrawi's stem of berikan (to give) is ikan (fish), and that of mengetik (to type) is etik (ethics).
#
# Guess, before running: the stem of berikan is beri, as that of memberikan and diberikan is.
# Seen with PySastrawi 1.2.1: a prefix that leaves a word of the dictionary is taken off, ber- from ber-ikan
# and
# meng- from meng-etik, though they are beri-kan and me-ngetik. Other forms of the same verbs give beri and
# ketik.
# Where it matters: a search for "beri" misses the answers that say berikan, and a comparison of stems puts
# duty of service beside fish.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'PySastrawi==1.2.1'
cat >"$work/see.py" <<'PY'
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

stemmer = StemmerFactory().create_stemmer()
for word in ("beri", "memberikan", "diberikan", "berikan", "diketik", "mengetik"):
    print(word, stemmer.stem(word))
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
beri beri
memberikan beri
diberikan beri
berikan ikan
diketik ketik
mengetik etik
SEEN
