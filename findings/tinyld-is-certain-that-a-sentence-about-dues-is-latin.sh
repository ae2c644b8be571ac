#!/bin/sh
# tinyld is certain, with an accuracy of 1, that "Iuran bulan ini sudah dibayar oleh semua keluarga" is
# Latin.
#
# Guess, before running: whole sentences of plain Indonesian are id; where it is not certain, the
# accuracy says so.
# Seen with tinyld 1.3.4: of six such sentences four are Indonesian, one of them with an accuracy of
# 0.11; one is Latin and one Tagalog with an accuracy of 1, as high as it goes, and Indonesian is not
# among the other languages considered.
# Where it matters: an answer is sent to the reader of its language, or refused as written in the wrong
# one; nobody looks at what is certain.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'tinyld@1.3.4'
cat >"$work/see.mjs" <<'JS'
import { detectAll } from "tinyld";

for (const text of [
  "Saya tinggal di desa dan membantu warga setiap hari.",
  "Terima kasih atas bantuan Anda.",
  "Siapa yang bertanggung jawab?",
  "Rapat warga dimulai pukul tujuh malam di balai desa.",
  "Iuran bulan ini sudah dibayar oleh semua keluarga.",
  "Anak-anak bermain di lapangan.",
]) {
  console.log(text, "->", detectAll(text).slice(0, 3).map(({ lang, accuracy }) => `${lang} ${accuracy.toFixed(2)}`).join(", "));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
Saya tinggal di desa dan membantu warga setiap hari. -> id 1.00
Terima kasih atas bantuan Anda. -> id 1.00
Siapa yang bertanggung jawab? -> id 1.00
Rapat warga dimulai pukul tujuh malam di balai desa. -> id 0.11, lv 0.05, it 0.02
Iuran bulan ini sudah dibayar oleh semua keluarga. -> la 1.00
Anak-anak bermain di lapangan. -> tl 1.00
SEEN
