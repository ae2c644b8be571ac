#!/bin/sh
# mathjs makes 30 of "80 * 40% + 90 * 60%", a weighted mark of 86.
#
# Guess, before running: a per cent sign behind a number divides it by a hundred, with a plus behind it
# as at the end of the line; "80 + 20% + 10%" is 105.6.
# Seen with mathjs 15.2.0: a plus or minus behind the sign makes a division with remainder of it, 3200 by
# 90 here; "80 + 20% + 10%" is 80. With brackets round each product, with the per cent first or with 0.4
# for 40%, it is right.
# Where it matters: the weights of a mark are written in just this way where people may enter the formula
# themselves; what comes out is a number between 0 and 100.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'mathjs@15.2.0'
cat >"$work/see.mjs" <<'JS'
import { evaluate, parse } from "mathjs";

for (const expression of ["80 * 40% + 90 * 60%", "40% * 80 + 60% * 90", "(80 * 40%) + (90 * 60%)", "80 + 20% + 10%", "80 + 20%"]) {
  console.log(expression, "=", Number(evaluate(expression).toFixed(4)), "| read as:", parse(expression).toString({ parenthesis: "all" }));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
80 * 40% + 90 * 60% = 30 | read as: ((80 * 40) % (+90)) * (60 / 100)
40% * 80 + 60% * 90 = 86 | read as: ((40 / 100) * 80) + ((60 / 100) * 90)
(80 * 40%) + (90 * 60%) = 86 | read as: (80 * (40 / 100)) + (90 * (60 / 100))
80 + 20% + 10% = 80 | read as: 80 + (20 % ((+10) / 100))
80 + 20% = 96 | read as: 80 + (80 * (20 / 100))
SEEN
