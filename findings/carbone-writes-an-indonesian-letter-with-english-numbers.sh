#!/bin/sh
# carbone, told "id-id", writes "Senin, 17 Agustus 2026" and 1,500,000.50 in one letter; told "id", the
# numbers are Indonesian.
#
# Guess, before running: a language that has its names of days and months has its numbers, and a code of
# language and country is as good as the language alone.
# Seen with carbone 3.8.2: formatN and formatC write English marks with Rp behind the number for id-id,
# Indonesian marks for id; the date is Indonesian for both. Nothing is said.
# Where it matters: beside an Indonesian date a fee of 1,500 reads as one and a half, and 1.500 as
# fifteen hundred; nothing in the letter shows that its numbers are English.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'carbone@3.8.2'
cat >"$work/see.mjs" <<'JS'
import { writeFileSync } from "node:fs";
import { promisify } from "node:util";
import carbone from "carbone";

const render = promisify(carbone.render);
const template = `${import.meta.dirname}/letter.html`;
writeFileSync(template, "{d.day:formatD('dddd, D MMMM YYYY')} | {d.hours:formatN(1)} | {d.fee:formatC(2)}");
const letter = { day: "2026-08-17T02:00:00Z", hours: 1.5, fee: 1500000.5 };
for (const lang of ["id-id", "id", "en-us"]) {
  const rupiah = { currencySource: "IDR", currencyTarget: "IDR", currencyRates: { IDR: 1 } };
  const written = await render(template, letter, { lang, timezone: "Asia/Jakarta", ...rupiah });
  console.log(lang, "->", String(written));
}
process.exit();
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
id-id -> Senin, 17 Agustus 2026 | 1.5 | 1,500,000.50 Rp
id -> Senin, 17 Agustus 2026 | 1,5 | 1.500.000,50 Rp
en-us -> Monday, 17 August 2026 | 1.5 | Rp1,500,000.50
SEEN
