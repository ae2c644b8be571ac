#!/bin/sh
# whatsapp-chat-parser reads notices of 1 August, 1 September and 1 October as of 8, 9 and 10 January.
#
# Guess, before running: a chat exported on an Indonesian telephone, 01/08/26 08.00, is read with the day
# first; where a chat does not show the order, the day is first all the same, or the reader is told.
# Seen with whatsapp-chat-parser 4.0.2: without a day after the twelfth the order is taken from what
# changes more from message to message. In a group that gets one notice on the first of every month that
# is the month, so it is taken for the day. A second message on another day of the month turns all of
# them round. `daysFirst: true` puts it right.
# Where it matters: whoever looks after a community says from its chat when what was announced; a
# deadline of October lies in January.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'whatsapp-chat-parser@4.0.2'
cat >"$work/see.mjs" <<'JS'
import { parseString } from "whatsapp-chat-parser";

const notices = ["01/08/26", "01/09/26", "01/10/26"].map((day) => `${day} 08.00 - RT 03: Iuran bulan ini`);
const answered = [notices[0], "02/08/26 09.15 - Ani: Sudah", ...notices.slice(1)];
const days = (chat, options) =>
  parseString(chat.join("\n"), options)
    .map(({ date }) => `${date.getDate()} ${date.toLocaleString("en", { month: "long" })}`)
    .join(", ");
console.log("notices alone:", days(notices));
console.log("with an answer:", days(answered));
console.log("told the order:", days(notices, { daysFirst: true }));
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
notices alone: 8 January, 9 January, 10 January
with an answer: 1 August, 2 August, 1 September, 1 October
told the order: 1 August, 1 September, 1 October
SEEN
