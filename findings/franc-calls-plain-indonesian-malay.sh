#!/bin/sh
# franc takes plain Indonesian sentences for Malay, and Javanese for a language of Uganda.
#
# Guess, before running: whole sentences of official Indonesian come out as ind; the nearness of Malay
# shows in short scraps only.
# Seen with franc 6.2.0: of four sentences as candidates write them two are zlm (Malay), with ind close
# behind; a Javanese one is lug (Ganda). With `only: ["ind", "eng"]` all four are ind.
# Where it matters: a check that an answer is in the language of the paper would send back many Indonesian
# answers; the languages of the paper have to be given.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'franc@6.2.0'
cat >"$work/see.mjs" <<'JS'
import { franc } from "franc";

for (const text of [
  "Saya akan mengajak warga bermusyawarah terlebih dahulu sebelum memutuskan pembagian bantuan.",
  "Kami mencatat nama penerima bantuan di papan pengumuman agar semua orang dapat memeriksanya.",
  "Warga desa berkumpul di balai desa pada hari Jumat",
  "Saya tidak setuju karena laporan itu belum lengkap",
  "Kula badhe ngajak warga musyawarah rumiyin.",
]) {
  console.log(franc(text), franc(text, { only: ["ind", "eng"] }), text);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
zlm ind Saya akan mengajak warga bermusyawarah terlebih dahulu sebelum memutuskan pembagian bantuan.
ind ind Kami mencatat nama penerima bantuan di papan pengumuman agar semua orang dapat memeriksanya.
zlm ind Warga desa berkumpul di balai desa pada hari Jumat
ind ind Saya tidak setuju karena laporan itu belum lengkap
lug ind Kula badhe ngajak warga musyawarah rumiyin.
SEEN
