#!/bin/sh
# lokal-id masks the word honest in an answer as somebody's name.
#
# Guess, before running: a masker made for Indonesian takes a capital letter after "saya" (I) for a name
# only with more reason than that.
# Seen with lokal-id 0.7.2: "Saya Jujur" (I am honest), "Saya Kader Posyandu" (I am a health volunteer) and
# "Bu Kades" (the village head, a woman) each lose the word as a NAME; in small letters it stays, and so
# does "Saya Setuju" (I agree).
# Where it matters: answers are marked without names, and many people write virtues and offices with a
# capital; the marker then reads "I am NAME and work hard".
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'lokal-id==0.7.2'
cat >"$work/see.py" <<'PY'
import lokal

for text in (
    "Saya Jujur dan bekerja keras.",
    "Saya jujur dan bekerja keras.",
    "Saya Setuju dengan usul itu.",
    "Saya Kader Posyandu.",
    "Bu Kades hadir.",
    "Pak RT mengundang warga.",
):
    print(text, "->", lokal.mask_pii(text).text)
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Saya Jujur dan bekerja keras. -> Saya [NAME_1] dan bekerja keras.
Saya jujur dan bekerja keras. -> Saya jujur dan bekerja keras.
Saya Setuju dengan usul itu. -> Saya Setuju dengan usul itu.
Saya Kader Posyandu. -> Saya [NAME_1].
Bu Kades hadir. -> Bu [NAME_1] hadir.
Pak RT mengundang warga. -> Pak RT mengundang warga.
SEEN
