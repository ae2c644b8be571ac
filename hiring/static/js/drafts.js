// A form of staff that saves its draft while it is filled in: marking, and the card of an interview.
// The form works without it.

import { fieldOf, find, findAll, given, isTouched } from "./elements.js";
import { saveFirst } from "./saving_first.js";

const SAVE_AFTER = 1200;
const TRY_AGAIN = [2000, 5000, 15000];

/** The form has an id, and the addresses and words of saving in its data. */
export class Draft {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.state = find(form, "[data-save-state]", HTMLElement);
    fieldOf(form, "writer").value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.slice(0, 36);
    /** @type {string | null} what the server is known to have; null where that is not what stands here */
    this.saved = isTouched(form) ? null : this.content();
    this.saving = false;
    this.sent = false;
    this.stopped = false;
    this.refused = "";
    this.failures = 0;
    this.timer = 0;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => { this.sent = true; this.stop(); });
    saveFirst(form, () => this.save(), () => this.isUnderWay() && !this.failures);
    addEventListener("beforeunload", (event) => this.ask(event));
    addEventListener("pagehide", () => this.lastWords());
    this.changed();
  }

  /** What was put down, without what only the machinery needs. */
  content() {
    const values = this.body();
    for (const name of ["csrf_token", "seen", "writer"]) values.delete(name);
    return values.toString();
  }

  body() {
    const values = new URLSearchParams();
    new FormData(this.form).forEach((value, name) => values.append(name, String(value)));
    return values;
  }

  /** @param {string} text */
  say(text) { this.state.textContent = text; }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  isUnderWay() {
    const content = this.content();
    return !this.stopped && content !== this.saved && content !== this.refused;
  }

  /** @param {BeforeUnloadEvent} event */
  ask(event) {
    const lost = this.stopped || this.failures || this.content() === this.refused;
    if (!this.sent && lost && this.content() !== this.saved) event.preventDefault();
  }

  changed() {
    if (!this.isUnderWay()) return;
    this.say(given(this.form, "unsaved"));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SAVE_AFTER);
  }

  async save() {
    if (this.saving || !this.isUnderWay()) return;
    const content = this.content();
    this.saving = true;
    this.say(given(this.form, "saving"));
    try {
      await this.send(content);
    } catch {
      this.retry();
    } finally {
      this.saving = false;
    }
    if (this.failures === 0) this.changed(); // what was typed while this was under way
  }

  /**
   * @param {string} content
   * @returns {Promise<void>}
   */
  async send(content, again = true) {
    const reply = await fetch(given(this.form, "draft"), {
      method: "POST", body: this.body(), headers: { Accept: "application/json" }, redirect: "error",
    });
    if (reply.status >= 500 || reply.status === 429) return this.retry();
    const answer = await reply.json();
    if (reply.ok) {
      this.failures = 0;
      this.saved = content;
      fieldOf(this.form, "seen").value = answer.revision;
      return this.say(`✓ ${answer.saved}`);
    }
    if (reply.status === 400 && again && await this.freshToken()) return this.send(content, false);
    this.say(answer.error);
    this.refused = content;
    if (reply.status === 409 || reply.status === 404) this.stop();
  }

  /** After signing in again the page's security token is stale: fetch another, once. */
  async freshToken() {
    const page = await fetch(location.href, { headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html");
    const [found] = findAll(fresh, `#${this.form.id} [name=csrf_token]`, HTMLInputElement);
    if (!found) return false;
    fieldOf(this.form, "csrf_token").value = found.value;
    return true;
  }

  retry() {
    this.say(given(this.form, "failed"));
    const wait = TRY_AGAIN[Math.min(this.failures, TRY_AGAIN.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  lastWords() {
    if (this.isUnderWay()) navigator.sendBeacon(given(this.form, "draft"), this.body());
  }
}
