#!/bin/sh
# In formulajs the median of 80, a missing mark and 60 is 60, and their mean 70.
#
# Guess, before running: an empty cell is passed over by the median, the smallest value and a count below
# a limit, as it is by the mean.
# Seen with @formulajs/formulajs 4.6.1: AVERAGE, MIN and STDEV pass over null; MEDIAN and SMALL sort it
# in as nought, and COUNTIF counts it, and an empty text, as below 70.
# Where it matters: two of three reviewers have given their mark; the median says 60, the list of who
# lies below the bar has everybody in it who has not been read yet.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@formulajs/formulajs@4.6.1'
cat >"$work/see.mjs" <<'JS'
import { AVERAGE, COUNTIF, MEDIAN, MIN, SMALL, STDEV } from "@formulajs/formulajs";

for (const marks of [[80, 60], [80, null, 60], [80, null, 60, null]]) {
  console.log(JSON.stringify(marks), "AVERAGE", AVERAGE(marks), "| MEDIAN", MEDIAN(marks), "| MIN", MIN(marks),
    "| SMALL", SMALL(marks, 1), "| STDEV", STDEV.S(marks).toFixed(2), "| COUNTIF <70", COUNTIF(marks, "<70"));
}
console.log("with empty texts, COUNTIF <70:", COUNTIF([80, "", 60, ""], "<70"));
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
[80,60] AVERAGE 70 | MEDIAN 70 | MIN 60 | SMALL 60 | STDEV 14.14 | COUNTIF <70 1
[80,null,60] AVERAGE 70 | MEDIAN 60 | MIN 60 | SMALL 0 | STDEV 14.14 | COUNTIF <70 2
[80,null,60,null] AVERAGE 70 | MEDIAN 30 | MIN 60 | SMALL 0 | STDEV 14.14 | COUNTIF <70 3
with empty texts, COUNTIF <70: 3
SEEN
