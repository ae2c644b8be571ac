// A text to be copied: with one button where the browser lets pages copy, else marked for the hand.

import { find, findAll, given } from "./elements.js";

/** @param {HTMLElement} part */
function offerCopying(part) {
  const text = find(part, "textarea", HTMLTextAreaElement);
  const button = find(part, "[data-copy]", HTMLButtonElement);
  const line = find(part, "[data-copied]", HTMLElement);

  async function copy() {
    text.focus();
    text.select();
    try {
      await navigator.clipboard.writeText(text.value);
      line.textContent = given(line, "done");
    } catch {
      line.textContent = given(line, "byHand");
    }
  }

  line.textContent = "";
  button.hidden = false;
  button.addEventListener("click", copy);
}

for (const part of findAll(document, "[data-copying]", HTMLElement)) offerCopying(part);
