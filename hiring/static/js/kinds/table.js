// A table to fill in: rows come and go, sums follow.

import { find, findAll, makeButton } from "../elements.js";
/** @import { AnswerKind, Words } from "../types.d.ts" */

/** @type {[RegExp, RegExp][]} */
const GROUPED = [
  [/^-?\d{1,3}( \d{3})+([.,]\d{1,2})?$/, / /g],
  [/^-?\d{1,3}(\.\d{3})+(,\d{1,2})?$/, /\./g],
  [/^-?\d{1,3}(,\d{3})+(\.\d{1,2})?$/, /,/g],
];

/**
 * Return the number in a cell, read as the server reads it, or null.
 * @param {string} text
 */
export function readNumber(text) {
  const bare = text.trim().replace(/rp\.?|idr|,-$/gi, "").trim().replace("\u2212", "-");
  if (bare.length > 40) return null;
  for (const [pattern, mark] of GROUPED) {
    if (pattern.test(bare)) return Number(bare.replace(mark, "").replace(",", "."));
  }
  return /^-?\d+([.,]\d+)?$/.test(bare) ? Number(bare.replace(",", ".")) : null;
}

/** @param {HTMLElement} section */
const rowsOf = (section) => findAll(section, "[data-row]", HTMLTableRowElement);
/** @param {Element} row */
const cellsOf = (row) => /** @type {HTMLInputElement[]} */ (findAll(row, "input, textarea", HTMLElement));

/**
 * @param {HTMLElement} section
 * @param {Words} words
 */
function add(section, words) {
  const last = rowsOf(section).at(-1);
  if (!last || rowsOf(section).length >= Number(find(section, "table", HTMLTableElement).dataset.mostRows)) return;
  const row = /** @type {HTMLTableRowElement} */ (last.cloneNode(true));
  cellsOf(row).forEach((cell) => (cell.value = ""));
  last.after(row);
  number(section, words);
  cellsOf(row)[0].focus();
}

/**
 * @param {HTMLElement} section
 * @param {Element} row
 * @param {Words} words
 */
function remove(section, row, words) {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  if (next) row.remove();
  else cellsOf(row).forEach((cell) => (cell.value = ""));
  number(section, words);
  cellsOf(next ?? row)[0].focus();
  section.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * @param {HTMLElement} section
 * @param {Words} words
 */
function number(section, words) {
  rowsOf(section).forEach((row, index) => {
    const place = String(index + 1);
    cellsOf(row).forEach((cell) => {
      const id = `part-${section.dataset.part}-${place}-${cell.dataset.column}`;
      find(row, `[for="${cell.id}"]`, HTMLLabelElement).htmlFor = id;
      cell.id = id;
      cell.name = `part.${section.dataset.part}.${place}.${cell.dataset.column}`;
    });
    findAll(row, "[data-row-number]", HTMLElement).forEach((each) => (each.textContent = place));
    find(row, "button", HTMLButtonElement).setAttribute("aria-label", words.remove_row.replace("%d", place));
  });
}

/**
 * @param {HTMLElement} section
 * @param {Words} words
 */
function sum(section, words) {
  for (const shown of findAll(section, "[data-sum]", HTMLElement)) {
    /** @type {number[]} */
    const unread = [];
    let total = 0;
    findAll(section, `input[data-column="${shown.dataset.sum}"]`, HTMLInputElement).forEach((cell, index) => {
      const found = cell.value.trim() ? readNumber(cell.value) : 0;
      if (found === null) unread.push(index + 1);
      else total += found;
    });
    const digits = Number.isInteger(total) ? 0 : 2;
    shown.textContent = total.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    find(section, "[data-unread]", HTMLElement).textContent = unread.length ? words.unread.replace("%s", unread.join(", ")) : "";
  }
}

/**
 * Give a table its buttons and living sums.
 * @param {HTMLElement} section
 * @param {Words} words
 */
function liven(section, words) {
  const table = find(section, "table", HTMLTableElement);
  const spare = rowsOf(section).filter((row) => cellsOf(row).every((cell) => !cell.value));
  spare.slice(1).forEach((row) => row.remove());
  table.tHead?.rows[0].append(Object.assign(document.createElement("td"), { className: "row-end" }));
  table.tFoot?.rows[0].append(document.createElement("td"));
  for (const row of rowsOf(section)) {
    row.insertCell().append(makeButton("×", "btn btn-sm btn-outline-primary row-remove", () => {}));
  }
  table.addEventListener("click", ({ target }) => {
    const row = target instanceof Element && target.matches(".row-remove") ? target.closest("tr") : null;
    if (row) remove(section, row, words);
  });
  table.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLTextAreaElement) event.preventDefault();
  });
  const unread = Object.assign(document.createElement("p"), { className: "field-hint" });
  unread.dataset.unread = "";
  unread.setAttribute("role", "status");
  table.after(unread, makeButton(words.add_row, "btn btn-sm btn-outline-primary", () => add(section, words)));
  number(section, words);
  sum(section, words);
  section.addEventListener("input", () => sum(section, words));
}

/** @type {AnswerKind} */
export const table = {
  read: (section) => ({
    rows: rowsOf(section)
      .map((row) => Object.fromEntries(cellsOf(row).map((cell) => [cell.dataset.column, cell.value.replace(/\s*\n\s*/g, " ")])))
      .filter((row) => Object.values(row).some((cell) => cell.trim())),
  }),
  liven,
};
