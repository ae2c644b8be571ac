// The most and the least effective option to choose.

import { chosen } from "../sittings/fields.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @type {AnswerKind} */
export const most_least = {
  read: (section, name) => ({ most: chosen(section, `${name}.most`), least: chosen(section, `${name}.least`) }),

  /** Of two poles only one can lie on an option: choosing it again moves it. */
  liven(section) {
    section.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      const other = target.name.endsWith(".most") ? ".least" : ".most";
      const same = section.querySelector(`[name="${target.name.replace(/\.(most|least)$/, other)}"][value="${target.value}"]`);
      if (same instanceof HTMLInputElement) same.checked = false;
    }, true);
  },
};
