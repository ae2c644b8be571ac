// A text to write: its words are counted while it grows.

import { find } from "../elements.js";
import { LONGEST, lengthOf, wordsIn } from "../sittings/fields.js";
/** @import { AnswerKind, Words } from "../types.d.ts" */

/** @param {HTMLElement} section */
const field = (section) => find(section, "textarea", HTMLTextAreaElement);

/**
 * Show the number of words, how many more than asked for, and near the limit the number of characters.
 * @param {HTMLElement} section
 * @param {Words} words
 */
function count(section, words) {
  const text = field(section).value;
  const number = wordsIn(text);
  const length = lengthOf(text);
  const place = find(section, "[data-words]", HTMLElement);
  const over = number - (Number(place.dataset.words) || Infinity);
  let shown = number === 1 ? words.word : words.words.replace("%d", String(number));
  if (over > 0) shown += " · " + words.beyond.replace("%d", String(over));
  place.classList.toggle("part-words-over", over > 0);
  if (length > LONGEST * 0.9) {
    shown += " · " + (length > LONGEST ? words.too_long : words.long).replace("%d", length.toLocaleString(document.documentElement.lang));
  }
  place.textContent = shown;
}

/** @type {AnswerKind} */
export const long_text = {
  read: (section) => ({ text: field(section).value }),
  written: (section) => field(section).value,

  /** @param {{ text: string }} value */
  show(section, value) {
    field(section).value = value.text;
  },

  liven(section, words) {
    section.addEventListener("input", () => count(section, words));
    count(section, words);
  },
};
