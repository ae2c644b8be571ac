#!/bin/sh
# A mark that is stored as text counts in HyperFormula's SUMPRODUCT, and in no other total of the same
# column.
#
# Guess, before running: a text in a range is passed over by SUM, AVERAGE and SUMPRODUCT alike, as in a
# spreadsheet.
# Seen with HyperFormula 3.5.0: of 80, "90" as text and 60 the sum is 140, the mean 70 and the greatest
# 80; SUMPRODUCT with weights of 1 is 230, and divided by the weights 76.67, a weighted mean with equal
# weights that is not the mean.
# Where it matters: marks arrive as text from forms and CSV files; whoever checks the weighted score
# against the plain one finds two results and no message.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'hyperformula@3.5.0'
cat >"$work/see.mjs" <<'JS'
import { HyperFormula } from "hyperformula";

const marks = [[80, 1], ["'90", 1], [60, 1]];
const sheet = HyperFormula.buildFromArray(marks, { licenseKey: "gpl-v3" });
for (const formula of [
  "SUM(A1:A3)", "AVERAGE(A1:A3)", "MAX(A1:A3)", "COUNT(A1:A3)",
  "SUMPRODUCT(A1:A3,B1:B3)", "ROUND(SUMPRODUCT(A1:A3,B1:B3)/SUM(B1:B3),2)",
]) {
  console.log(formula, "->", sheet.calculateFormula(`=${formula}`, 0));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
SUM(A1:A3) -> 140
AVERAGE(A1:A3) -> 70
MAX(A1:A3) -> 80
COUNT(A1:A3) -> 2
SUMPRODUCT(A1:A3,B1:B3) -> 230
ROUND(SUMPRODUCT(A1:A3,B1:B3)/SUM(B1:B3),2) -> 76.67
SEEN
