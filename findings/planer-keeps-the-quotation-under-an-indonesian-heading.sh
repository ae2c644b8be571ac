#!/bin/sh
# planer leaves the whole quoted mail in a reply when the line above it is Indonesian.
#
# Guess, before running: lines at the end of a mail that begin with > are a quotation, whatever the
# language of the line before.
# Seen with planer 1.2.0 and email-reply-parser 2.3.7: under "On ... wrote:" planer removes the quotation,
# under "Pada ... menulis:" (what Gmail writes in Indonesian) it keeps heading and quotation.
# email-reply-parser removes the marked lines and keeps the heading.
# Where it matters: replies of referees and candidates are stored without what they quote; here the
# organisation's own words would be stored as theirs.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'planer@1.2.0' 'email-reply-parser@2.3.7'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const planer = load("planer");
const Parser = load("email-reply-parser").default ?? load("email-reply-parser");
for (const heading of [
  "On Mon, Mar 30, 2026 at 9:15 AM Panitia <panitia@contoh.example> wrote:",
  "Pada Sen, 30 Mar 2026 pukul 09.15 Panitia <panitia@contoh.example> menulis:",
]) {
  const mail = `Saya bisa hadir.\n\n${heading}\n\n> Apakah Anda bisa hadir?\n`;
  console.log(`planer: ${JSON.stringify(planer.extractFrom(mail, "text/plain"))}`);
  console.log(`email-reply-parser: ${JSON.stringify(new Parser().read(mail).getVisibleText().trim())}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
planer: "Saya bisa hadir."
email-reply-parser: "Saya bisa hadir."
planer: "Saya bisa hadir.\n\nPada Sen, 30 Mar 2026 pukul 09.15 Panitia <panitia@contoh.example> menulis:\n\n> Apakah Anda bisa hadir?"
email-reply-parser: "Saya bisa hadir.\n\nPada Sen, 30 Mar 2026 pukul 09.15 Panitia <panitia@contoh.example> menulis:"
SEEN
