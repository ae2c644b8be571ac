// A text to write: its words are counted while it grows.

import { LONGEST, lengthOf, wordsIn } from "../sittings/fields.js";

const field = (section) => section.querySelector("textarea");

/** Show the number of words, and near the limit the number of characters. */
function count(section, words) {
  const text = field(section).value;
  const number = wordsIn(text);
  const length = lengthOf(text);
  let shown = number === 1 ? words.word : words.words.replace("%d", number);
  if (length > LONGEST * 0.9) {
    shown += " · " + (length > LONGEST ? words.too_long : words.long).replace("%d", length.toLocaleString(document.documentElement.lang));
  }
  section.querySelector("[data-words]").textContent = shown;
}

export const long_text = {
  read: (section) => ({ text: field(section).value }),
  written: (section) => field(section).value,

  /** Show the text as it was kept, where characters had to be replaced. */
  show(section, value) {
    field(section).value = value.text;
  },

  liven(section, words) {
    section.addEventListener("input", () => count(section, words));
    count(section, words);
  },
};
