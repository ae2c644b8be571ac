// The sum of the weights while they are typed; what counts is what the server says after saving.

import "./drafts.js";

const weights = [...document.querySelectorAll("[data-weight]")];
const total = document.getElementById("total");

function showTotal() {
  const typed = weights.map((field) => field.value.trim());
  const readable = typed.every((text) => /^\d*$/.test(text));
  const sum = readable ? typed.reduce((all, text) => all + Number(text), 0) : "?";
  const full = sum === 100;
  total.textContent = full ? total.dataset.full : total.dataset.other.replace("{total}", sum);
  total.classList.toggle("outline-total-wrong", !full);
}

if (total && weights.length) {
  weights.forEach((field) => field.addEventListener("input", showTotal));
  showTotal();
}
