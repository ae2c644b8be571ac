// Saves one part while it is written, and says "saved" only after the server's answer to exactly that text.

import { LONGEST, lengthOf } from "./fields.js";

const QUIET = 1500; // after the last key
const LONGEST_WAIT = 4500; // while somebody types without a pause
const KEEPALIVE_LIMIT = 60_000;

// crypto.randomUUID is missing where a page is served without HTTPS.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Saver {
  constructor(section, kind, page) {
    Object.assign(this, { section, kind, page, operation: null, unheard: [], tries: 0, since: 0, refused: null });
    this.basedOn = section.querySelector("[data-based-on]");
    this.shown = section.querySelector("[data-save-state]");
    this.saved = this.text;
    section.addEventListener("input", () => this.changed());
    section.addEventListener("focusout", () => this.send());
  }

  get text() {
    return JSON.stringify(this.kind.read(this.section, `part.${this.section.dataset.part}`));
  }

  /** Whether something stands here that the server has not acknowledged. */
  get pending() {
    return this.operation !== null || this.text !== this.saved;
  }

  changed() {
    if (!this.pending) return this.show("saved", this.savedWords ?? this.shown.textContent);
    if (!this.tries) this.show("dirty", this.page.words.dirty);
    const now = performance.now();
    this.since ||= now;
    if (!this.operation) this.wait(Math.max(0, Math.min(QUIET, this.since + LONGEST_WAIT - now)));
  }

  wait(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  /** Send what stands here; with `leaving` at once, whatever is still under way. */
  send(leaving = false) {
    const { text } = this;
    if (leaving && this.operation && this.operation.text !== text) {
      this.unheard.push(this.operation.id);
      this.operation = null;
    }
    if (!this.operation) {
      if (text === this.saved || text === this.refused) return;
      this.since = 0;
      if (lengthOf(this.kind.written?.(this.section) ?? "") > LONGEST) return this.refuse(this.page.words.limit, { text });
      this.operation = { id: uuid(), text, basedOn: Number(this.basedOn.value), after: this.unheard.slice(-50) };
    }
    return this.attempt(leaving);
  }

  async attempt(leaving) {
    const { operation, page } = this;
    if (operation.flying && !leaving) return;
    clearTimeout(this.timer);
    operation.flying = true;
    if (!this.tries) this.show("saving", page.words.saving);
    const body = `{"operation_id":"${operation.id}","based_on":${operation.basedOn},"after":${JSON.stringify(operation.after)},"value":${operation.text}}`;
    let reply = null;
    let heard = null;
    try {
      reply = await page.ask(page.answers + this.section.dataset.part, {
        method: "PUT",
        body,
        keepalive: leaving && body.length < KEEPALIVE_LIMIT,
      });
      heard = await reply.json();
    } catch {
      heard = null; // cut off, or not our server's answer
    }
    operation.flying = false;
    if (this.operation === operation) await this.hear(reply, heard, operation);
  }

  async hear(reply, heard, operation) {
    const ours = heard?.operation_id === operation.id && Number.isInteger(heard.revision);
    if (reply?.status === 200 && ours) return this.acknowledged(heard, operation);
    if (reply?.status === 409 && ours) return heard.reason === "late" ? this.late(heard, operation) : this.choose(heard, operation);
    if (heard?.error && (reply.status === 422 || ["ended", "malformed"].includes(heard.reason))) return this.refuse(heard.error, operation);
    const again = [400, 401, 403].includes(reply?.status) && !operation.again && (await this.page.comeIn());
    operation.again = again;
    if (again) return this.attempt();
    this.tries += 1;
    this.show("failing", this.page.words.failing);
    this.page.trouble(reply?.status === 401 ? "signed_out" : "failing");
    this.wait(Math.min(30_000, 1000 * 2 ** this.tries) * (0.75 + Math.random() / 2));
  }

  acknowledged(heard, operation) {
    this.operation = null;
    this.unheard = [];
    this.tries = 0;
    this.refused = null;
    this.saved = operation.text;
    this.basedOn.value = heard.revision;
    this.savedWords = `✓ ${heard.saved}`;
    this.section.querySelector(".versions")?.remove();
    this.page.clock.set(heard.seconds_left);
    this.page.fine(this.savedWords);
    if (heard.value && this.kind.show && this.text === operation.text) {
      this.kind.show(this.section, heard.value);
      this.saved = this.text;
      this.page.say(heard.notice);
    }
    if (this.pending) return this.changed();
    this.show("saved", this.savedWords);
  }

  late(heard, operation) {
    this.operation = null;
    this.saved = operation.text;
    this.show("late", this.page.words.late);
    this.page.trouble(null, heard.error, true);
  }

  refuse(sentence, operation) {
    this.operation = null;
    this.refused = operation.text;
    this.show("failing", this.page.words.refused);
    this.page.trouble(null, sentence);
  }

  /** Two texts: show the other one, and let the person say which counts. Both are kept. */
  choose(heard, operation) {
    const { words } = this.page;
    this.operation = null;
    this.unheard = [];
    this.refused = operation.text;
    this.show("failing", words.conflict);
    const box = this.section.querySelector(".versions") ?? document.createElement("div");
    box.className = "versions";
    box.setAttribute("role", "group");
    const line = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });
    const yours = line("button", "btn btn-primary btn-sm", words.yours);
    const theirs = line("button", "btn btn-outline-primary btn-sm", words.theirs);
    yours.type = theirs.type = "button";
    yours.addEventListener("click", () => {
      box.remove();
      this.basedOn.value = heard.theirs.revision;
      this.refused = null;
      this.send();
    });
    theirs.addEventListener("click", () => {
      this.saved = this.text;
      this.page.reload();
    });
    box.replaceChildren(line("p", "", `${heard.error} ${heard.theirs.saved}`), line("div", "answer", heard.theirs.text), yours, theirs);
    this.shown.closest(".part-foot").before(box);
    this.page.trouble(null, heard.error);
  }

  show(state, sentence) {
    this.shown.dataset.saveState = state;
    if (this.shown.textContent !== sentence) this.shown.textContent = sentence;
  }
}
