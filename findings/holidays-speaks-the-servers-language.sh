#!/bin/sh
# holidays asked for "id_ID" answers in the language of the server's environment.
#
# Guess, before running: a language that is not listed is refused, or falls back to Indonesian, the language
# of Indonesia's calendar.
# Seen with holidays 0.109: the listed languages include "id" and "en_US". Whatever else is asked, and nothing
# at all as well, goes to gettext, which looks at LANGUAGE, LC_ALL and LANG. The same call is Indonesian at
# one desk and English on the server.
# Where it matters: programs hand over the locale they have, and that is id_ID; whether an Indonesian page
# names its holidays in English depends on who started the service.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'holidays==0.109'
cat >"$work/see.py" <<'PY'
import os

import holidays

for environment in ("C", "en_US.UTF-8"):
    os.environ.update({"LANGUAGE": environment, "LC_ALL": environment, "LANG": environment})
    for language in (None, "id_ID", "id"):
        name = holidays.country_holidays("ID", years=2026, language=language)["2026-08-17"]
        print(f"environment {environment}, language {language}: {name}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
environment C, language None: Hari Kemerdekaan Republik Indonesia
environment C, language id_ID: Hari Kemerdekaan Republik Indonesia
environment C, language id: Hari Kemerdekaan Republik Indonesia
environment en_US.UTF-8, language None: Independence Day
environment en_US.UTF-8, language id_ID: Independence Day
environment en_US.UTF-8, language id: Hari Kemerdekaan Republik Indonesia
SEEN
