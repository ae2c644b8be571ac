#!/bin/sh
# In survey-core's `age` whoever was born on 29/11/1900 is 0 years old, and 05/11/1900 is the 11th of May.
#
# Guess, before running: a date in Indonesian order, typed into a text question, has no age, since only
# 1900-11-29 is a date there; or it is read with the day first.
# Seen with survey-core 3.1.1: what follows is read as in America. From the 13th of a month on, and with the
# month in words, that is no date, and then `age` is 0, a number like any other, while `month` and `day` are
# not numbers.
# Where it matters: a question shown from 18 years on, or a warning below it, goes by this; half of the
# people are newborns, and the others a few months too old or young.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'survey-core@3.1.1'
cat >"$work/see.cjs" <<'JS'
process.env.TZ = "UTC";
const { ExpressionRunner } = require("survey-core");

const value = (expression, born) => new ExpressionRunner(expression).runValues({ born });
for (const born of ["1900-11-29", "29/11/1900", "05/11/1900", "17 Agustus 1900"]) {
  const age = value("age({born})", born);
  console.log(
    `${born}: ${age === 0 ? "age 0" : "older than a century"}, of age ${value("age({born}) >= 18", born)},`,
    `month ${value("month({born})", born)}, day ${value("day({born})", born)}`,
  );
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
1900-11-29: older than a century, of age true, month 11, day 29
29/11/1900: age 0, of age false, month NaN, day NaN
05/11/1900: older than a century, of age true, month 5, day 11
17 Agustus 1900: age 0, of age false, month NaN, day NaN
SEEN
