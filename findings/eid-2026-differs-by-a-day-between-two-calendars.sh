#!/bin/sh
# Idul Fitri 2026 in Indonesia is 20 and 21 March in date-holidays, 21 and 22 March in holidays.
#
# Guess, before running: two calendars for one country agree on a holiday that the government has fixed
# months ahead.
# Seen with holidays 0.109 and date-holidays 3.37.0: the former lists Indonesia's announced days, the latter
# computes the Hijri date by one rule for all countries. The small package hapilibur 0.2.0, a list of the
# announced days, sides with the former. The other Islamic days of 2026 are the same in both.
# Where it matters: deadlines and interviews that a server moves around holidays would fall on the second
# day of the feast for whoever asks the other library in the browser.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv,
# node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'holidays==0.109' 'hapilibur==0.2.0'
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" 'date-holidays@3.37.0'
cat >"$work/other.mjs" <<'JS'
import Holidays from "date-holidays";
const days = new Holidays("ID", { languages: ["id"] }).getHolidays(2026);
console.log("date-holidays", days.filter((day) => day.name.includes("Idul Fitri")).map((day) => day.date.slice(0, 10)));
JS
cat >"$work/see.py" <<'PY'
import hapilibur
import holidays

days = holidays.country_holidays("ID", years=2026, language="id")
print("holidays", [day.isoformat() for day in sorted(days) if "Idul Fitri" in days[day]])
print("hapilibur", [day["date"] for day in hapilibur.libur() if "Idul Fitri" in day["name"]])
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
node "$work/other.mjs" >>"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
holidays ['2026-03-21', '2026-03-22']
hapilibur ['2026-03-21', '2026-03-22']
date-holidays [ '2026-03-20', '2026-03-21' ]
SEEN
