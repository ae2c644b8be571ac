#!/bin/sh
# diff-match-patch puts a correction into another sentence than it was made for, or into another mark,
# and reports success.
#
# Guess, before running: a change whose place is gone is reported as not applied.
# Seen with diff-match-patch 1.0.5: the place is looked for by likeness. The sentence about the head of
# the RW was deleted on the other phone, so the head of the RT was not reached; 70 made 75 and 80 are
# 85; two who both write "tidak" end with "tidak tidak"; two names of towns become none. Each time the
# list of results is [true].
# Where it matters: answers that two devices worked on without a network are put together like this; the
# text says what nobody wrote.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'diff-match-patch@1.0.5'
cat >"$work/see.mjs" <<'JS'
import patcher from "diff-match-patch";

const tool = new patcher.diff_match_patch();
for (const [before, mine, theirs] of [
  ["Ketua RT sudah dihubungi. Ketua RW sudah dihubungi. Lurah sudah dihubungi.", "Ketua RT sudah dihubungi. Ketua RW belum dihubungi. Lurah sudah dihubungi.", "Ketua RT sudah dihubungi. Lurah sudah dihubungi."],
  ["Nilai: 70", "Nilai: 75", "Nilai: 80"],
  ["Saya bersedia ditempatkan di Palu.", "Saya tidak bersedia ditempatkan di Palu.", "Saya tidak bersedia ditempatkan di Palu."],
  ["Saya bersedia ditempatkan di Palu.", "Saya bersedia ditempatkan di Poso.", "Saya bersedia ditempatkan di Ambon."],
]) {
  console.log("mine:  ", mine);
  console.log("theirs:", theirs);
  console.log("merged:", ...tool.patch_apply(tool.patch_make(before, mine), theirs));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
mine:   Ketua RT sudah dihubungi. Ketua RW belum dihubungi. Lurah sudah dihubungi.
theirs: Ketua RT sudah dihubungi. Lurah sudah dihubungi.
merged: Ketua RT belum dihubungi. Lurah sudah dihubungi. [ true ]
mine:   Nilai: 75
theirs: Nilai: 80
merged: Nilai: 85 [ true ]
mine:   Saya tidak bersedia ditempatkan di Palu.
theirs: Saya tidak bersedia ditempatkan di Palu.
merged: Saya tidak tidak bersedia ditempatkan di Palu. [ true ]
mine:   Saya bersedia ditempatkan di Poso.
theirs: Saya bersedia ditempatkan di Ambon.
merged: Saya bersedia ditempatkan di oso. [ true ]
SEEN
