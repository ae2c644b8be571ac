// A talk by turns: what was sent stands there, the last reply is written and its words are counted.

import { find, findAll } from "../elements.js";
import { showCount } from "../sittings/fields.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @param {HTMLElement} section */
const reply = (section) => find(section, "textarea", HTMLTextAreaElement);

/** @type {AnswerKind} */
export const negotiation = {
  read: (section) => ({ replies: [...findAll(section, "[data-sent]", HTMLInputElement), reply(section)].map((field) => field.value) }),
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
