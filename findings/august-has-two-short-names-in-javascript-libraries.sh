#!/bin/sh
# A date in August that the browser writes in Indonesian, 17 Agu 2026, is invalid for date-fns and dayjs.
#
# Guess, before running: libraries with an Indonesian locale shorten the months alike and read back what the
# browser wrote.
# Seen with date-fns 4.4.0, dayjs 1.11.23, moment 2.31.0, luxon 3.7.2 and node's Intl: eleven months agree.
# August is Agu for Intl, moment and luxon, Agt for date-fns and dayjs; in strict parsing each of the latter
# knows its own only, and only moment reads both.
# Where it matters: a page shows a date with one and reads it with another; the forms work in eleven months
# and fail in the month of Independence Day.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'date-fns@4.4.0' 'dayjs@1.11.23' 'moment@2.31.0' 'luxon@3.7.2'
cat >"$work/see.cjs" <<'JS'
const { format, isValid, parse } = require("date-fns");
const { id } = require("date-fns/locale");
const dayjs = require("dayjs");
require("dayjs/locale/id");
dayjs.extend(require("dayjs/plugin/customParseFormat"));
const moment = require("moment");
require("moment/locale/id");
const { DateTime } = require("luxon");

const names = new Map();
for (let month = 0; month < 12; month += 1) {
  const day = new Date(2026, month, 17);
  const written = [
    new Intl.DateTimeFormat("id", { month: "short" }).format(day),
    format(day, "MMM", { locale: id }),
    dayjs(day).locale("id").format("MMM"),
    moment(day).locale("id").format("MMM"),
    DateTime.fromJSDate(day).setLocale("id").toFormat("MMM"),
  ];
  if (new Set(written).size > 1) {
    console.log(`month ${month + 1}: Intl, date-fns, dayjs, moment, luxon write ${written.join(", ")}`);
  }
}
for (const text of ["17 Agu 2026", "17 Agt 2026"]) {
  console.log(
    `${text}: date-fns ${isValid(parse(text, "d MMM yyyy", new Date(0), { locale: id }))}`,
    `dayjs ${dayjs(text, "D MMM YYYY", "id", true).isValid()}`,
    `moment ${moment(text, "D MMM YYYY", "id", true).isValid()}`,
    `luxon ${DateTime.fromFormat(text, "d MMM yyyy", { locale: "id" }).isValid}`,
  );
}
JS
node "$work/see.cjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
month 8: Intl, date-fns, dayjs, moment, luxon write Agu, Agt, Agt, Agu, Agu
17 Agu 2026: date-fns false dayjs false moment true luxon true
17 Agt 2026: date-fns true dayjs true moment true luxon false
SEEN
