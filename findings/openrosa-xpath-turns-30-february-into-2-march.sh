#!/bin/sh
# openrosa-xpath-evaluator makes 2 March of 30 February, and refuses month 13.
#
# Guess, before running: a date that does not exist is no date for the XPath function `date`, as 2026-13-01
# is none.
# Seen with openrosa-xpath-evaluator 3.1.0 in jsdom 26.1.0: days beyond the month's last roll over into the
# next month up to 31; 2026-02-30 even equals 2026-03-02. Months beyond 12 and dates in another order are
# invalid.
# Where it matters: community surveys ask day, month and year of birth in three questions and join them; a
# slip becomes another birthday, and a constraint that looks for invalid dates lets it through.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'openrosa-xpath-evaluator@3.1.0' 'jsdom@26.1.0'
cat >"$work/see.cjs" <<'JS'
const { JSDOM } = require("jsdom");

const { window } = new JSDOM("<data/>", { contentType: "text/xml" });
Object.assign(globalThis, {
  window,
  Node: window.Node,
  XPathResult: window.XPathResult,
  XPathEvaluator: window.XPathEvaluator ?? class {
    evaluate(...all) {
      return window.document.evaluate(...all);
    }
  },
});
const evaluator = require("openrosa-xpath-evaluator")();
for (const expression of [
  "date('2026-02-28')",
  "date('2026-02-30')",
  "date('2026-02-30') = date('2026-03-02')",
  "date('2026-06-31')",
  "date('2026-06-32')",
  "date('2026-13-01')",
  "date('30/06/2026')",
]) {
  console.log(`${expression}: ${evaluator.evaluate(expression, window.document, null, 2, null).stringValue}`);
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
date('2026-02-28'): 2026-02-28
date('2026-02-30'): 2026-03-02
date('2026-02-30') = date('2026-03-02'): true
date('2026-06-31'): 2026-07-01
date('2026-06-32'): Invalid Date
date('2026-13-01'): Invalid Date
date('30/06/2026'): Invalid Date
SEEN
