#!/bin/sh
# multilang-sentiment gives "belum puas" (not satisfied yet) the mark of "puas", and hurt feelings a good
# one.
#
# Guess, before running: the words that turn an Indonesian sentence round, tidak, belum, bukan and tak,
# turn its mark round.
# Seen with multilang-sentiment 2.0.0: tidak does, belum, bukan, tak and tidaklah do not. Every word
# counts by itself, so "sakit hati" (hurt) is 3, a sick heart whose heart weighs more.
# Where it matters: complaints here are polite, "belum" where one means "not"; a count of moods of a
# community calls them praise.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'multilang-sentiment@2.0.0'
cat >"$work/see.mjs" <<'JS'
import sentiment from "multilang-sentiment";

for (const text of [
  "saya puas", "saya tidak puas", "saya belum puas", "saya bukan puas",
  "petugas ramah", "petugas tak ramah", "pelayanan tidaklah baik", "saya sakit hati",
]) {
  const { score, words } = sentiment(text, "id");
  console.log(text, "->", score, words.join(", "));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
saya puas -> 2 puas
saya tidak puas -> -2 puas
saya belum puas -> 2 puas
saya bukan puas -> 2 puas
petugas ramah -> 2 ramah
petugas tak ramah -> 2 ramah
pelayanan tidaklah baik -> 2 baik
saya sakit hati -> 3 sakit, hati
SEEN
