#!/bin/sh
# openredaction knows Indonesian identity numbers, takes +62 812 3456 7890 for a British telephone and
# leaves the last four digits; @redactpii/node leaves the same four.
#
# Guess, before running: a masker with patterns for Indonesia masks a telephone number of Indonesia
# whole, in each of the usual ways of writing it, or does not find it.
# Seen with openredaction 1.1.5 and @redactpii/node 1.0.17: with blanks or hyphens behind +62 only the
# digits before the last four are masked. Of a number that begins with 0 the first package masks all,
# still as British, and the second nothing.
# Where it matters: answers are masked before others read them; four digits and the name of the village
# are enough to know whose number it is, and the text looks masked.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'openredaction@1.1.5' '@redactpii/node@1.0.17'
cat >"$work/see.mjs" <<'JS'
import { Redactor } from "@redactpii/node";
import { OpenRedaction } from "openredaction";

const masks = (text) => text.replace(/\[[A-Z_]+_\d+\]|PHONE_NUMBER/g, (mask) => `[${mask.replace(/[^A-Z_]/g, "").replace(/_$/, "")}]`);
const first = new OpenRedaction();
const second = new Redactor();
for (const number of ["+62 812 3456 7890", "+62812 3456 7890", "+62-812-3456-7890", "0812-3456-7890", "081234567890"]) {
  const text = `hubungi ${number} ya`;
  const { redacted } = await first.detect(text);
  console.log(number, "| openredaction:", masks(redacted), "| @redactpii/node:", masks(second.redact(text)));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
+62 812 3456 7890 | openredaction: hubungi +[PHONE_UK] 7890 ya | @redactpii/node: hubungi +62 [PHONE_NUMBER] 7890 ya
+62812 3456 7890 | openredaction: hubungi +[PHONE_UK] 7890 ya | @redactpii/node: hubungi +62812 3456 7890 ya
+62-812-3456-7890 | openredaction: hubungi +[PHONE_UK]-7890 ya | @redactpii/node: hubungi +62-[PHONE_NUMBER]-7890 ya
0812-3456-7890 | openredaction: hubungi [PHONE_UK] ya | @redactpii/node: hubungi 0812-3456-7890 ya
081234567890 | openredaction: hubungi [PHONE_UK] ya | @redactpii/node: hubungi 081234567890 ya
SEEN
