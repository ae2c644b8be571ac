#!/bin/sh
# workbox-background-sync takes an answer off its queue when the server says 500, and drops without a
# word one that waited eight days.
#
# Guess, before running: what the server did not take stays in the queue, and what is too old is handed
# back or reported.
# Seen with workbox-background-sync 7.4.1: any response at all counts as delivered, 500 and 503 too;
# only a failing connection keeps the answer. What is older than seven days, the value without a
# setting, is left out while the queue is emptied, and `replayRequests` ends as if all had been sent.
# Where it matters: answers written in a village without a network are lost while the server is
# restarted, or after a week, and the page says that everything is sent.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'workbox-background-sync@7.4.1' 'fake-indexeddb@6.2.8'
cat >"$work/see.mjs" <<'JS'
import "fake-indexeddb/auto";

globalThis.self = globalThis;
globalThis.registration = { scope: "https://contoh.example/" };
globalThis.location = new URL("https://contoh.example/");
globalThis.addEventListener = () => {};
globalThis.__WB_DISABLE_DEV_LOGS = true;
let status;
globalThis.fetch = async (request) => {
  console.log(`  sent: ${await request.text()}, the server says ${status}`);
  return new Response("", { status });
};
const { Queue } = await import("workbox-background-sync/Queue.js");

const queue = new Queue("jawaban");
const now = Date.now();
for (const [days, answer] of [[8, 503], [6, 503], [0, 500], [0, 200]]) {
  status = answer;
  const request = new Request("https://contoh.example/jawaban", { method: "POST", body: `written ${days} days ago` });
  await queue.pushRequest({ request, timestamp: now - days * 86_400_000 });
  console.log("waiting:", await queue.size());
  await queue.replayRequests();
  console.log("replayed without an error, waiting:", await queue.size());
}
process.exit(0);
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
waiting: 1
replayed without an error, waiting: 0
waiting: 1
  sent: written 6 days ago, the server says 503
replayed without an error, waiting: 0
waiting: 1
  sent: written 0 days ago, the server says 500
replayed without an error, waiting: 0
waiting: 1
  sent: written 0 days ago, the server says 200
replayed without an error, waiting: 0
SEEN
