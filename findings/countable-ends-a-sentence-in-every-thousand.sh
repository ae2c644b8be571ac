#!/bin/sh
# countable counts three sentences in "Rp 1.500.000" and four in "S.Sos., M.Si."
#
# Guess, before running: a point between two digits or between two letters of a degree ends no sentence;
# Intl's segmenter for id sees one in each.
# Seen with countable 3.0.1 beside node's Intl.Segmenter: every point, whatever follows, is an end. A
# budget line with two amounts has four sentences.
# Where it matters: the length of sentences is the usual sign of plain writing; texts with amounts, times
# (09.15) or degrees look plainer than they are.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'countable@3.0.1'
cat >"$work/see.mjs" <<'JS'
import Countable from "countable";

const segmenter = new Intl.Segmenter("id", { granularity: "sentence" });
for (const text of [
  "Warga desa hadir",
  "Biayanya Rp 1.500.000",
  "Dari Rp 1.500.000 tersisa Rp 250.000",
  "Rapat mulai pukul 09.15",
  "Lulusan S.Sos., M.Si.",
]) {
  Countable.count(text, (count) => {
    console.log(`${text}: countable ${count.sentences} | Intl ${[...segmenter.segment(text)].length}`);
  });
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Warga desa hadir: countable 1 | Intl 1
Biayanya Rp 1.500.000: countable 3 | Intl 1
Dari Rp 1.500.000 tersisa Rp 250.000: countable 4 | Intl 1
Rapat mulai pukul 09.15: countable 2 | Intl 1
Lulusan S.Sos., M.Si.: countable 4 | Intl 1
SEEN
