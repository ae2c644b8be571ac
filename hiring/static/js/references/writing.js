// Keeps a page of the reference form while it is being written. The page works without this.
// "Saved" is shown only after the server has said so, and only while nothing newer was typed.

import { fieldOf, find, findAll, given, isTouched } from "../elements.js";
import { saveFirst } from "../saving_first.js";

const PAUSE = 1500;
const RETRY = 8000;

/** @param {HTMLFormElement} form */
function keepWhileWritten(form) {
  const said = find(form, "[data-saved]", HTMLElement);
  let version = 0;
  let saved = 0;
  let sending = false;
  let failed = false;
  let timer = 0;

  /**
   * @param {string} sentence
   * @param {boolean} wrong
   */
  const say = (sentence, wrong) => {
    failed = wrong;
    said.textContent = sentence;
    said.classList.toggle("saved-not", wrong);
  };

  /** @param {number} wait */
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(keep, wait);
  };

  const keep = async () => {
    if (sending || saved === version) {
      return;
    }
    sending = true;
    const sent = version;
    try {
      const reply = await fetch(given(form, "draft"), {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        keepalive: true,
      });
      const answer = await reply.json();
      if (!reply.ok) {
        say(answer.error || form.dataset.notSaved, true);
        return;
      }
      saved = sent;
      fieldOf(form, "seen").value = answer.seen;
      if (sent === version) {
        say(answer.saved, false);
      }
    } catch {
      say(given(form, "notSaved"), true);
      later(RETRY);
    } finally {
      sending = false;
      if (saved === sent && sent !== version) {
        later(PAUSE);
      }
    }
  };

  const changed = () => {
    version += 1;
    say("", false);
    later(PAUSE);
  };

  form.addEventListener("input", changed);
  if (isTouched(form)) changed();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      keep();
    }
  });
  form.addEventListener("submit", () => {
    saved = version;
    clearTimeout(timer);
  });
  saveFirst(form, keep, () => saved !== version && !failed);
  addEventListener("beforeunload", (event) => {
    if (failed && saved !== version) event.preventDefault();
  });
}

for (const form of findAll(document, "form[data-draft]", HTMLFormElement)) keepWhileWritten(form);

for (const counter of findAll(document, "[data-words-of]", HTMLElement)) {
  const field = find(document, `#${given(counter, "wordsOf")}`, HTMLTextAreaElement);
  const count = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean).length;
    const sentence = words === 1 ? given(counter, "one") : given(counter, "many").replace("{n}", String(words));
    counter.textContent = words ? sentence : "";
  };
  field.addEventListener("input", count);
  count();
}

findAll(document, "[data-focus]", HTMLElement)[0]?.focus();
