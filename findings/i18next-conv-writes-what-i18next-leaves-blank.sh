#!/bin/sh
# i18next-conv turns a message that is not translated yet into an empty one, and i18next shows nothing;
# the plural of an Indonesian message it does not find.
#
# Guess, before running: in a gettext catalogue an empty translation means that there is none, so the
# English text is shown; and the one form that Indonesian has for 1 and 3 is stored under the name by
# which i18next looks it up.
# Seen with i18next-conv 16.0.0 and i18next 26.7.2: without options "Send" becomes a key with an empty
# text, which counts as a translation, and "tasks" gets the key that ends in _0 where i18next looks for
# _other. `compatibilityJSON: "v4"` puts the second right, `skipUntranslated` the first.
# Where it matters: a button without a word on it, in one language only; on a phone nobody can guess
# which of two blank buttons sends the answers.
# The output seen stands at the end; anything else ends with a status above 0. Needs: node 20 with npm.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$work" \
    'i18next-conv@16.0.0' 'i18next@26.7.2'
cat >"$work/see.mjs" <<'JS'
import i18next from "i18next";
import { gettextToI18next } from "i18next-conv";

const catalogue = `msgid ""
msgstr ""
"Language: id\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

msgid "Save"
msgstr "Simpan"

msgid "Send"
msgstr ""

msgid "tasks"
msgid_plural "many tasks"
msgstr[0] "tugas"
`;
for (const options of [{}, { compatibilityJSON: "v4", skipUntranslated: true }]) {
  const translation = JSON.parse(await gettextToI18next("id", catalogue, options));
  const i18n = i18next.createInstance();
  await i18n.init({ lng: "id", resources: { id: { translation } }, showSupportNotice: false });
  console.log(JSON.stringify(options), "keys:", Object.keys(translation).join(", "));
  const counted = [1, 3].map((count) => `"${i18n.t("tasks", { count })}"`);
  console.log(["Save", "Send"].map((key) => `${key} -> "${i18n.t(key)}"`).join(", "), "| 1 and 3 tasks ->", counted.join(", "));
}
JS
node "$work/see.mjs" >"$work/seen"
cat "$work/seen"
diff -u - "$work/seen" <<'SEEN'
{} keys: Save, Send, tasks_0
Save -> "Simpan", Send -> "" | 1 and 3 tasks -> "tasks", "tasks"
{"compatibilityJSON":"v4","skipUntranslated":true} keys: Save, tasks_other
Save -> "Simpan", Send -> "Send" | 1 and 3 tasks -> "tugas", "tugas"
SEEN
