#!/bin/sh
# An escaped colon in a GIFT question keeps its backslash in one reader and loses it in the other.
#
# Guess, before running: GIFT needs a backslash before : = ~ # { }, and a reader hands over the sentence
# without it.
# Seen with pygiftparser 1.1 and gift-pegjs 1.0.2: the Python reader honours the escape when it looks for
# the answers, and then leaves the backslash in the text, the choices and the feedback; the JavaScript
# reader removes it.
# Where it matters: questions quote people ("Warga berkata: ...") all the time; candidates would read the
# backslashes.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'pygiftparser==1.1'
cat >"$work/bank.gift" <<'GIFT'
::Aduan:: Warga berkata\: bansos belum cair. Langkah pertama? {=Catat\: siapa, kapan ~Menolak}
GIFT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" 'gift-pegjs@1.0.2'
cat >"$work/other.mjs" <<'JS'
import { readFileSync } from "node:fs";
import { parse } from "gift-pegjs";
for (const question of parse(readFileSync(process.argv[2], "utf8"))) {
  console.log(`gift-pegjs: ${question.stem.text} -> ${question.choices[0].text.text}`);
}
JS
cat >"$work/see.py" <<'PY'
import sys

from pygiftparser import parser

with open(sys.argv[1], encoding="utf-8") as bank:
    for question in parser.parseFile(bank):
        print(f"pygiftparser: {question.text} -> {question.answers.answers[0].answer}")
PY
"$work/venv/bin/python" "$work/see.py" "$work/bank.gift" >"$work/seen"
node "$work/other.mjs" "$work/bank.gift" >>"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
pygiftparser: Warga berkata\: bansos belum cair. Langkah pertama? -> Catat\: siapa, kapan
gift-pegjs: Warga berkata: bansos belum cair. Langkah pertama? -> Catat: siapa, kapan
SEEN
