#!/bin/sh
# survey-core, in Indonesian, asks for more than 10 and fewer than 20 letters where 10 and 20 are allowed.
#
# Guess, before running: a message about the length of an answer states the same limits in every language.
# Seen with survey-core 3.1.1: English says at least 10 and no more than 20; the Indonesian text says "lebih
# dari" (more than) and "kurang dari" (fewer than), begins with a stray P, and the one for a maximum alone
# lost its "dari". An answer of just 20 letters is taken.
# Where it matters: who has used the limit to the full shortens an answer that was right; the limits in two
# languages of one form differ by two.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'survey-core@3.1.1'
cat >"$work/see.cjs" <<'JS'
const { Model } = require("survey-core");
require("survey-core/i18n/indonesian");

for (const limits of [{ minLength: 10, maxLength: 20 }, { maxLength: 20 }]) {
  for (const locale of ["en", "id"]) {
    const survey = new Model({ elements: [{ type: "text", name: "jawaban", validators: [{ type: "text", ...limits }] }] });
    survey.locale = locale;
    const question = survey.getQuestionByName("jawaban");
    for (const length of [20, 21]) {
      question.value = "x".repeat(length);
      survey.validate();
      console.log(`${locale}, ${length} letters: ${question.errors.map((error) => error.text).join() || "taken"}`);
    }
  }
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
en, 20 letters: taken
en, 21 letters: Please enter at least 10 and no more than 20 characters.
id, 20 letters: taken
id, 21 letters: PSilahkan masukkan lebih dari 10 dan kurang dari 20 karakter.
en, 20 letters: taken
en, 21 letters: Please enter no more than 20 character(s).
id, 20 letters: taken
id, 21 letters: Silahkan masukkan kurang 20 karakter.
SEEN
