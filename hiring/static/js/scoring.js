// The marking page: drafts that save themselves, keys, evidence from the marked words, undo.
// Everything here is a convenience: the form works without it.

const form = document.getElementById("review");
const SAVE_AFTER = 1200;
const TRY_AGAIN = [2000, 5000, 15000];

/** Whether keys belong to what has the focus, because somebody is typing there. */
function isTyping(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])"));
}

// --- Drafts -----------------------------------------------------------------

class Draft {
  constructor() {
    this.state = form.querySelector("[data-save-state]");
    form.elements.writer.value = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`.slice(0, 36);
    this.saved = this.content();
    this.saving = false;
    this.stopped = false;
    this.failures = 0;
    form.addEventListener("input", () => this.changed());
    form.addEventListener("change", () => this.changed());
    form.addEventListener("submit", () => { this.stopped = true; clearTimeout(this.timer); });
    addEventListener("beforeunload", (event) => { if (!this.stopped && this.failures && this.content() !== this.saved) event.preventDefault(); });
    addEventListener("pagehide", () => this.lastWords());
  }

  /** What the reviewer has put down, without what only the machinery needs. */
  content() {
    const values = new FormData(form);
    for (const name of ["csrf_token", "seen", "writer"]) values.delete(name);
    return new URLSearchParams(values).toString();
  }

  body() { return new URLSearchParams(new FormData(form)); }

  say(text) { this.state.textContent = text; }

  changed() {
    if (this.stopped || this.content() === this.saved) return;
    this.say(form.dataset.unsaved);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), SAVE_AFTER);
  }

  async save() {
    if (this.saving || this.stopped) return;
    const content = this.content();
    if (content === this.saved) return;
    this.saving = true;
    this.say(form.dataset.saving);
    try {
      await this.send(content);
    } catch {
      this.retry();
    } finally {
      this.saving = false;
    }
    if (this.failures === 0) this.changed(); // what was typed while this was under way
  }

  async send(content, again = true) {
    const reply = await fetch(form.dataset.draft, {
      method: "POST", body: this.body(), headers: { Accept: "application/json" }, redirect: "error",
    });
    if (reply.status >= 500 || reply.status === 429) return this.retry();
    const answer = await reply.json();
    if (reply.ok) {
      this.failures = 0;
      this.saved = content;
      form.elements.seen.value = answer.revision;
      return this.say(`✓ ${answer.saved}`);
    }
    if (reply.status === 400 && again && await this.freshToken()) return this.send(content, false);
    this.say(answer.error);
    if (reply.status === 409 || reply.status === 404) this.stopped = true;
  }

  /** After signing in again the page's security token is stale: fetch another, once. */
  async freshToken() {
    const page = await fetch(location.href, { headers: { Accept: "text/html" } });
    const found = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("#review [name=csrf_token]");
    if (!found) return false;
    form.elements.csrf_token.value = found.value;
    return true;
  }

  retry() {
    this.say(form.dataset.failed);
    const wait = TRY_AGAIN[Math.min(this.failures, TRY_AGAIN.length - 1)];
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  lastWords() {
    if (!this.stopped && this.content() !== this.saved) navigator.sendBeacon(form.dataset.draft, this.body());
  }
}

// --- Competencies -----------------------------------------------------------

const ratings = form ? [...form.querySelectorAll("[data-rating]")] : [];

const field = (rating, name) => form.elements[`${rating.dataset.rating}-${name}`];
const openRating = () => ratings.find((rating) => rating.open) ?? null;

function showNow(rating) {
  const chosen = rating.querySelector("input[type=radio]:checked");
  const now = rating.querySelector("[data-now]");
  now.textContent = chosen ? chosen.dataset.word : now.dataset.unrated;
}

function goTo(rating) {
  for (const other of ratings) other.open = other === rating;
  (rating.querySelector("input[type=radio]:checked") ?? rating.querySelector("summary")).focus({ preventScroll: true });
  rating.scrollIntoView({ block: "nearest" });
}

function move(steps) {
  const here = ratings.indexOf(openRating());
  goTo(ratings[Math.min(Math.max(here + steps, 0), ratings.length - 1)]);
}

function choose(value) {
  const rating = openRating() ?? ratings[0];
  rating.open = true;
  const radio = rating.querySelector(`input[type=radio][value="${value}"]`);
  radio.checked = true;
  radio.focus();
  radio.dispatchEvent(new Event("change", { bubbles: true }));
}

function writeReason() {
  const rating = openRating() ?? ratings[0];
  rating.open = true;
  field(rating, "reason").focus();
}

// --- Evidence ---------------------------------------------------------------

class Evidence {
  constructor() {
    this.answer = form.querySelector("[data-answer]");
    this.tool = form.querySelector("[data-quote-tool]");
    this.button = form.querySelector("[data-use-quote]");
    this.said = form.querySelector("[data-quote-said]");
    this.words = "";
    this.tool.hidden = false;
    document.addEventListener("selectionchange", () => this.notice());
    this.button.addEventListener("mousedown", (event) => event.preventDefault());
    this.button.addEventListener("click", () => this.take());
  }

  notice() {
    const selection = getSelection();
    const inside = selection.rangeCount && this.answer.contains(selection.getRangeAt(0).commonAncestorContainer);
    if (inside && !selection.isCollapsed) this.words = selection.toString().replace(/\s+/g, " ").trim();
    else if (inside) this.words = "";
    this.button.disabled = !this.words;
  }

  take() {
    const rating = openRating() ?? ratings[0];
    if (!this.words) return;
    rating.open = true;
    const quote = field(rating, "quote");
    quote.value = quote.value.trim() ? `${quote.value.trim()} … ${this.words}` : this.words;
    quote.dispatchEvent(new Event("input", { bubbles: true }));
    const name = rating.querySelector("[data-name]").textContent;
    this.said.textContent = this.said.dataset.taken.replace("{}", name);
    this.words = "";
    this.button.disabled = true;
  }
}

// --- Keys -------------------------------------------------------------------

class Keys {
  constructor(evidence) {
    this.evidence = evidence;
    this.choice = document.getElementById("keys-on");
    this.choice.closest("[data-keys-choice]").hidden = false;
    this.choice.checked = localStorage.getItem("scoring-keys") !== "off";
    this.choice.addEventListener("change", () => localStorage.setItem("scoring-keys", this.choice.checked ? "on" : "off"));
    document.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-lock]"));
    } else if (event.key === "Escape" && isTyping(event.target)) {
      const rating = event.target.closest("[data-rating]");
      if (rating) (rating.querySelector("input:checked") ?? rating.querySelector("summary")).focus();
      else event.target.blur();
    } else if (this.choice.checked && !isTyping(event.target) && !event.ctrlKey && !event.altKey && !event.metaKey) {
      this.single(event);
    }
  }

  single(event) {
    const deeds = {
      j: () => move(1), ArrowRight: () => move(1), k: () => move(-1), ArrowLeft: () => move(-1),
      r: writeReason, e: () => this.evidence.take(), 0: () => choose(document.querySelector("input[type=radio][value=nothing]") ? "nothing" : "none"),
    };
    const deed = /^[1-5]$/.test(event.key) ? () => choose(event.key) : deeds[event.key];
    if (!deed) return;
    event.preventDefault(); // otherwise "r" would also be typed, and arrows would also change the level
    deed();
  }
}

// --- The page ---------------------------------------------------------------

/** Remember for each task which of its folds this reviewer wants open. */
function rememberFolds() {
  for (const fold of document.querySelectorAll("[data-fold]")) {
    const key = `fold:${form.dataset.task}:${fold.dataset.fold}`;
    const kept = sessionStorage.getItem(key);
    if (kept !== null) fold.open = kept === "open";
    fold.addEventListener("toggle", () => sessionStorage.setItem(key, fold.open ? "open" : "closed"));
  }
}

/** Take the offer to undo away when its minute is over, by the server's clock. */
function endUndo() {
  for (const offer of document.querySelectorAll("[data-undo-until]")) {
    const left = Date.parse(offer.dataset.undoUntil) - Date.parse(offer.dataset.undoNow);
    setTimeout(() => offer.remove(), Math.max(left, 0));
  }
}

if (form) {
  new Draft();
  new Keys(new Evidence());
  rememberFolds();
  for (const rating of ratings) rating.addEventListener("change", () => showNow(rating));
  document.querySelector("[data-focus]")?.focus();
}
endUndo();
