// Whether AI aids were used, and how.

import { find } from "../elements.js";
import { chosen } from "../sittings/fields.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @param {HTMLElement} section */
const how = (section) => find(section, "textarea", HTMLTextAreaElement);

/** @type {AnswerKind} */
export const aids_declaration = {
  read: (section, name) => ({ used: chosen(section, `${name}.used`), how: how(section).value || undefined }),
  written: (section) => how(section).value,

  /** @param {{ how?: string }} value */
  show(section, value) {
    how(section).value = value.how ?? "";
  },
};
