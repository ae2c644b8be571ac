#!/bin/sh
# In survey-core 17,5 plus 1 is 18.5, and 1.500,50 plus 1 is "1.500,501".
#
# Guess, before running: a typed number with a comma is either read, with and without thousands, or is no
# number, and then a sum has no value.
# Seen with survey-core 3.1.1: one comma counts as a decimal point; 1.500 is one and a half; with point and
# comma the text is no number, and + writes the 1 behind it, while * gives nothing.
# Where it matters: incomes, distances and numbers of members are typed as Indonesia writes them, and sums
# decide which questions follow.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'survey-core@3.1.1'
cat >"$work/see.mjs" <<'JS'
import { Model } from "survey-core";

const survey = new Model({
  elements: [
    { type: "text", name: "typed" },
    { type: "expression", name: "sum", expression: "{typed} + 1" },
    { type: "expression", name: "product", expression: "{typed} * 2" },
  ],
});
for (const typed of ["17,5", "1.500", "1.500,50"]) {
  survey.setValue("typed", typed);
  console.log(typed, "| + 1:", survey.getValue("sum"), "| * 2:", survey.getValue("product"));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
17,5 | + 1: 18.5 | * 2: 35
1.500 | + 1: 2.5 | * 2: 3
1.500,50 | + 1: 1.500,501 | * 2: undefined
SEEN
