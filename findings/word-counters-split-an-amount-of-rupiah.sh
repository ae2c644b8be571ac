#!/bin/sh
# "Rp 1.500.000" is four words for word-count and alfaaz, and two for reading-time.
#
# Guess, before running: an amount is one word in every counter, since people read it as one; only how a
# hyphen counts is open.
# Seen with word-count 0.3.1, alfaaz 1.1.0, reading-time 1.5.0: the former two begin a new word at points,
# commas and slashes (3,5 km is three words, RT/RW two); all three count anak-anak, the doubled plural,
# once.
# Where it matters: answers have a limit of words; who gives figures as Indonesia writes them reaches it
# sooner, and the number in the browser is not the server's.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'word-count@0.3.1' 'alfaaz@1.1.0' 'reading-time@1.5.0'
cat >"$work/see.mjs" <<'JS'
import { countWords } from "alfaaz";
import readingTime from "reading-time";
import wordCount from "word-count";

for (const text of ["anak-anak", "Rp 1.500.000", "3,5 km", "pukul 09.15", "RT/RW", "dan/atau", "S.Sos."]) {
  const counts = [wordCount(text), countWords(text), readingTime(text).words];
  console.log(`${text}: word-count ${counts[0]} | alfaaz ${counts[1]} | reading-time ${counts[2]}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
anak-anak: word-count 1 | alfaaz 1 | reading-time 1
Rp 1.500.000: word-count 4 | alfaaz 4 | reading-time 2
3,5 km: word-count 3 | alfaaz 3 | reading-time 2
pukul 09.15: word-count 3 | alfaaz 3 | reading-time 2
RT/RW: word-count 2 | alfaaz 2 | reading-time 1
dan/atau: word-count 2 | alfaaz 2 | reading-time 1
S.Sos.: word-count 2 | alfaaz 2 | reading-time 1
SEEN
