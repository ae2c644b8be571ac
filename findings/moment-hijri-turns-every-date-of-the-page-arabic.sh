#!/bin/sh
# Loading moment-hijri turns what moment writes as "2026-08-17T09:00" into Arabic digits, on the whole page.
#
# Guess, before running: a plugin that adds the Islamic months adds some formats; dates that do not use them
# and the language that was chosen stay.
# Seen with moment-hijri 3.0.0 and moment 2.31.0: it changes the names of months of the locale ar-sa, and
# moment makes a locale that is changed the one in use. A page that was set to Indonesian has its dates in
# Arabic letters, and a date and time in the form for machines has Arabic digits, which `new Date` refuses.
# The description tells who wants Arabic to choose ar-SA. Choosing the language again puts it right.
# Where it matters: the fasting month is marked in a calendar of interviews, and the form beside it sends
# dates that the server cannot read; moment objects made before keep their language, so it looks random.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'moment@2.31.0' 'moment-hijri@3.0.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const bring = createRequire(import.meta.url);
const moment = bring("moment");
const before = moment.utc("2026-08-17T09:00:00Z").locale("id");

function show(when) {
  const date = moment.utc("2026-08-17T09:00:00Z");
  const sent = date.format("YYYY-MM-DDTHH:mm:ssZ");
  console.log(`${when}: ${moment.locale()}, ${date.format("D MMMM YYYY")}, ${sent}, read back: ${new Date(sent)}`);
}

moment.locale("id");
show("set to id");
bring("moment-hijri");
show("plugin loaded");
console.log("made before:", before.format("D MMMM YYYY"));
moment.locale("id");
show("set to id again");
JS
TZ=Asia/Jakarta node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
set to id: id, 17 Agustus 2026, 2026-08-17T09:00:00+00:00, read back: Mon Aug 17 2026 16:00:00 GMT+0700 (Western Indonesia Time)
plugin loaded: ar-sa, ١٧ أغسطس ٢٠٢٦, ٢٠٢٦-٠٨-١٧T٠٩:٠٠:٠٠+٠٠:٠٠, read back: Invalid Date
made before: 17 Agustus 2026
set to id again: id, 17 Agustus 2026, 2026-08-17T09:00:00+00:00, read back: Mon Aug 17 2026 16:00:00 GMT+0700 (Western Indonesia Time)
SEEN
