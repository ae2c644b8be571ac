#!/bin/sh
# axe-core passes lang="in", the code that Indonesian lost in 1989, and fails lang="ind".
#
# Guess, before running: a rule for valid languages refuses withdrawn codes; "ind", the three-letter code of
# the same language, is either refused with it or passes as "zsm" for Malay does.
# Seen with axe-core 4.14.1 in jsdom 26.1.0: in and jw (once printed for Javanese) pass beside id and jv;
# ind fails, zsm passes. node's Intl knows that in and ind both mean id.
# Where it matters: Java before 17, and Android's folders of texts to this day, call Indonesian "in":
# exactly the wrong code that occurs goes through the check, and a page may be read aloud by no Indonesian
# voice.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'axe-core@4.14.1' 'jsdom@26.1.0'
cat >"$work/see.cjs" <<'JS'
const { readFileSync } = require("node:fs");
const { JSDOM } = require("jsdom");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const look = async () => {
  for (const code of ["id", "in", "ind", "jv", "jw", "zsm"]) {
    const page = `<!doctype html><html lang="${code}"><title>Tes</title><main><h1>Tes</h1></main></html>`;
    const { window } = new JSDOM(page, { runScripts: "outside-only" });
    window.eval(axe);
    const { violations } = await window.axe.run({ runOnly: ["html-lang-valid"] });
    console.log(`${code} (${Intl.getCanonicalLocales(code)}): ${violations.length === 0 ? "passes" : "fails"}`);
  }
};
look();
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
id (id): passes
in (id): passes
ind (id): fails
jv (jv): passes
jw (jv): passes
zsm (ms): passes
SEEN
