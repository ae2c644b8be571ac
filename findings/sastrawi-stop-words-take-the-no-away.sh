#!/bin/sh
# PySastrawi's stop words take "tidak" (not) and "bukan" (is not) out of an answer.
#
# Guess, before running: a list of words without meaning of their own holds no word of denial.
# Seen with PySastrawi 1.2.1: "I do not agree" and "I agree" are the same text afterwards. "Harus" (must)
# goes as well, while "jangan" (do not) stays.
# Where it matters: answers cleaned in this way, for likeness, themes or a first sorting, lose exactly what
# tells refusal from consent.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'PySastrawi==1.2.1'
cat >"$work/see.py" <<'PY'
from Sastrawi.StopWordRemover.StopWordRemoverFactory import StopWordRemoverFactory

remover = StopWordRemoverFactory().create_stop_word_remover()
for answer in ("Saya setuju", "Saya tidak setuju", "Itu bukan tugas saya", "Petugas harus mencatat", "Jangan bayar dulu"):
    print(f"{answer} -> {remover.remove(answer)}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Saya setuju -> Saya setuju
Saya tidak setuju -> Saya setuju
Itu bukan tugas saya -> Itu tugas
Petugas harus mencatat -> Petugas mencatat
Jangan bayar dulu -> Jangan bayar
SEEN
