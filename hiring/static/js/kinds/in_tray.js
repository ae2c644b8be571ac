// Messages to handle: the order that was chosen stands below them while one chooses, and replies are counted.

import { find, findAll, given } from "../elements.js";
import { showCount } from "../sittings/fields.js";
import { showOrder } from "../sittings/places.js";
/** @import { AnswerKind, Words } from "../types.d.ts" */

/** @param {HTMLElement} section */
const messagesOf = (section) => findAll(section, "[data-message]", HTMLElement);
/** @param {HTMLElement} message */
const placeOf = (message) => find(message, "[name$='.place']", HTMLSelectElement).value;
/** @param {HTMLElement} message */
const actionOf = (message) => find(message, "[name$='.action']", HTMLSelectElement).value;
/** @param {HTMLElement} message */
const replyOf = (message) => findAll(message, "textarea", HTMLTextAreaElement)[0]?.value ?? "";

/**
 * @param {HTMLElement} section
 * @param {Words} words
 */
function count(section, words) {
  for (const message of messagesOf(section)) {
    findAll(message, "[data-count]", HTMLElement).forEach((shown) => showCount(shown, replyOf(message), words));
  }
}

/**
 * Return what is chosen or written, by key of the message, without what is not.
 * @param {HTMLElement} section
 * @param {(message: HTMLElement) => string} what
 * @returns {[string, string][]}
 */
const chosen = (section, what) =>
  messagesOf(section).filter((message) => what(message).trim()).map((message) => [given(message, "message"), what(message)]);

/** @type {AnswerKind} */
export const in_tray = {
  read: (section) => ({
    places: Object.fromEntries(chosen(section, placeOf).map(([key, place]) => [key, Number(place)])),
    actions: Object.fromEntries(chosen(section, actionOf)),
    replies: Object.fromEntries(chosen(section, replyOf)),
  }),
  written: (section) => messagesOf(section).map(replyOf).join(""),

  liven(section, words) {
    const show = () => {
      showOrder(section, messagesOf(section), placeOf, "[data-sender]");
      count(section, words);
    };
    section.addEventListener("input", show);
    show();
  },
};
