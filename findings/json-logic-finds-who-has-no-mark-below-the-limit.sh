#!/bin/sh
# The rule "mark below 50" holds in json-logic for a candidate who has no mark yet.
#
# Guess, before running: a rule about a mark that is missing holds for nobody, or stops.
# Seen with json-logic-js 2.0.5 and json-logic-engine 5.0.7: a field that is missing is null, and null
# counts as nought when it is compared; an empty text does, too. jexl 2.3.0 does the same with null and
# not with a missing field; filtrex 3.1.0 hands an error back.
# Where it matters: the rule sends a refusal; whose task is not marked yet is refused with those who
# failed.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'json-logic-js@2.0.5' 'json-logic-engine@5.0.7' 'jexl@2.3.0' 'filtrex@3.1.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";
import { compileExpression } from "filtrex";
import jexl from "jexl";
import { LogicEngine } from "json-logic-engine";

const jsonLogic = createRequire(import.meta.url)("json-logic-js");
const below = { "<": [{ var: "nilai" }, 50] };
for (const candidate of [{ nilai: 40 }, { nilai: 60 }, { nilai: null }, { nilai: "" }, {}]) {
  const filtered = compileExpression("nilai < 50")(candidate);
  console.log(
    JSON.stringify(candidate),
    "json-logic-js", jsonLogic.apply(below, candidate),
    "json-logic-engine", new LogicEngine().run(below, candidate),
    "jexl", jexl.evalSync("nilai < 50", candidate),
    "filtrex", filtered instanceof Error ? filtered.name : filtered,
  );
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
{"nilai":40} json-logic-js true json-logic-engine true jexl true filtrex true
{"nilai":60} json-logic-js false json-logic-engine false jexl false filtrex false
{"nilai":null} json-logic-js true json-logic-engine true jexl true filtrex TypeError
{"nilai":""} json-logic-js true json-logic-engine true jexl true filtrex TypeError
{} json-logic-js true json-logic-engine true jexl false filtrex ReferenceError
SEEN
