// What the fields of several kinds of answer need.

/** @import { Words } from "../types.d.ts" */

/**
 * Return what is chosen among the radio buttons of one name.
 * @param {HTMLElement} section
 * @param {string} name
 */
export function chosen(section, name) {
  const found = section.querySelector(`[name="${name}"]:checked`);
  return found instanceof HTMLInputElement ? found.value : undefined;
}

/**
 * Count as the server does: runs without white space that hold a letter or a digit.
 * @param {string} text
 */
export const wordsIn = (text) => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;

/**
 * Show how many words a text has, and how many more than `data-count` asks for.
 * @param {HTMLElement} place
 * @param {string} text
 * @param {Words} words
 */
export function showCount(place, text, words) {
  const number = wordsIn(text);
  const over = number - (Number(place.dataset.count) || Infinity);
  const shown = number === 1 ? words.word : words.words.replace("%d", String(number));
  place.textContent = over > 0 ? `${shown} · ${words.beyond.replace("%d", String(over))}` : shown;
  place.classList.toggle("part-words-over", over > 0);
}

export const LONGEST = 100_000;

/**
 * Count characters as the server does: an emoji outside the first plane is one.
 * @param {string} text
 */
export const lengthOf = (text) => (text.length > LONGEST * 0.9 ? [...text].length : text.length);

/**
 * Return the sentences that the page has for its script.
 * @returns {Words}
 */
export const wordsOfPage = () => JSON.parse(document.getElementById("sitting-words")?.textContent ?? "{}");
