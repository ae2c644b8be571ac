#!/bin/sh
# Snowball's Indonesian stemmer makes seko of sekolah (school), pala of kepala (head), and ulis or tulis of
# writing.
#
# Guess, before running: menulis, penulis, tulisan and ditulis, all from tulis, have one stem; a word that
# is its own stem stays.
# Seen with snowballstemmer 3.1.1: men- and pen- are cut without giving back the t, so the writer (ulis)
# and the writing (tulis) never meet; -lah and ke- are cut from words that only look like having them.
# Anak-anak stays doubled.
# Where it matters: a search among answers for "tulis" misses whoever says menulis, and the head of the
# village is found under nutmeg (pala).
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'snowballstemmer==3.1.1'
cat >"$work/see.py" <<'PY'
import snowballstemmer

stemmer = snowballstemmer.stemmer("indonesian")
for words in ("tulis menulis penulis tulisan ditulis", "pimpin memimpin pemimpin kepemimpinan", "sekolah kepala negeri masyarakat", "anak anak-anak"):
    print(", ".join(f"{word}: {stemmer.stemWord(word)}" for word in words.split()))
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
tulis: tulis, menulis: ulis, penulis: ulis, tulisan: tulis, ditulis: tulis
pimpin: pimpin, memimpin: pimpin, pemimpin: pimpin, kepemimpinan: mimpin
sekolah: seko, kepala: pala, negeri: neger, masyarakat: masyarakat
anak: anak, anak-anak: anak-anak
SEEN
