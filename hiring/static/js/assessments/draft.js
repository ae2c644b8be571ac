// Minutes while they are typed: the whole time, and sections that are shorter than their tasks.
// What counts is what the server says after saving.

import "../refused.js";
import { find, findAll, given } from "../elements.js";

const minutes = findAll(document, "[data-minutes]", HTMLInputElement);

function show() {
  const sum = minutes.reduce((all, field) => all + (parseInt(field.value, 10) || 0), 0);
  const total = find(document, "#total-minutes", HTMLElement);
  total.textContent = given(total, "text").replace("{minutes}", String(sum));
  for (const field of minutes) {
    const short = parseInt(field.value, 10) < Number(field.dataset.minutes);
    find(document, `#${given(field, "warning")}`, HTMLElement).hidden = !short;
  }
}

if (minutes.length) {
  minutes.forEach((field) => field.addEventListener("input", show));
  show();
}
