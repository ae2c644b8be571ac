#!/bin/sh
# exceljs writes mailto:budi@contoh.example into a CSV file where the sheet shows budi@contoh.example.
#
# Guess, before running: a CSV file has the text that a cell shows: the address of a link, the sentence
# of a cell with a bold word in it, the sign for an error.
# Seen with exceljs 4.4.0: a link is written as its target, text with a bold word as JSON, an error in a
# formula as [object Object]; the `text` of the same cells is right for the first two.
# Where it matters: Excel makes a link of every address that is typed; the list of candidates goes out
# with addresses that no mail server accepts.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'exceljs@4.4.0'
cat >"$work/see.mjs" <<'JS'
import ExcelJS from "exceljs";

const written = new ExcelJS.Workbook();
written.addWorksheet("Pelamar").addRow([
  { text: "budi@contoh.example", hyperlink: "mailto:budi@contoh.example" },
  { richText: [{ text: "Sangat " }, { font: { bold: true }, text: "baik" }] },
  { formula: "1/0", result: { error: "#DIV/0!" } },
  { formula: "40*2", result: 80 },
]);
const read = new ExcelJS.Workbook();
await read.xlsx.load(await written.xlsx.writeBuffer());
console.log("shown:", [1, 2, 3, 4].map((column) => read.worksheets[0].getCell(1, column).text).join(" | "));
console.log("csv:  ", String(await read.csv.writeBuffer()).trim());
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
shown: budi@contoh.example | Sangat baik | [object Object] | 80
csv:   mailto:budi@contoh.example,"{""richText"":[{""text"":""Sangat ""},{""font"":{""bold"":true},""text"":""baik""}]}",[object Object],80
SEEN
