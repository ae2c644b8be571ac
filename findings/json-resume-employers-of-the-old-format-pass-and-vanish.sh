#!/bin/sh
# A résumé of JSON Resume 0.x is valid in 1.x, with an employer whose name no longer exists.
#
# Guess, before running: `work[].company`, which 1.0 renamed to `name`, is refused by the schema or at least
# reported.
# Seen with @jsonresume/schema 1.3.1: all properties are optional and unknown ones allowed, so the old
# résumé, one with a misspelt property and one whose countryCode is "Indonesia" are all valid; a date in
# words is refused.
# Where it matters: an import that trusts the check shows applicants without employers, and nobody asks
# them.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@jsonresume/schema@1.3.1'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const schema = createRequire(import.meta.url)("@jsonresume/schema");
const resumes = {
  "old employer": { work: [{ company: "Desa Sukamaju", position: "Kader", startDate: "2024-03" }] },
  "misspelt": { work: [{ nama: "Desa Sukamaju", posisi: "Kader" }] },
  "country in words": { basics: { name: "Siti Aminah", location: { countryCode: "Indonesia" } } },
  "date in words": { work: [{ name: "Desa Sukamaju", startDate: "Maret 2024" }] },
};
for (const [name, resume] of Object.entries(resumes)) {
  schema.validate(resume, (_, valid) => console.log(name, JSON.stringify(valid)));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
old employer true
misspelt true
country in words true
date in words false
SEEN
