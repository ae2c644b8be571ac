// The card of an interview: a draft that saves itself, what was written while there was no network, a clock.
// Everything here is a convenience: the form works without it.

import { Draft } from "../drafts.js";
import { find, findAll, given } from "../elements.js";

/** A draft that is kept in this browser, too, for as long as the server does not have it. */
class KeptDraft extends Draft {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    super(form);
    this.key = `interview:${given(form, "draft")}`;
    this.bringBack();
    addEventListener("online", () => this.save());
  }

  /** @override */
  changed() {
    super.changed();
    if (this.key) this.keep();
  }

  keep() {
    try {
      if (this.isUnderWay()) localStorage.setItem(this.key, this.content());
      else localStorage.removeItem(this.key);
    } catch { /* a browser that keeps nothing still saves to the server */ }
  }

  /** Put back what a closed page could not save any more; what stands in a field by then is not overwritten. */
  bringBack() {
    const kept = new URLSearchParams(localStorage.getItem(this.key) ?? "");
    for (const area of findAll(this.form, "textarea", HTMLTextAreaElement)) {
      const words = kept.get(area.name);
      if (words && !area.value.includes(words)) area.value = area.value ? `${area.value}\n${words}` : words;
    }
    for (const input of findAll(this.form, "input[type=radio], input[type=checkbox]", HTMLInputElement)) {
      const others = findAll(this.form, `[name="${input.name}"]:checked`, HTMLInputElement);
      if (!others.length && kept.getAll(input.name).includes(input.value)) input.checked = true;
    }
    this.changed();
  }
}

/** How long the interview has run; it is known to this browser only, and survives loading the page again. */
class Clock {
  /**
   * @param {HTMLElement} place
   * @param {string} key
   */
  constructor(place, key) {
    this.now = find(place, "[data-clock-now]", HTMLElement);
    this.button = find(place, "[data-clock-start]", HTMLButtonElement);
    this.of = given(place, "of");
    this.key = `${key}:begun`;
    place.hidden = false;
    this.button.addEventListener("click", () => this.start(Date.now()));
    const begun = sessionStorage.getItem(this.key);
    if (begun) this.start(Number(begun));
  }

  /** @param {number} begun */
  start(begun) {
    sessionStorage.setItem(this.key, String(begun));
    this.button.hidden = true;
    const show = () => {
      const seconds = Math.floor((Date.now() - begun) / 1000);
      this.now.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")} ${this.of}`;
    };
    show();
    setInterval(show, 1000);
  }
}

for (const form of findAll(document, "#interview-card", HTMLFormElement)) {
  new KeptDraft(form);
  for (const place of findAll(form, "[data-clock]", HTMLElement)) new Clock(place, given(form, "draft"));
  findAll(document, "[data-focus]", HTMLElement)[0]?.focus();
}
