#!/bin/sh
# washyourmouthoutwithsoap finds a bad word in "surat sudah dikirim", the letter has been sent, and none
# in "goblok", stupid.
#
# Guess, before running: a list of bad words for a language holds bad words of that language.
# Seen with washyourmouthoutwithsoap 1.0.2: the Indonesian list is the English one translated word by
# word, with what the words mean otherwise: sent, room, chicken, ball, chest, rubbish, fan; "terima
# kasih", thank you, is on it too, and not found, since the search is for single words.
# Where it matters: messages of a neighbourhood are held back for being about chickens, rubbish and
# rooms; the insult passes.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'washyourmouthoutwithsoap@1.0.2'
cat >"$work/see.mjs" <<'JS'
import soap from "washyourmouthoutwithsoap";

for (const text of ["surat sudah dikirim", "ruang rapat", "peternak ayam", "warga membuang sampah", "bola voli", "goblok"]) {
  console.log(text, "->", soap.check("id", text));
}
console.log("on the list: terima kasih", soap.words("id").includes("terima kasih"));
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
surat sudah dikirim -> true
ruang rapat -> true
peternak ayam -> true
warga membuang sampah -> true
bola voli -> true
goblok -> false
on the list: terima kasih true
SEEN
