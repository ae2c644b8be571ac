#!/bin/sh
# TanStack Query throws an unsent answer away with the cache when the phone was off for more than a day.
#
# Guess, before running: what was read is forgotten after a day; what was written is kept until it is
# sent.
# Seen with @tanstack/query-persist-client-core 5.104.5: `maxAge`, a day unless it is set, counts for
# the whole stored client. 23 hours later the answer is there and is sent; 25 hours later it is removed
# together with what was only read, and nothing is reported.
# Where it matters: an answer written on Friday in a village without a network is gone on Sunday, and
# the page shows an empty form.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    '@tanstack/query-core@5.104.5' '@tanstack/query-persist-client-core@5.104.5'
cat >"$work/see.mjs" <<'JS'
import { MutationObserver, QueryClient, onlineManager } from "@tanstack/query-core";
import { persistQueryClientRestore, persistQueryClientSave } from "@tanstack/query-persist-client-core";

let stored;
const persister = {
  persistClient: async (client) => { stored = JSON.stringify(client); },
  restoreClient: async () => JSON.parse(stored),
  removeClient: async () => console.log("the stored answers are removed"),
};
function client() {
  const made = new QueryClient();
  made.setMutationDefaults(["jawab"], { mutationFn: async (answer) => console.log("sent:", answer) });
  return made;
}
onlineManager.setOnline(false);
const before = client();
new MutationObserver(before, { mutationKey: ["jawab"] }).mutate("Saya akan menemui ketua RT.");
await new Promise((done) => setTimeout(done, 50));
await persistQueryClientSave({ queryClient: before, persister });
const written = Date.now();
for (const hours of [23, 25]) {
  Date.now = () => written + hours * 3_600_000;
  onlineManager.setOnline(false);
  const after = client();
  await persistQueryClientRestore({ queryClient: after, persister });
  console.log(`${hours} hours later, answers that wait: ${after.getMutationCache().getAll().length}`);
  onlineManager.setOnline(true);
  await after.resumePausedMutations();
}
process.exit(0);
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
23 hours later, answers that wait: 1
sent: Saya akan menemui ketua RT.
the stored answers are removed
25 hours later, answers that wait: 0
SEEN
