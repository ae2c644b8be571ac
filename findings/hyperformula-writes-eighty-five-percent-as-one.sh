#!/bin/sh
# HyperFormula's TEXT(0.85,"0%") is "1%", and TEXT(1500000,"#,##0") is "1500000,##0".
#
# Guess, before running: the commonest formats of a spreadsheet, a percentage and thousands, give what
# every spreadsheet gives, 85% and 1,500,000, or an error.
# Seen with HyperFormula 3.5.0: the per cent sign is written and the number not multiplied; of #,##0 only
# the part before the comma is a format; dddd is the day of the month twice, and mmmm the month and two
# noughts. Plain noughts and dd/mm/yyyy are right.
# Where it matters: a workbook of results that says "Nilai " & TEXT(B2;"0%") tells everybody that they
# have 0% or 1%.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'hyperformula@3.5.0'
cat >"$work/see.mjs" <<'JS'
import { HyperFormula } from "hyperformula";

const sheet = HyperFormula.buildFromArray([[0.85]], { licenseKey: "gpl-v3" });
for (const [value, format] of [
  ["0.85", "0%"], ["0.125", "0.0%"], ["1500000", "#,##0"], ["DATE(2026,8,17)", "dddd"],
  ["DATE(2026,8,17)", "d mmmm yyyy"], ["DATE(2026,8,17)", "dd/mm/yyyy"], ["7", "000"], ["72.5", "0.0"],
]) {
  console.log(`TEXT(${value}, "${format}") ->`, sheet.calculateFormula(`=TEXT(${value},"${format}")`, 0));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
TEXT(0.85, "0%") -> 1%
TEXT(0.125, "0.0%") -> 0.1%
TEXT(1500000, "#,##0") -> 1500000,##0
TEXT(DATE(2026,8,17), "dddd") -> 1717
TEXT(DATE(2026,8,17), "d mmmm yyyy") -> 17 0800 2026
TEXT(DATE(2026,8,17), "dd/mm/yyyy") -> 17/08/2026
TEXT(7, "000") -> 007
TEXT(72.5, "0.0") -> 72.5
SEEN
