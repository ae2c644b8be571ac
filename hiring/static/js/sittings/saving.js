// Saves one part while it is written, and says "saved" only after the server's answer to exactly that text.

import { find, given, makeButton } from "../elements.js";
import { LONGEST, lengthOf } from "./fields.js";
/** @import { AnswerKind, Heard, Operation, SavingPage } from "../types.d.ts" */

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
  /**
   * @param {HTMLElement} section
   * @param {AnswerKind} kind
   * @param {SavingPage} page
   * @param {boolean} touched whether something stands here that the server did not send
   */
  constructor(section, kind, page, touched) {
    this.section = section;
    this.kind = kind;
    this.page = page;
    /** @type {Operation | null} */
    this.operation = null;
    /** @type {string[]} */
    this.unheard = [];
    this.tries = 0;
    this.since = 0;
    this.timer = 0;
    /** @type {string | null} */
    this.refused = null;
    this.basedOn = find(section, "[data-based-on]", HTMLInputElement);
    this.shown = find(section, "[data-save-state]", HTMLElement);
    this.savedWords = this.shown.textContent;
    /** @type {string | null} what the server is known to have; null where that is not what stands here */
    this.saved = touched ? null : this.text;
    section.addEventListener("input", () => this.changed());
    section.addEventListener("focusout", () => this.send());
    if (this.pending) this.changed();
  }

  get text() {
    return JSON.stringify(this.kind.read(this.section, `part.${this.section.dataset.part}`));
  }

  /** Whether something stands here that the server has not acknowledged. */
  get pending() {
    return this.operation !== null || this.text !== this.saved;
  }

  /** Whether that is still to be acknowledged, and was not refused. */
  get underWay() {
    return this.pending && this.text !== this.refused;
  }

  changed() {
    if (!this.pending) return this.show("saved", this.savedWords);
    if (!this.tries) this.show("dirty", this.page.words.dirty);
    const now = performance.now();
    this.since ||= now;
    if (!this.operation) this.wait(Math.max(0, Math.min(QUIET, this.since + LONGEST_WAIT - now)));
  }

  /** @param {number} milliseconds */
  wait(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  /** Send what stands here; with `leaving` at once, whatever is still under way. */
  async send(leaving = false) {
    const { text } = this;
    if (leaving && this.operation && this.operation.text !== text) {
      this.unheard.push(this.operation.id);
      this.operation = null;
    }
    if (!this.operation) {
      if (text === this.saved || text === this.refused) return;
      this.since = 0;
      if (lengthOf(this.kind.written?.(this.section) ?? "") > LONGEST) return this.refuse(this.page.words.limit, text);
      this.operation = { id: uuid(), text, basedOn: Number(this.basedOn.value), after: this.unheard.slice(-50) };
    }
    await this.attempt(this.operation, leaving);
  }

  /**
   * @param {Operation} operation
   * @param {boolean} leaving
   */
  async attempt(operation, leaving) {
    const { page } = this;
    if (operation.flying && !leaving) return;
    clearTimeout(this.timer);
    operation.flying = true;
    if (!this.tries) this.show("saving", page.words.saving);
    const body = `{"operation_id":"${operation.id}","based_on":${operation.basedOn},"after":${JSON.stringify(operation.after)},"value":${operation.text}}`;
    let reply = null;
    let heard = null;
    try {
      reply = await page.ask(page.answers + given(this.section, "part"), {
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

  /**
   * @param {Response | null} reply
   * @param {Heard | null} heard
   * @param {Operation} operation
   */
  async hear(reply, heard, operation) {
    const status = reply?.status ?? 0;
    if (heard?.operation_id === operation.id && Number.isInteger(heard.revision)) {
      if (status === 200) return this.acknowledged(heard, operation);
      if (status === 409) return heard.reason === "late" ? this.late(heard, operation) : this.choose(heard, operation);
    }
    const { error = "", reason = "" } = heard ?? {};
    if (error && (status === 422 || ["ended", "malformed"].includes(reason))) return this.refuse(error, operation.text);
    const again = [400, 401, 403].includes(status) && !operation.again && (await this.page.comeIn());
    operation.again = again;
    if (again) return this.attempt(operation, false);
    this.tries += 1;
    this.show("failing", this.page.words.failing);
    this.page.trouble(status === 401 ? "signed_out" : "failing");
    this.wait(Math.min(30_000, 1000 * 2 ** this.tries) * (0.75 + Math.random() / 2));
  }

  /**
   * @param {Heard} heard
   * @param {Operation} operation
   */
  acknowledged(heard, operation) {
    this.operation = null;
    this.unheard = [];
    this.tries = 0;
    this.refused = null;
    this.saved = operation.text;
    this.basedOn.value = String(heard.revision);
    this.savedWords = `✓ ${heard.saved}`;
    this.section.querySelector(".versions")?.remove();
    this.page.clock.set(heard.seconds_left);
    this.page.fine(this.savedWords);
    if (heard.value && this.kind.show && this.text === operation.text) {
      this.kind.show(this.section, heard.value);
      this.saved = this.text;
      this.page.say(heard.notice ?? "");
    }
    if (this.pending) return this.changed();
    this.show("saved", this.savedWords);
  }

  /**
   * @param {Heard} heard
   * @param {Operation} operation
   */
  late(heard, operation) {
    this.operation = null;
    this.saved = operation.text;
    this.show("late", this.page.words.late);
    this.page.trouble(null, heard.error, true);
  }

  /**
   * @param {string} sentence
   * @param {string} text
   */
  refuse(sentence, text) {
    this.operation = null;
    this.refused = text;
    this.show("failing", this.page.words.refused);
    this.page.trouble(null, `${find(this.section, "h2", HTMLElement).textContent}: ${sentence}`);
  }

  /**
   * Two texts: show the other one, and let the person say which counts, unless that is settled. Both are kept.
   * @param {Heard} heard
   * @param {Operation} operation
   */
  choose(heard, operation) {
    const { words } = this.page;
    this.operation = null;
    this.unheard = [];
    this.refused = operation.text;
    this.show("failing", words.conflict);
    const box = this.section.querySelector(".versions") ?? document.createElement("div");
    box.className = "versions";
    box.setAttribute("role", "group");
    const yours = makeButton(words.yours, "btn btn-primary btn-sm", () => {
      box.remove();
      this.basedOn.value = String(heard.theirs.revision);
      this.refused = null;
      this.send();
    });
    const theirs = makeButton(words.theirs, "btn btn-outline-primary btn-sm", () => {
      this.saved = this.text;
      this.page.reload();
    });
    const told = Object.assign(document.createElement("p"), { textContent: `${heard.error} ${heard.theirs.saved}` });
    const other = Object.assign(document.createElement("div"), { className: "answer", textContent: heard.theirs.text });
    box.replaceChildren(told, other, ...(heard.settled ? [] : [yours]), theirs);
    this.shown.closest(".part-foot")?.before(box);
    this.page.trouble(null, heard.error);
  }

  /**
   * @param {string} state
   * @param {string} sentence
   */
  show(state, sentence) {
    this.shown.dataset.saveState = state;
    if (this.shown.textContent !== sentence) this.shown.textContent = sentence;
  }
}
