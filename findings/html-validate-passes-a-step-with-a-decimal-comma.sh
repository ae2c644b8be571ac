#!/bin/sh
# html-validate has nothing against step="0,5" and value="3,5" in a field for numbers.
#
# Guess, before running: values of attributes are checked against what HTML allows, and numbers there have
# a point in every language.
# Seen with html-validate 10.17.0, recommended and a11y rules: neither the input nor a meter is reported,
# while a wrong type is. Browsers drop such a step and take 1, so 3.5 cannot be entered, and the value is
# empty.
# Where it matters: a template that prints its numbers through the Indonesian locale makes exactly this;
# the check in the build stays green and half marks are lost.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'html-validate@10.17.0'
cat >"$work/see.mjs" <<'JS'
import { HtmlValidate } from "html-validate";

const checker = new HtmlValidate({ extends: ["html-validate:recommended", "html-validate:a11y"] });
for (const field of [
  '<label>Nilai <input type="number" name="n" min="1" max="5" step="0,5" value="3,5"></label>',
  '<p><meter min="1" max="5" value="3,5">3,5</meter></p>',
  '<label>Nilai <input type="nomor" name="n"></label>',
]) {
  const report = await checker.validateString(field);
  const rules = report.results.flatMap((result) => result.messages.map((message) => message.ruleId));
  console.log(`${field}: ${rules.join(", ") || "nothing"}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
<label>Nilai <input type="number" name="n" min="1" max="5" step="0,5" value="3,5"></label>: nothing
<p><meter min="1" max="5" value="3,5">3,5</meter></p>: nothing
<label>Nilai <input type="nomor" name="n"></label>: attribute-allowed-values
SEEN
