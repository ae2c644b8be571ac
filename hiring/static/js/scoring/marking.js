// The marking page: drafts that save themselves, keys, evidence from the marked words, undo.
// Everything here is a convenience: the form works without it.

import { Draft } from "../drafts.js";
import { find, findAll, given, isTouched } from "../elements.js";

/**
 * Whether keys belong to what has the focus, because somebody is typing there.
 * @param {EventTarget | null} target
 */
function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])"));
}

// --- Competencies -----------------------------------------------------------

class Ratings {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.all = findAll(form, "[data-rating]", HTMLDetailsElement);
    for (const rating of this.all) {
      rating.addEventListener("change", () => this.showNow(rating));
      if (isTouched(rating)) this.showNow(rating);
    }
  }

  get open() {
    return this.all.find((rating) => rating.open) ?? null;
  }

  /** Return the open rating; where none is, open the first. */
  current() {
    const rating = this.open ?? this.all[0];
    rating.open = true;
    return rating;
  }

  /**
   * @param {HTMLElement} rating
   * @param {string} name
   */
  field(rating, name) {
    return find(this.form, `[name="${rating.dataset.rating}-${name}"]`, HTMLTextAreaElement);
  }

  /** @param {HTMLElement} rating */
  showNow(rating) {
    const [chosen] = findAll(rating, "input[type=radio]:checked", HTMLInputElement);
    const now = find(rating, "[data-now]", HTMLElement);
    now.textContent = chosen ? given(chosen, "word") : given(now, "unrated");
  }

  /** @param {number} steps */
  move(steps) {
    const here = this.open ? this.all.indexOf(this.open) : -1;
    const rating = this.all[Math.min(Math.max(here + steps, 0), this.all.length - 1)];
    for (const other of this.all) other.open = other === rating;
    headOf(rating).focus({ preventScroll: true });
    rating.scrollIntoView({ block: "nearest" });
  }

  /** @param {string} value */
  choose(value) {
    const radio = find(this.current(), `input[type=radio][value="${value}"]`, HTMLInputElement);
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }

  writeReason() {
    this.field(this.current(), "reason").focus();
  }
}

/**
 * Return where the keys work for a rating: what is chosen in it, or its heading.
 * @param {Element} rating
 */
function headOf(rating) {
  return findAll(rating, "input[type=radio]:checked", HTMLElement)[0] ?? find(rating, "summary", HTMLElement);
}

// --- Evidence ---------------------------------------------------------------

class Evidence {
  /**
   * @param {HTMLFormElement} form
   * @param {Ratings} ratings
   */
  constructor(form, ratings) {
    this.ratings = ratings;
    this.answer = find(form, "[data-answer]", HTMLElement);
    this.button = find(form, "[data-use-quote]", HTMLButtonElement);
    this.said = find(form, "[data-quote-said]", HTMLElement);
    this.words = "";
    find(form, "[data-quote-tool]", HTMLElement).hidden = false;
    document.addEventListener("selectionchange", () => this.notice());
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.take());
  }

  notice() {
    const selection = getSelection();
    if (selection?.rangeCount && this.answer.contains(selection.getRangeAt(0).commonAncestorContainer)) {
      this.words = selection.isCollapsed ? "" : selection.toString().replace(/\s+/g, " ").trim();
    }
    this.button.disabled = !this.words;
  }

  take() {
    if (!this.words) return;
    const rating = this.ratings.current();
    const quote = this.ratings.field(rating, "quote");
    quote.value = quote.value.trim() ? `${quote.value.trim()} … ${this.words}` : this.words;
    quote.dispatchEvent(new Event("input", { bubbles: true }));
    const name = find(rating, "[data-name]", HTMLElement).textContent;
    this.said.textContent = given(this.said, "taken").replace("{}", name);
    this.words = "";
    this.button.disabled = true;
  }
}

// --- Keys -------------------------------------------------------------------

class Keys {
  /**
   * @param {HTMLFormElement} form
   * @param {Ratings} ratings
   * @param {Evidence} evidence
   */
  constructor(form, ratings, evidence) {
    this.form = form;
    this.ratings = ratings;
    this.evidence = evidence;
    this.choice = find(form, "#keys-on", HTMLInputElement);
    find(form, "[data-keys-choice]", HTMLElement).hidden = false;
    this.choice.checked = localStorage.getItem("scoring-keys") !== "off";
    this.choice.addEventListener("change", () => localStorage.setItem("scoring-keys", this.choice.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const { target } = event;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      this.form.requestSubmit(find(this.form, "[data-lock]", HTMLButtonElement));
    } else if (event.key === "Escape" && isTyping(target) && target instanceof HTMLElement) {
      const rating = target.closest("[data-rating]");
      if (rating) headOf(rating).focus();
      else target.blur();
    } else if (this.choice.checked && !isTyping(target) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      this.single(event);
    }
  }

  /** @param {KeyboardEvent} event */
  single(event) {
    const { ratings } = this;
    /** @type {Record<string, () => void>} */
    const deeds = {
      j: () => ratings.move(1),
      ArrowRight: () => ratings.move(1),
      k: () => ratings.move(-1),
      ArrowLeft: () => ratings.move(-1),
      r: () => ratings.writeReason(),
      e: () => this.evidence.take(),
      0: () => ratings.choose(this.form.querySelector("input[type=radio][value=nothing]") ? "nothing" : "none"),
    };
    const deed = /^[1-5]$/.test(event.key) ? () => ratings.choose(event.key) : deeds[event.key];
    if (!deed) return;
    event.preventDefault(); // otherwise "r" would also be typed, and arrows would also change the level
    deed();
  }
}

// --- The page ---------------------------------------------------------------

/**
 * Remember for each task which of its folds this reviewer wants open.
 * @param {HTMLFormElement} form
 */
function rememberFolds(form) {
  for (const fold of findAll(document, "[data-fold]", HTMLDetailsElement)) {
    const key = `fold:${form.dataset.task}:${fold.dataset.fold}`;
    const kept = sessionStorage.getItem(key);
    if (kept !== null) fold.open = kept === "open";
    fold.addEventListener("toggle", () => sessionStorage.setItem(key, fold.open ? "open" : "closed"));
  }
}

/** Take the offer to undo away when its minute is over, by the server's clock. */
function endUndo() {
  for (const offer of findAll(document, "[data-undo-until]", HTMLElement)) {
    const left = Date.parse(given(offer, "undoUntil")) - Date.parse(given(offer, "undoNow"));
    setTimeout(() => offer.remove(), Math.max(left, 0));
  }
}

for (const form of findAll(document, "#review", HTMLFormElement)) {
  const ratings = new Ratings(form);
  new Draft(form);
  new Keys(form, ratings, new Evidence(form, ratings));
  rememberFolds(form);
  findAll(document, "[data-focus]", HTMLElement)[0]?.focus();
}
endUndo();
