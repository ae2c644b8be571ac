#!/bin/sh
# gettext-parser compiles a translation that is marked fuzzy, so the old wording of a changed sentence is
# shown.
#
# Guess, before running: a message marked fuzzy, because its original has changed since, is left out of
# the compiled catalogue, as msgfmt, Babel and polib leave it out.
# Seen with gettext-parser 10.0.0: the mark is read, and the message compiled like any other; one without
# a translation is left out. "You may decline", which was "You must agree" when it was translated, stays
# "Anda harus setuju" (you must agree).
# Where it matters: Indonesian candidates read the old sentence about consent, the opposite of the
# English one, until somebody has looked at it.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'gettext-parser@10.0.0'
cat >"$work/see.mjs" <<'JS'
import { mo, po } from "gettext-parser";

const catalogue = `msgid ""
msgstr ""
"Language: id\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#, fuzzy
#| msgid "You must agree"
msgid "You may decline"
msgstr "Anda harus setuju"

msgid "Send"
msgstr "Kirim"

msgid "Cancel"
msgstr ""
`;
const read = po.parse(catalogue);
console.log("marked:", read.translations[""]["You may decline"].comments.flag);
const compiled = mo.parse(mo.compile(read)).translations[""];
for (const message of ["You may decline", "Send", "Cancel"]) {
  console.log(`compiled: ${message} -> ${compiled[message]?.msgstr[0] ?? "nothing"}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
marked: fuzzy
compiled: You may decline -> Anda harus setuju
compiled: Send -> Kirim
compiled: Cancel -> nothing
SEEN
