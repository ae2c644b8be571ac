#!/bin/sh
# survey-core's date mask keeps 2026-02-31 and shows 03/03/2026.
#
# Guess, before running: a typed date that does not exist is refused or left unfinished, since the mask
# knows days, months and years.
# Seen with survey-core 3.1.1, mask dd/mm/yyyy: day 31 is taken for every month. The answer holds the date
# as typed, and the field, shown again, the date into which it rolls over. No error, also after `validate`.
# Day 32 and month 13 cannot be typed.
# Where it matters: an answer shows one day to the candidate and hands over another, which the database then
# refuses.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'survey-core@3.1.1'
cat >"$work/see.cjs" <<'JS'
process.env.TZ = "UTC";
const { Model } = require("survey-core");

for (const typed of ["17/08/2026", "31/02/2026", "29/02/2026", "31/06/2026"]) {
  const survey = new Model({
    elements: [{ type: "text", name: "day", maskType: "datetime", maskSettings: { pattern: "dd/mm/yyyy" } }],
  });
  const question = survey.getQuestionByName("day");
  question.inputValue = typed;
  console.log(`${typed}: kept ${question.value}, shown ${question.inputValue}, valid ${survey.validate()}`);
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
17/08/2026: kept 2026-08-17, shown 17/08/2026, valid true
31/02/2026: kept 2026-02-31, shown 03/03/2026, valid true
29/02/2026: kept 2026-02-29, shown 01/03/2026, valid true
31/06/2026: kept 2026-06-31, shown 01/07/2026, valid true
SEEN
