#!/bin/sh
# SCORM 2004 takes a time with a zone only if it has a fraction of a second: 09:00:00+07:00 is refused.
#
# Guess, before running: an ISO time with an offset, as Python writes it, is a time of SCORM 2004, which
# says that its times are ISO 8601.
# Seen with scorm-again 3.4.3: with .0 before the offset, or without an offset, the timestamp of an
# interaction is accepted; with whole seconds and an offset it is error 406, as the standard's own pattern
# has it. Python's isoformat leaves the fraction out just when it is nought.
# Where it matters: times made by a server fail where the clock stands at a whole second, by default for all
# that are set by people; the way out that works, no zone, leaves it open which of three Indonesian zones
# was meant.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'scorm-again@3.4.3'
cat >"$work/see.mjs" <<'JS'
import { Scorm2004API } from "scorm-again";

const api = new Scorm2004API({ autocommit: false, logLevel: 5 });
api.Initialize("");
api.SetValue("cmi.interactions.0.id", "tugas-1");
for (const time of ["2026-11-29T09:00:00", "2026-11-29T09:00:00+07:00", "2026-11-29T02:00:00Z", "2026-11-29T09:00:00.0+07:00"]) {
  const taken = api.SetValue("cmi.interactions.0.timestamp", time);
  console.log(`${time}: ${taken}, error ${api.GetLastError()}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
2026-11-29T09:00:00: true, error 0
2026-11-29T09:00:00+07:00: false, error 406
2026-11-29T02:00:00Z: false, error 406
2026-11-29T09:00:00.0+07:00: true, error 0
SEEN
