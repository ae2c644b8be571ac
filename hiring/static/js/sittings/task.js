// The task page: saves while one writes, counts the time down, and lets nobody leave with unsaved words.

import { fieldOf, find, findAll, given, isTouched } from "../elements.js";
import { KINDS } from "../kinds/index.js";
import { pause, saveFirst, sendAll } from "../saving_first.js";
import { Countdown } from "./countdown.js";
import { wordsOfPage } from "./fields.js";
import { Saver } from "./saving.js";
/** @import { SavingPage } from "../types.d.ts" */

const form = find(document, "[data-task]", HTMLFormElement);
const words = wordsOfPage();
const said = find(document, "[data-said]", HTMLElement);
const notice = find(document, "[data-trouble]", HTMLElement);
const token = fieldOf(form, "csrf_token");
const STALE = 15_000; // so old the server's word about the time may get on a page that is looked at

/** @type {Saver[]} */
const savers = [];
let leaving = false;
let asked = performance.now();

const clock = new Countdown(find(document, "[data-clock]", HTMLElement), words, {
  say: (sentence) => page.say(sentence),
  over: () => timeOver(),
});

/** @type {SavingPage} */
const page = {
  answers: given(form, "answers"),
  clock,
  words,

  ask(address, options = {}) {
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token.value };
    return fetch(address, { headers, signal: AbortSignal.timeout?.(20_000), ...options });
  },

  say(sentence) {
    said.textContent = sentence;
  },

  /** Say at the top what is wrong; `stays` keeps it there when other parts are saved. */
  trouble(name, sentence = words[name ?? ""], stays = false) {
    if (notice.dataset.sentence === sentence || notice.dataset.stays) return;
    notice.dataset.sentence = sentence;
    if (stays) notice.dataset.stays = "yes";
    const told = Object.assign(document.createElement("p"), { textContent: `${sentence} ` });
    notice.replaceChildren(told);
    if (name === "signed_out") {
      const link = { href: given(form, "home"), target: "_blank", rel: "noopener", textContent: words.come_in };
      told.append(Object.assign(document.createElement("a"), link));
    }
  },

  fine(sentence) {
    if (notice.dataset.sentence && !notice.dataset.stays && !savers.some((saver) => saver.tries || saver.refused)) {
      delete notice.dataset.sentence;
      notice.replaceChildren();
      page.say(sentence);
    }
  },

  /** Ask for time and token anew: after a sleep, and when the session is another one. */
  async comeIn() {
    asked = performance.now();
    try {
      const reply = await page.ask(given(form, "time"));
      const heard = await reply.json();
      if (!reply.ok || !heard.csrf) return false;
      token.value = heard.csrf;
      clock.set(heard.seconds_left);
      return true;
    } catch {
      return false;
    }
  },

  async reload() {
    await flush();
    leaving = true;
    location.reload();
  },
};

for (const section of findAll(document, "[data-part]", HTMLElement)) {
  const kind = KINDS[given(section, "kind")];
  if (!kind) continue; // answered step by step, by a button of its own
  const touched = isTouched(section); // some kinds set their fields when they come to life
  kind.liven?.(section, words);
  savers.push(new Saver(section, kind, page, touched));
}
clock.set(Number(form.dataset.seconds));
form.classList.add("with-script");

const unsaved = () => savers.some((saver) => saver.pending);
const underWay = () => savers.some((saver) => saver.underWay);
const send = () => savers.forEach((saver) => saver.send());

/** Send everything, and wait until it is acknowledged or patience ends. */
async function flush() {
  await sendAll(send, underWay);
  return !unsaved();
}

async function timeOver() {
  findAll(form, "textarea", HTMLTextAreaElement).forEach((field) => (field.readOnly = true));
  findAll(form, "select", HTMLSelectElement).forEach((field) => (field.disabled = true));
  findAll(form, "button:not(.versions button)", HTMLButtonElement).forEach((button) => (button.disabled = true));
  for (const field of findAll(form, "input:not([type=hidden])", HTMLInputElement)) {
    if (field.type === "radio") field.disabled = true;
    else field.readOnly = true;
  }
  if (unsaved()) page.trouble("over_sending");
  page.say(words.over);
  while (!(await flush())) await pause(1000);
  leaving = true;
  if (!notice.dataset.sentence || notice.dataset.sentence === words.over_sending) location.assign(given(form, "over"));
}

form.addEventListener("submit", async (event) => {
  if (leaving) return;
  event.preventDefault();
  if (await flush()) {
    leaving = true;
    form.requestSubmit(event.submitter);
  } else if (!notice.dataset.sentence) {
    page.trouble("stay");
  }
});

saveFirst(form, send, underWay);

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target instanceof HTMLInputElement) event.preventDefault(); // not a way to leave the page
});

addEventListener("beforeunload", (event) => {
  if (!unsaved() || leaving) return;
  event.preventDefault();
  event.returnValue = true; // older browsers
});
addEventListener("pagehide", () => savers.forEach((saver) => saver.send(true)));
// Who reads or thinks saves nothing, and still must see at once when somebody gives them time.
setInterval(() => {
  if (!document.hidden && !leaving && performance.now() - Math.max(asked, clock.heard) > STALE) page.comeIn();
}, 5000);
addEventListener("online", send);
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  leaving = false;
  page.comeIn();
});
document.addEventListener("visibilitychange", async () => {
  if (document.hidden) savers.forEach((saver) => saver.send(true));
  else if (await page.comeIn()) send();
});
