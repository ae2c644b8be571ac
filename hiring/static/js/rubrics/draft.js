// The sum of the weights while they are typed; what counts is what the server says after saving.

import "../refused.js";
import { find, findAll, given } from "../elements.js";

const weights = findAll(document, "[data-weight]", HTMLInputElement);

function showTotal() {
  const typed = weights.map((field) => field.value.trim());
  const readable = typed.every((text) => /^\d*$/.test(text));
  const sum = readable ? typed.reduce((all, text) => all + Number(text), 0) : NaN;
  const total = find(document, "#total", HTMLElement);
  const other = given(total, "other").replace("{total}", readable ? String(sum) : "?");
  total.textContent = sum === 100 ? given(total, "full") : other;
  total.classList.toggle("outline-total-wrong", sum !== 100);
}

if (weights.length) {
  weights.forEach((field) => field.addEventListener("input", showTotal));
  showTotal();
}
