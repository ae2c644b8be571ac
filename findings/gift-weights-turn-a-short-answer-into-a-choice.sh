#!/bin/sh
# Two spellings with weights are a short answer for one GIFT reader, and a choice of one for the other.
#
# Guess, before running: answers that all begin with = are accepted spellings of a short answer, with or
# without a weight.
# Seen with pygiftparser 1.1 and gift-pegjs 1.0.2: without weights both see a short answer. As soon as one
# spelling earns less, pygiftparser makes it a selection, so the candidate would be shown the accepted
# spellings to choose from.
# Where it matters: partial credit for a spelling is what makes such keys fair; a bank read in this way
# prints its key as the question.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pygiftparser==1.1'
cat >"$work/bank.gift" <<'GIFT'
::Polos:: Nama desanya? {=Sukamaju =Suka Maju}

::Berbobot:: Nama desanya? {=%100%Sukamaju =%50%Suka Maju}
GIFT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" 'gift-pegjs@1.0.2'
cat >"$work/other.mjs" <<'JS'
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";
for (const question of parse(readFileSync(process.argv[2], "utf8"))) {
  console.log(`gift-pegjs ${question.title}: ${question.type}`);
}
JS
cat >"$work/see.py" <<'PY'
import sys

from pygiftparser import parser

with open(sys.argv[1], encoding="utf-8") as bank:
    for question in parser.parseFile(bank):
        print(f"pygiftparser {question.title}: {type(question.answers).__name__}")
PY
"$work/venv/bin/python" "$work/see.py" "$work/bank.gift" >"$work/seen"
node "$work/other.mjs" "$work/bank.gift" >>"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
pygiftparser Polos: ShortSet
pygiftparser Berbobot: SelectSet
gift-pegjs Polos: Short
gift-pegjs Berbobot: Short
SEEN
