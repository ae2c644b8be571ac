#!/bin/sh
# html-to-text writes a row with the marks 8 and 5 as "85", and an access code in a heading in capitals.
#
# Guess, before running: the cells of a table stay apart, by a blank at least, and letters stay as they
# are.
# Seen with html-to-text 10.0.1: without options a table is one line without anything between its cells
# or rows; headings are turned into capitals. A selector for tables (`dataTable`) and `uppercase: false`
# for headings put it right.
# Where it matters: the plain part of a mail is what simple telephones and screen readers get:
# "Empati85", and a code that is refused because aB3x was sent as AB3X.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'html-to-text@10.0.1'
cat >"$work/see.mjs" <<'JS'
import { convert } from "html-to-text";

const mail = `<h2>Kode Anda: aB3x</h2>
<table><tr><th>Empati</th><td>8</td><td>5</td></tr><tr><th>Bahasa</th><td>7</td><td>9</td></tr></table>`;
console.log(convert(mail));
console.log("--- with options");
console.log(convert(mail, {
  selectors: [{ selector: "table", format: "dataTable" }, { selector: "h2", options: { uppercase: false } }],
}));
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
KODE ANDA: AB3X

Empati85Bahasa79
--- with options
Kode Anda: aB3x

EMPATI   8   5
BAHASA   7   9
SEEN
