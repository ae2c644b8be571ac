#!/bin/sh
# dayjs writes the 17th in Indonesian as "17.", as German does.
#
# Guess, before running: "ke-17", which date-fns writes, or the bare number, which moment writes and whose
# locales dayjs took over.
# Seen with dayjs 1.11.23 with advancedFormat, moment 2.31.0, date-fns 4.4.0: the entry for id has the full
# stop of the German one, for days and weeks alike; in mid-sentence it reads like the end of the sentence.
# Where it matters: "hari ke-17" of a trial period or "minggu ke-3" of a training are said in every
# schedule.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'dayjs@1.11.23' 'moment@2.31.0' 'date-fns@4.4.0'
cat >"$work/see.cjs" <<'JS'
const { format } = require("date-fns");
const { id } = require("date-fns/locale");
const dayjs = require("dayjs");
require("dayjs/locale/id");
require("dayjs/locale/de");
dayjs.extend(require("dayjs/plugin/advancedFormat"));
dayjs.extend(require("dayjs/plugin/weekOfYear"));
const moment = require("moment");
require("moment/locale/id");

for (const [pattern, other] of [["Do", "do"], ["wo", "wo"]]) {
  console.log(
    `${pattern}: dayjs id ${dayjs("2026-01-17").locale("id").format(pattern)},`,
    `dayjs de ${dayjs("2026-01-17").locale("de").format(pattern)},`,
    `moment id ${moment("2026-01-17").locale("id").format(pattern)},`,
    `date-fns id ${format(new Date(2026, 0, 17), other, { locale: id })}`,
  );
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Do: dayjs id 17., dayjs de 17., moment id 17, date-fns id ke-17
wo: dayjs id 3., dayjs de 3., moment id 3, date-fns id ke-3
SEEN
