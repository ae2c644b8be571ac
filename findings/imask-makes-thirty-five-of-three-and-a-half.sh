#!/bin/sh
# A mask set for Indonesian numbers makes 35 of a typed 3.5.
#
# Guess, before running: with a point for thousands and a comma for decimals 3.5 is either understood as
# 3,5, for which imask has its list `mapToRadix` with the point in it, or cannot be typed, since no group of
# thousands has one digit.
# Seen with imask 7.6.1 and the numeric mask of survey-core 3.1.1: both pass over the point and take the 5
# as the next digit, typed and pasted alike; imask does so with `mapToRadix` as well, because the mark of
# thousands goes first. 1.500 is right.
# Where it matters: marks such as 3,5 are typed with the point of the number keys as often as with the
# comma; ten times the mark stands in the field, and within the limits of a scale up to 100 nothing objects.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'imask@7.6.1' 'survey-core@3.1.1'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";
import IMask from "imask";
const { Model } = createRequire(import.meta.url)("survey-core");

for (const text of ["3,5", "3.5", "12.5", "1.500"]) {
  const mask = IMask.createMask({ mask: Number, thousandsSeparator: ".", radix: ",", mapToRadix: ["."] });
  for (const letter of text) mask.append(letter, { input: true });
  const typed = mask.typedValue;
  mask.resolve(text);
  const maskSettings = { decimalSeparator: ",", thousandsSeparator: "." };
  const survey = new Model({ elements: [{ type: "text", name: "mark", maskType: "numeric", maskSettings }] });
  const question = survey.getQuestionByName("mark");
  question.inputValue = text;
  console.log(`${text}: imask typed ${typed}, pasted ${mask.typedValue}, survey-core ${question.value}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
3,5: imask typed 3.5, pasted 3.5, survey-core 3.5
3.5: imask typed 35, pasted 35, survey-core 35
12.5: imask typed 125, pasted 125, survey-core 125
1.500: imask typed 1500, pasted 1500, survey-core 1500
SEEN
