// Every option to rate on one scale.

import { findAll } from "../elements.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @type {AnswerKind} */
export const rate_each = {
  read: (section, name) => ({
    ratings: Object.fromEntries(
      findAll(section, "input:checked", HTMLInputElement).map((field) => [field.name.slice(name.length + 1), Number(field.value)]),
    ),
  }),
};
