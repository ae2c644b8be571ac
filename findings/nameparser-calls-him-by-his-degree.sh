#!/bin/sh
# nameparser takes the degree behind a single name for the given name: Agus, S.Sos., M.Si. is Mr S.Sos.
# Agus.
#
# Guess, before running: what follows a comma and looks like an abbreviation is a suffix, as in "Budi
# Santoso, S.Sos., M.Si."
# Seen with nameparser 2.6.0: with two names the degrees are suffixes. With one name the comma means
# "surname, given name", the first degree is the given name, and with a single degree it is the title. A
# title before a single name makes that name the surname.
# Where it matters: very many people here have one name and write their degree; a greeting or a sort key
# made of `first` is then a degree, or empty.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'nameparser==2.6.0'
cat >"$work/see.py" <<'PY'
from nameparser import HumanName

for text in ("Budi Santoso, S.Sos., M.Si.", "Agus, S.Sos., M.Si.", "Siti, S.Pd.", "Agus", "Drs. Agus"):
    name = HumanName(text)
    print(f"{text} -> title {name.title!r}, first {name.first!r}, last {name.last!r}, suffix {name.suffix!r}")
PY
"$work/venv/bin/python" "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Budi Santoso, S.Sos., M.Si. -> title '', first 'Budi', last 'Santoso', suffix 'S.Sos., M.Si.'
Agus, S.Sos., M.Si. -> title '', first 'S.Sos.', last 'Agus', suffix 'M.Si.'
Siti, S.Pd. -> title 'S.Pd.', first '', last 'Siti', suffix ''
Agus -> title '', first 'Agus', last '', suffix ''
Drs. Agus -> title 'Drs.', first '', last 'Agus', suffix ''
SEEN
