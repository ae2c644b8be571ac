#!/bin/sh
# In fast-formula-parser "Ya" is not "ya", and COUNTIF counts one agreement of three.
#
# Guess, before running: formulas of a spreadsheet compare without regard to capitals: "Ya"="ya" is true,
# COUNTIF counts Ya, ya and YA, and SEARCH, unlike FIND, finds either.
# Seen with fast-formula-parser 1.0.19: all of these keep capitals apart, and COUNTIF for numbers from 70
# counts a 90 that is a text, which a spreadsheet leaves out. No error.
# Where it matters: rules that were written and tried out in Excel count other people once they run on a
# server: who ticked Ya and typed ya is not the same.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'fast-formula-parser@1.0.19'
cat >"$work/see.mjs" <<'JS'
import FormulaParser from "fast-formula-parser";

const cells = [["Ya", 80], ["ya", "90"], ["YA", 60], ["tidak", 75]];
const parser = new FormulaParser({
  onCell: ({ row, col }) => cells[row - 1][col - 1],
  onRange: ({ from, to }) => cells.slice(from.row - 1, to.row).map((row) => row.slice(from.col - 1, to.col)),
});
for (const formula of [
  'A1="ya"', 'IF("YA"=A2,1,0)', 'COUNTIF(A1:A4,"ya")', 'SUMIF(A1:A4,"ya",B1:B4)', 'SEARCH("YA","saya")', 'COUNTIF(B1:B4,">=70")',
]) {
  const found = parser.parse(formula, { row: 9, col: 9, sheet: "Sheet1" });
  console.log(formula, "->", found.name ?? found);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
A1="ya" -> false
IF("YA"=A2,1,0) -> 0
COUNTIF(A1:A4,"ya") -> 1
SUMIF(A1:A4,"ya",B1:B4) -> 0
SEARCH("YA","saya") -> #VALUE!
COUNTIF(B1:B4,">=70") -> 3
SEEN
