#!/bin/sh
# Every third Indonesian person of @faker-js/faker has the same given name twice: Nur Nur Nurlaela.
#
# Guess, before running: a full name in the locale id_ID is one or more different names, as Indonesian names
# are.
# Seen with @faker-js/faker 10.6.0: of a thousand full names 335 have the same word twice in a row; of a
# thousand English ones none has.
# Where it matters: invented candidates are shown to whoever tries a recruitment platform, and used to test the
# search for people entered twice; both look broken here.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@faker-js/faker@10.6.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";
const { fakerEN, fakerID_ID } = createRequire(import.meta.url)("@faker-js/faker");

for (const [language, faker] of [["en", fakerEN], ["id_ID", fakerID_ID]]) {
  faker.seed(2026);
  const names = Array.from({ length: 1000 }, () => faker.person.fullName());
  const doubled = names.filter((name) => name.split(" ").some((word, at, all) => word === all[at + 1]));
  console.log(`${language}: ${doubled.length} of ${names.length}, such as ${doubled.slice(0, 3).join(", ") || "none"}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
en: 0 of 1000, such as none
id_ID: 335 of 1000, such as Zalindra Zalindra Melani, Ade Ade Mayasari, Fathonah Fathonah Purnawati
SEEN
