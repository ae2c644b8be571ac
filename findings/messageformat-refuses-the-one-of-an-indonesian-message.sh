#!/bin/sh
# An Indonesian message that keeps the branch `one` of its English original does not compile in
# @messageformat/core.
#
# Guess, before running: Indonesian has one form only, so a branch for `one` is never chosen, and does no
# harm.
# Seen with @messageformat/core 3.4.1 and intl-messageformat 12.1.5: the former raises an error at the
# branch, the latter passes it over and writes 1 with the form for the rest. A branch =1 works in both.
# Where it matters: translators keep the branches they find; the same catalogue works with one library and
# stops the build with the other.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@messageformat/core@3.4.1' 'intl-messageformat@12.1.5'
cat >"$work/see.mjs" <<'JS'
import MessageFormat from "@messageformat/core";
import { IntlMessageFormat } from "intl-messageformat";

const messages = [
  "{n, plural, one{satu jawaban} other{# jawaban}}",
  "{n, plural, =1{satu jawaban} other{# jawaban}}",
  "{n, plural, other{# jawaban}}",
];
for (const message of messages) {
  let one;
  try {
    one = new MessageFormat("id").compile(message)({ n: 1 });
  } catch (error) {
    one = `refused (${error.message.split("\n")[0]})`;
  }
  const other = new IntlMessageFormat(message, "id").format({ n: 1 });
  console.log(`${message}: core ${one} | intl ${other}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
{n, plural, one{satu jawaban} other{# jawaban}}: core refused (The plural case one is not valid in this locale at line 1 col 13:) | intl 1 jawaban
{n, plural, =1{satu jawaban} other{# jawaban}}: core satu jawaban | intl satu jawaban
{n, plural, other{# jawaban}}: core 1 jawaban | intl 1 jawaban
SEEN
