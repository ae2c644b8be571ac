#!/bin/sh
# natural's Indonesian tokenizer cuts capital letters out: "Rp" is p, "RT 003" is 003 and Warga is arga.
#
# Guess, before running: words come out whole, in their own letters or in small ones, as with the package's
# English tokenizer.
# Seen with natural 8.1.1, `AggressiveTokenizerId`: whatever is not a small letter, a digit, a blank or a
# hyphen is taken for a boundary. Only text in small letters is divided as one would think, anak-anak
# staying whole.
# Where it matters: each sentence loses its first letter, and the abbreviations of village life, RT, RW,
# PKK, vanish; an index of answers finds them under nothing.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'natural@8.1.1'
cat >"$work/see.cjs" <<'JS'
process.env.DOTENV_CONFIG_QUIET = "true";
const { AggressiveTokenizer, AggressiveTokenizerId } = require("natural");

for (const text of ["Warga RT 003 dan PKK", "Rp 500 untuk anak-anak", "rp 500 untuk anak-anak"]) {
  console.log(`${text}: id ${new AggressiveTokenizerId().tokenize(text).join("|")}`);
  console.log(`    en ${new AggressiveTokenizer().tokenize(text).join("|")}`);
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Warga RT 003 dan PKK: id arga|003|dan
    en Warga|RT|003|dan|PKK
Rp 500 untuk anak-anak: id p|500|untuk|anak-anak
    en Rp|500|untuk|anak-anak
rp 500 untuk anak-anak: id rp|500|untuk|anak-anak
    en rp|500|untuk|anak-anak
SEEN
