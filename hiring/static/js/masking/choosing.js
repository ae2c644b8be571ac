// Words of an answer are masked where they are marked: with the mouse, a finger, or a caret and the keyboard.

import { find, findAll } from "../elements.js";

const OF_A_WORD = /[\p{L}\p{N}]/u;
// A selection that is still growing is not read out at every letter.
const QUIET = 200;

class Choosing {
  /** @param {HTMLElement} bar */
  constructor(bar) {
    this.bar = bar;
    this.form = find(document, "[data-mask-form]", HTMLFormElement);
    this.chosen = find(bar, "[data-chosen]", HTMLElement);
    this.kind = find(bar, "select", HTMLSelectElement);
    this.timer = 0;
    find(document, "[data-how]", HTMLElement).hidden = false;
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.notice(), QUIET);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.letGo();
    });
    find(bar, "[data-mask]", HTMLButtonElement).addEventListener("click", () => this.mask());
  }

  notice() {
    const selection = getSelection();
    if (!selection?.rangeCount) return;
    const range = selection.getRangeAt(0);
    const text = textAround(range.startContainer);
    // Whoever goes on to the bar leaves the answer: what was marked in it still holds.
    if (!text) return;
    const words = wordsIn(text, range);
    this.chosen.textContent = words;
    this.bar.hidden = !words;
  }

  letGo() {
    getSelection()?.removeAllRanges();
    clearTimeout(this.timer);
    this.bar.hidden = true;
  }

  mask() {
    find(this.form, '[name="words"]', HTMLInputElement).value = this.chosen.textContent ?? "";
    find(this.form, '[name="kind"]', HTMLSelectElement).value = this.kind.value;
    this.form.requestSubmit();
  }
}

/**
 * Return the text of an answer in which something stands.
 * @param {Node} node
 */
function textAround(node) {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest("[data-text]") ?? null;
}

/**
 * Return the words that are marked in a text, whole ones where only a piece is marked.
 * @param {Element} text
 * @param {Range} range
 */
function wordsIn(text, range) {
  if (range.collapsed) return "";
  const written = text.textContent ?? "";
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  let start = before.toString().length;
  let end = text.contains(range.endContainer) ? start + range.toString().length : written.length;
  while (start < end && /\s/.test(written[start] ?? "")) start++;
  while (end > start && /\s/.test(written[end - 1] ?? "")) end--;
  if (start === end) return "";
  while (start > 0 && OF_A_WORD.test(written[start] ?? "") && OF_A_WORD.test(written[start - 1] ?? "")) start--;
  while (end < written.length && OF_A_WORD.test(written[end - 1] ?? "") && OF_A_WORD.test(written[end] ?? "")) end++;
  return written.slice(start, end).replace(/\s+/g, " ");
}

for (const bar of findAll(document, "[data-mask-bar]", HTMLElement)) new Choosing(bar);
