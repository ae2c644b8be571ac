#!/bin/sh
# id-address reads the village of an Indonesian address only where the address has no commas.
#
# Guess, before running: Kel., Desa and Kec. name their parts, so village and district are read with commas
# and without; commas make it easier.
# Seen with id-address 0.1.0a2: with commas, as addresses are written, village and district are left out
# without a word; a leading "Desa Suka Maju" is the street, and the district after it the city. Without
# commas both are found, and the city or regency becomes part of the district's name.
# Where it matters: openings are for certain districts; whether somebody lives there is read from exactly
# these two parts.
# The output seen stands at the end; anything else ends with a status above 0. Needs: python3 with venv.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --no-compile --disable-pip-version-check \
    'id-address==0.1.0a2'
cat >"$work/see.py" <<'PY'
import id_address

parser = id_address.AddressParser()
for address in (
    "Jl. Melati No. 5 RT 003/RW 007, Kel. Sukamaju, Kec. Cilodong, Kota Depok 16415",
    "Jl. Melati No. 5 RT 003/RW 007 Kel. Sukamaju Kec. Cilodong Kota Depok 16415",
    "Desa Suka Maju, Kec. Lembang, Kab. Bandung Barat",
    "Dusun Krajan RT 01 RW 02 Desa Suka Maju Kec. Lembang Kab. Bandung Barat",
):
    parts = parser.parse(address).components
    print(address)
    print(f"    street {parts.street}, village {parts.kelurahan}, district {parts.kecamatan}, city {parts.city}")
PY
"$work/venv/bin/python" -W ignore "$work/see.py" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Jl. Melati No. 5 RT 003/RW 007, Kel. Sukamaju, Kec. Cilodong, Kota Depok 16415
    street Jalan Melati, village None, district None, city Kota Depok
Jl. Melati No. 5 RT 003/RW 007 Kel. Sukamaju Kec. Cilodong Kota Depok 16415
    street Jalan Melati, village Sukamaju, district Cilodong Kota Depok, city None
Desa Suka Maju, Kec. Lembang, Kab. Bandung Barat
    street Desa Suka Maju, village None, district None, city Kec. Lembang
Dusun Krajan RT 01 RW 02 Desa Suka Maju Kec. Lembang Kab. Bandung Barat
    street Dusun Krajan, village Suka Maju, district Lembang Kab. Bandung Barat, city None
SEEN
