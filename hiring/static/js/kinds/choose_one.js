// One option to choose.

import { chosen } from "../sittings/fields.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @type {AnswerKind} */
export const choose_one = {
  read: (section, name) => ({ choice: chosen(section, name) }),
};
