// A thread to moderate: actions, rules, and a reply whose words are counted.

import { find, findAll, given } from "../elements.js";
import { showCount } from "../sittings/fields.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @param {HTMLElement} section */
const messagesOf = (section) => findAll(section, "[data-message]", HTMLElement);
/** @param {HTMLElement} section */
const replyOf = (section) => find(section, "textarea", HTMLTextAreaElement);

/**
 * Return what is chosen in one of the lists, by key of the message.
 * @param {HTMLElement} section
 * @param {string} list
 */
const chosen = (section, list) =>
  Object.fromEntries(
    messagesOf(section)
      .map((message) => [given(message, "message"), find(message, `[name$='.${list}']`, HTMLSelectElement).value])
      .filter(([, choice]) => choice),
  );

/** @type {AnswerKind} */
export const moderation_queue = {
  read: (section) => ({ actions: chosen(section, "action"), rules: chosen(section, "rule"), reply: replyOf(section).value }),
  written: (section) => replyOf(section).value,

  liven(section, words) {
    const count = () => showCount(find(section, "[data-count]", HTMLElement), replyOf(section).value, words);
    section.addEventListener("input", count);
    count();
  },
};
