// A sheet to choose from: reasons of those chosen, words counted, and the shortlist below while one chooses.

import { find, findAll, given } from "../elements.js";
import { showCount } from "../sittings/fields.js";
import { showOrder } from "../sittings/places.js";
/** @import { AnswerKind, Words } from "../types.d.ts" */

/** @param {HTMLElement} section */
const rowsOf = (section) => findAll(section, "[data-row]", HTMLElement);
/** @param {HTMLElement} row */
const placeOf = (row) => find(row, "select", HTMLSelectElement).value;
/** @param {HTMLElement} row */
const reasonOf = (row) => find(row, "textarea", HTMLTextAreaElement);
/** @param {HTMLElement} row */
const signsOf = (row) => findAll(row, ":checked[type=checkbox]", HTMLInputElement).map(({ name }) => name.slice(name.lastIndexOf(".") + 1));

/**
 * Return what `what` gives by key of the row, where it gives anything.
 * @template T
 * @param {HTMLElement} section
 * @param {(row: HTMLElement) => T | undefined} what
 */
const byRow = (section, what) =>
  Object.fromEntries(rowsOf(section).map((row) => [given(row, "row"), what(row)]).filter(([, content]) => content));

/** @type {AnswerKind} */
export const shortlist = {
  read: (section) => ({
    places: byRow(section, (row) => Number(placeOf(row))),
    reasons: byRow(section, (row) => (reasonOf(row).value.trim() ? reasonOf(row).value : undefined)),
    signs: byRow(section, (row) => (signsOf(row).length ? signsOf(row) : undefined)),
  }),
  written: (section) => rowsOf(section).map((row) => reasonOf(row).value).join(""),

  liven(section, words) {
    const show = () => {
      for (const row of rowsOf(section)) {
        const reason = reasonOf(row);
        if (reason.parentElement) reason.parentElement.hidden = !placeOf(row) && !reason.value.trim() && document.activeElement !== reason;
        showCount(find(row, "[data-count]", HTMLElement), reason.value, words);
      }
      showOrder(section, rowsOf(section), placeOf, "[data-name]");
    };
    section.addEventListener("input", show);
    show();
  },
};
