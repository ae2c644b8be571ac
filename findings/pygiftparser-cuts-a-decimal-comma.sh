#!/bin/sh
# pygiftparser reads the key 12,5 with tolerance 0,1 as 12 with tolerance 0, and calls the question valid.
#
# Guess, before running: GIFT writes numbers with a point, so a key with a decimal comma is refused, as
# gift-pegjs refuses it.
# Seen with pygiftparser 1.1: whatever follows the first digits is dropped without a word; 12,5 becomes 12,
# 1.500 (one thousand five hundred, as Indonesia writes it) becomes 1.5, and `valid` is true.
# Where it matters: authors write figures as their language does; an imported key has to be shown to a
# person before it scores anybody.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pygiftparser==1.1'
cat >"$work/see.py" <<'PY'
import io

from pygiftparser import parser

questions = parser.parseFile(io.StringIO("::Persen:: Berapa persen? {#12,5:0,1}\n\n::Warga:: Berapa warga? {#1.500}\n"))
for question in questions:
    key = question.answers.answers[0]
    print(f"{question.title}: valid {question.valid}, key {key.value}, tolerance {key.tolerance}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Persen: valid True, key 12.0, tolerance 0
Warga: valid True, key 1.5, tolerance 0
SEEN
