#!/bin/sh
# mailcheck and @zootools/email-spell-checker ask whoever types yahoo.co.id whether yahoo.co.il is meant,
# and suggest gov for go.id.
#
# Guess, before running: co.id, go.id and ac.id, under which Indonesian companies, authorities and
# universities have their addresses, are endings like co.uk; without a slip of the finger nothing is
# suggested.
# Seen with mailcheck 1.1.1 and @zootools/email-spell-checker 1.12.0: the nearest ending that is known is
# offered, Israel's for co.id, that of the United States for go.id; a university becomes live.ac.id. Only
# sch.id is left alone.
# Where it matters: a candidate who trusts the hint gives the address of a stranger, and the invitation
# goes there.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'mailcheck@1.1.1' '@zootools/email-spell-checker@1.12.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const checkers = [require("mailcheck"), require("@zootools/email-spell-checker").default];
for (const domain of ["yahoo.co.id", "telkom.co.id", "kemendagri.go.id", "ui.ac.id", "contoh.sch.id", "yahoo.co.uk"]) {
  const suggested = checkers.map((checker) => checker.run({ email: `budi@${domain}` })?.domain ?? "nothing");
  console.log(`${domain} -> ${suggested.join(" | ")}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
yahoo.co.id -> yahoo.co.il | yahoo.co.il
telkom.co.id -> telkom.co.il | telkom.co.il
kemendagri.go.id -> kemendagri.gov | kemendagri.gov
ui.ac.id -> live.ac.id | live.ac.id
contoh.sch.id -> nothing | nothing
yahoo.co.uk -> nothing | nothing
SEEN
