// The most and the least effective option to choose.

import { chosen } from "../sittings/fields.js";

export const most_least = {
  read: (section, name) => ({ most: chosen(section, `${name}.most`), least: chosen(section, `${name}.least`) }),

  /** Of two poles only one can lie on an option: choosing it again moves it. */
  liven(section) {
    section.addEventListener("change", ({ target }) => {
      const other = target.name.endsWith(".most") ? ".least" : ".most";
      const same = section.querySelector(`[name="${target.name.replace(/\.(most|least)$/, other)}"][value="${target.value}"]`);
      if (same) same.checked = false;
    }, true);
  },
};
