#!/bin/sh
# In survey-core 1 equals 001 and 1 equals 01, and 01 does not equal 001.
#
# Guess, before running: what is typed into a text question and a value in quotation marks are compared as
# texts; or all as numbers.
# Seen with survey-core 3.1.1: though the value stands in quotation marks, the condition {rt} = '001' holds
# for the answers 1 and 0x1, and does not for 01, while {rt} = 1 holds for all four. The same question's
# correctAnswer '001' refuses 1.
# Where it matters: neighbourhoods are numbered RT 001 / RW 01 and typed in every way; who sees the
# follow-up question depends on which side has the zeros.
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
    { type: "text", name: "rt", correctAnswer: "001" },
    { type: "text", name: "more", visibleIf: "{rt} = '001'" },
    { type: "text", name: "other", visibleIf: "{rt} = 1" },
  ],
});
for (const typed of ["1", "01", "001", "0x1"]) {
  survey.setValue("rt", typed);
  const [rt, more, other] = survey.getAllQuestions();
  console.log(typed, "| = '001':", more.isVisible, "| = 1:", other.isVisible, "| correct:", rt.isAnswerCorrect());
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
1 | = '001': true | = 1: true | correct: false
01 | = '001': false | = 1: true | correct: false
001 | = '001': true | = 1: true | correct: true
0x1 | = '001': true | = 1: true | correct: false
SEEN
