#!/bin/sh
# A month after 31 January is 3 March in survey-core, and a year after 29 February is 1 March.
#
# Guess, before running: the end of the month stays the end of the month, 28 February, as in a spreadsheet's
# EDATE.
# Seen with survey-core 3.1.1: `dateAdd` of months or years keeps the day and lets what is too much roll
# over, so 31 January and 3 February have the same day a month later, and 31 August plus one month is in
# October.
# Where it matters: trial periods, terms of contract and notice run in months; the form tells a last day
# that is days late.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'survey-core@3.1.1'
cat >"$work/see.cjs" <<'JS'
process.env.TZ = "UTC";
const { ExpressionRunner } = require("survey-core");

for (const [from, count, unit] of [
  ["2026-01-28", 1, "months"], ["2026-01-31", 1, "months"], ["2026-02-03", 1, "months"],
  ["2026-08-31", 1, "months"], ["2028-02-29", 1, "years"],
]) {
  const runner = new ExpressionRunner(`dateAdd({from}, ${count}, '${unit}')`);
  const date = runner.runValues({ from });
  console.log(`${from} and ${count} ${unit}: ${date.toISOString().slice(0, 10)}`);
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
2026-01-28 and 1 months: 2026-02-28
2026-01-31 and 1 months: 2026-03-03
2026-02-03 and 1 months: 2026-03-03
2026-08-31 and 1 months: 2026-10-01
2028-02-29 and 1 years: 2029-03-01
SEEN
