#!/bin/sh
# In the rule languages feelin and jsonata a mark of 72.5 is rounded to 72, and one of 73.5 to 74.
#
# Guess, before running: a half is rounded up, as everywhere a mark is rounded.
# Seen with feelin 8.2.0 (`decimal`) and jsonata 2.2.2 (`$round`): halves go to the even number.
# expr-eval 2.0.2 and filtrex 3.1.0 round them up.
# Where it matters: with 73 as the limit, one candidate with 72.5 passes in one program and fails in the
# other, and nobody sees which rule was at work.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'feelin@8.2.0' 'jsonata@2.2.2' 'expr-eval@2.0.2' 'filtrex@3.1.0'
cat >"$work/see.mjs" <<'JS'
import { Parser } from "expr-eval";
import { evaluate } from "feelin";
import { compileExpression } from "filtrex";
import jsonata from "jsonata";

for (const nilai of [71.5, 72.5, 73.5]) {
  const feel = evaluate("decimal(nilai, 0)", { nilai });
  console.log(
    nilai,
    "feelin", feel.value ?? feel,
    "jsonata", await jsonata("$round(nilai)").evaluate({ nilai }),
    "expr-eval", Parser.evaluate("round(nilai)", { nilai }),
    "filtrex", compileExpression("round(nilai)")({ nilai }),
  );
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
71.5 feelin 72 jsonata 72 expr-eval 72 filtrex 72
72.5 feelin 72 jsonata 72 expr-eval 73 filtrex 73
73.5 feelin 74 jsonata 74 expr-eval 74 filtrex 74
SEEN
