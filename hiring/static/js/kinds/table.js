// A table to fill in: rows come and go, sums follow.

const GROUPED = [
  [/^-?\d{1,3}( \d{3})+([.,]\d{1,2})?$/, / /g],
  [/^-?\d{1,3}(\.\d{3})+(,\d{1,2})?$/, /\./g],
  [/^-?\d{1,3}(,\d{3})+(\.\d{1,2})?$/, /,/g],
];

/** Return the number in a cell, read as the server reads it, or null. */
export function readNumber(text) {
  const bare = text.trim().replace(/rp\.?|idr|,-$/gi, "").trim().replace("\u2212", "-");
  if (bare.length > 40) return null;
  for (const [pattern, mark] of GROUPED) {
    if (pattern.test(bare)) return Number(bare.replace(mark, "").replace(",", "."));
  }
  return /^-?\d+([.,]\d+)?$/.test(bare) ? Number(bare.replace(",", ".")) : null;
}

function add(section, words) {
  const rows = [...section.querySelectorAll("[data-row]")];
  if (rows.length >= Number(section.querySelector("table").dataset.mostRows)) return;
  const row = rows.at(-1).cloneNode(true);
  row.querySelectorAll("input").forEach((cell) => (cell.value = ""));
  rows.at(-1).after(row);
  number(section, words);
  row.querySelector("input").focus();
}

function remove(section, row, words) {
  const cells = row.querySelectorAll("input");
  const next = row.nextElementSibling ?? row.previousElementSibling;
  if (next) row.remove();
  else cells.forEach((cell) => (cell.value = ""));
  number(section, words);
  (next ?? row).querySelector("input").focus();
  section.dispatchEvent(new Event("input", { bubbles: true }));
}

function number(section, words) {
  section.querySelectorAll("[data-row]").forEach((row, index) => {
    const place = index + 1;
    row.querySelectorAll("input").forEach((cell) => {
      const id = `part-${section.dataset.part}-${place}-${cell.dataset.column}`;
      row.querySelector(`[for="${cell.id}"]`).htmlFor = id;
      cell.id = id;
      cell.name = `part.${section.dataset.part}.${place}.${cell.dataset.column}`;
    });
    row.querySelectorAll("[data-row-number]").forEach((each) => (each.textContent = place));
    row.querySelector("button").setAttribute("aria-label", words.remove_row.replace("%d", place));
  });
}

function sum(section, words) {
  section.querySelectorAll("[data-sum]").forEach((shown) => {
    const unread = [];
    let total = 0;
    section.querySelectorAll(`input[data-column="${shown.dataset.sum}"]`).forEach((cell, index) => {
      const found = cell.value.trim() ? readNumber(cell.value) : 0;
      if (found === null) unread.push(index + 1);
      else total += found;
    });
    const digits = Number.isInteger(total) ? 0 : 2;
    shown.textContent = total.toLocaleString(document.documentElement.lang, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    section.querySelector("[data-unread]").textContent = unread.length ? words.unread.replace("%s", unread.join(", ")) : "";
  });
}

function button(label, classes, deed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: classes, textContent: label });
  made.addEventListener("click", deed);
  return made;
}

/** Give a table its buttons and living sums. */
function liven(section, words) {
  const table = section.querySelector("table");
  const spare = [...section.querySelectorAll("[data-row]")].filter((row) => [...row.querySelectorAll("input")].every((cell) => !cell.value));
  spare.slice(1).forEach((row) => row.remove());
  table.tHead.rows[0].append(Object.assign(document.createElement("td"), { className: "row-end" }));
  table.tFoot?.rows[0].append(document.createElement("td"));
  section.querySelectorAll("[data-row]").forEach((row) => {
    row.insertCell().append(button("×", "btn btn-sm btn-outline-primary row-remove", () => {}));
  });
  table.addEventListener("click", ({ target }) => {
    if (target.matches(".row-remove")) remove(section, target.closest("tr"), words);
  });
  const unread = Object.assign(document.createElement("p"), { className: "field-hint" });
  unread.dataset.unread = "";
  unread.setAttribute("role", "status");
  table.after(unread, button(words.add_row, "btn btn-sm btn-outline-primary", () => add(section, words)));
  number(section, words);
  sum(section, words);
  section.addEventListener("input", () => sum(section, words));
}

export const table = {
  read: (section) => ({
    rows: [...section.querySelectorAll("[data-row]")]
      .map((row) => Object.fromEntries([...row.querySelectorAll("input")].map((cell) => [cell.dataset.column, cell.value])))
      .filter((row) => Object.values(row).some((cell) => cell.trim())),
  }),
  liven,
};
