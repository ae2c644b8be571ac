#!/bin/sh
# Of two answers to one question, written on two devices, PouchDB shows the one of nine o'clock or the
# one of ten by the letters in them.
#
# Guess, before running: the later of the two is shown, or the second device is told of the conflict.
# Seen with pouchdb-core 9.0.0: both devices are told that all went well. The greater checksum of the
# content wins; another word in the same sentence turns it round. The other answer is only found by who
# asks for conflicts.
# Where it matters: a candidate goes on writing on the computer what was begun on the phone; what is
# marked may be the older text.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'pouchdb-core@9.0.0' 'pouchdb-adapter-memory@9.0.0' 'pouchdb-replication@9.0.0'
cat >"$work/see.mjs" <<'JS'
import { createRequire } from "node:module";

const load = createRequire(import.meta.url);
const [PouchDB, memory, replication] = ["core", "adapter-memory", "replication"].map((name) => {
  const part = load(`pouchdb-${name}`);
  return part.default ?? part;
});
PouchDB.plugin(memory).plugin(replication);

for (const place of ["ketua RT", "ketua RW", "lurah", "camat"]) {
  const [server, phone, computer] = ["server", "phone", "computer"].map((name) => new PouchDB(`${name} ${place}`, { adapter: "memory" }));
  await server.put({ _id: "jawaban", isi: "" });
  await server.replicate.to(phone);
  await server.replicate.to(computer);
  for (const [device, hour] of [[phone, "9"], [computer, "10"]]) {
    await device.put({ ...(await device.get("jawaban")), isi: `Saya akan menemui ${place} (pukul ${hour}).` });
    const { ok, errors } = await device.replicate.to(server);
    console.log(`at ${hour}: ok ${ok}, errors ${errors.length}`);
  }
  const shown = await server.get("jawaban", { conflicts: true });
  console.log(`shown: ${shown.isi} conflicts: ${shown._conflicts.length}`);
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
at 9: ok true, errors 0
at 10: ok true, errors 0
shown: Saya akan menemui ketua RT (pukul 10). conflicts: 1
at 9: ok true, errors 0
at 10: ok true, errors 0
shown: Saya akan menemui ketua RW (pukul 9). conflicts: 1
at 9: ok true, errors 0
at 10: ok true, errors 0
shown: Saya akan menemui lurah (pukul 10). conflicts: 1
at 9: ok true, errors 0
at 10: ok true, errors 0
shown: Saya akan menemui camat (pukul 9). conflicts: 1
SEEN
