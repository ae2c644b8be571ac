#!/bin/sh
# xlsx-calc, which computes a workbook's formulas, counts "tidak hadir" (did not come) as a nought in
# the average, and sums nothing with SUMIF.
#
# Guess, before running: AVERAGE leaves text and empty cells out, and SUMIF adds the marks that fulfil
# the condition, as in a spreadsheet.
# Seen with xlsx-calc 0.9.2: AVERAGE divides the sum of four marks by five, as many as there are filled
# cells; SUMIF with the condition ">=70" is 0. Neither is an error.
# Where it matters: one absent candidate lowers the average of a village by a fifth.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'xlsx-calc@0.9.2'
cat >"$work/see.mjs" <<'JS'
import XLSX_CALC from "xlsx-calc";

const marks = { A1: 80, A2: 72.5, A3: 60, A4: "tidak hadir", A5: 80 };
const cells = Object.fromEntries(Object.entries(marks).map(([at, v]) => [at, { v, t: typeof v === "number" ? "n" : "s" }]));
for (const formula of ["SUM(A1:A5)", "AVERAGE(A1:A5)", 'SUMIF(A1:A5,">=70")']) {
  const sheet = { ...cells, B1: { f: formula } };
  XLSX_CALC({ SheetNames: ["Nilai"], Sheets: { Nilai: sheet } });
  console.log(formula, sheet.B1.v);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
SUM(A1:A5) 292.5
AVERAGE(A1:A5) 58.5
SUMIF(A1:A5,">=70") 0
SEEN
