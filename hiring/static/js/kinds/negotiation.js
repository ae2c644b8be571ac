// A talk by turns: what was sent stands there, the last reply is written and its words are counted; then what was agreed.

import { find, findAll, given } from "../elements.js";
import { showCount } from "../sittings/fields.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @param {HTMLElement} section */
const reply = (section) => find(section, "textarea", HTMLTextAreaElement);

/**
 * Return what was agreed, where the last message was reached and it is asked for.
 * @param {HTMLElement} section
 */
function agreed(section) {
  const terms = findAll(section, "[data-term]", HTMLElement);
  if (!terms.length) return {};
  const texts = terms.map((term) => [given(term, "term"), find(term, "input:not([type])", HTMLInputElement).value]);
  const open = terms.filter((term) => find(term, "[type=checkbox]", HTMLInputElement).checked);
  return { terms: Object.fromEntries(texts.filter(([, text]) => text?.trim())), open: open.map((term) => given(term, "term")) };
}

/** @type {AnswerKind} */
export const negotiation = {
  read: (section) => ({
    replies: [...findAll(section, "[data-sent]", HTMLInputElement), reply(section)].map((field) => field.value),
    ...agreed(section),
  }),
  written: (section) => reply(section).value,

  /** @param {{ replies: string[] }} value */
  show(section, value) {
    reply(section).value = value.replies.at(-1) ?? "";
  },

  liven(section, words) {
    const count = () => showCount(find(section, "[data-count]", HTMLElement), reply(section).value, words);
    section.addEventListener("input", count);
    count();
  },
};
