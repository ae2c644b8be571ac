#!/bin/sh
# date-holidays has the Prophet's birthday twice in Indonesia's year, in January and in August.
#
# Guess, before running: 27 Rajab is called Isra Mikraj in Indonesian, as the same entry is called Laylat
# al-Mi'raj in English.
# Seen with date-holidays 3.37.0: for Indonesia the Indonesian text of 27 Rajab is "Maulid Nabi Muhammad",
# the name of 12 Rabiulawal.
# Where it matters: dates of interviews are explained with the name of the holiday that they avoid; this one
# is wrong on a day that everybody knows.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'date-holidays@3.37.0'
cat >"$work/see.mjs" <<'JS'
import Holidays from "date-holidays";

for (const language of ["en", "id"]) {
  for (const day of new Holidays("ID", { languages: [language] }).getHolidays(2026)) {
    if (["27 Rajab", "12 Rabi al-awwal"].includes(day.rule)) {
      console.log(language, day.date.slice(0, 10), day.name);
    }
  }
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
en 2026-01-16 Laylat al-Mi'raj
en 2026-08-25 Birthday of Muhammad (Mawlid)
id 2026-01-16 Maulid Nabi Muhammad
id 2026-08-25 Maulid Nabi Muhammad
SEEN
