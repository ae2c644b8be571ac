#!/bin/sh
# automerge merges "Saya tidak setuju" and "Saya sangat setuju", written on two telephones, into "Saya
# stidangt sstujtuju".
#
# Guess, before running: texts that were both changed are merged word by word, or side by side, or one is
# kept and the other is at hand as a conflict.
# Seen with @automerge/automerge 3.5.0: `updateText` works out the change letter by letter, and letters
# of both remain. No conflict is reported. Assigning the whole text keeps one of the two and has the
# other in `getConflicts`.
# Where it matters: an answer that was changed on the telephone and on the computer without a network
# becomes a sentence that nobody wrote, and an amount that neither has.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@automerge/automerge@3.5.0'
cat >"$work/see.mjs" <<'JS'
import { change, clone, from, getConflicts, merge, updateText } from "@automerge/automerge";

const PHONE = "aa".repeat(16);
const COMPUTER = "bb".repeat(16);
const together = (before, first, second, write) => {
  const one = from({ answer: before }, "cc".repeat(16));
  const phone = change(clone(one, { actor: PHONE }), (doc) => write(doc, first));
  const computer = change(clone(one, { actor: COMPUTER }), (doc) => write(doc, second));
  const merged = merge(phone, computer);
  return `"${merged.answer}", conflicts: ${Object.values(getConflicts(merged, "answer") ?? {}).sort().join(" / ") || "none"}`;
};
const update = (doc, text) => updateText(doc, ["answer"], text);
const assign = (doc, text) => { doc.answer = text; };
console.log("updateText:", together("Saya setuju", "Saya setuju. Rapat Senin.", "Saya sangat setuju", update));
console.log("updateText:", together("Saya akan menemui warga.", "Saya tidak setuju", "Saya sangat setuju", update));
console.log("updateText:", together("Senin", "Selasa", "Kamis", update));
console.log("updateText:", together("Rp 1.500.000", "Rp 1.600.000", "Rp 1.700.000", update));
console.log("assigning: ", together("Senin", "Selasa", "Kamis", assign));
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
updateText: "Saya sangat setuju. Rapat Senin.", conflicts: none
updateText: "Saya stidangt sstujtuju", conflicts: none
updateText: "Kamlasas", conflicts: none
updateText: "Rp 1.7600.000", conflicts: none
assigning:  "Kamis", conflicts: Kamis / Selasa
SEEN
