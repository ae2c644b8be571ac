#!/bin/sh
# probablepeople takes Ni Luh Putu Ayu for a company, and the youth organisation of a village for a person.
#
# Guess, before running: names of two to four words without a legal form are persons; "Karang Taruna Desa
# Suka Maju" may go either way.
# Seen with probablepeople 0.5.6: Balinese women's names and names with binti (daughter of) are
# corporations, while I Made Wijaya is a person with the initial I; the organisation is a person called
# Karang with the surname Desa Suka Maju.
# Where it matters: referees are given as names of people or of organisations; letters begin with "Ibu" or
# without by this.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'probablepeople==0.5.6'
cat >"$work/see.py" <<'PY'
import probablepeople

for name in (
    "Siti Rahmawati", "Ni Luh Putu Ayu", "I Made Wijaya", "Siti binti Ahmad", "Karang Taruna Desa Suka Maju",
    "PKK Kelurahan Melati",
):
    parts, kind = probablepeople.tag(name)
    print(f"{name}: {kind}, {', '.join(f'{part} {text}' for part, text in parts.items())}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Siti Rahmawati: Person, GivenName Siti, Surname Rahmawati
Ni Luh Putu Ayu: Corporation, CorporationName Ni Luh Putu Ayu
I Made Wijaya: Person, FirstInitial I, MiddleName Made, Surname Wijaya
Siti binti Ahmad: Corporation, CorporationName Siti binti Ahmad
Karang Taruna Desa Suka Maju: Person, GivenName Karang, MiddleName Taruna, Surname Desa Suka Maju
PKK Kelurahan Melati: Corporation, CorporationName PKK Kelurahan Melati
SEEN
