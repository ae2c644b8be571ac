// The sum of the weights while they are typed; what counts is what the server says after saving.

import "./drafts.js";

const weights = [...document.querySelectorAll("[data-weight]")];
const total = document.getElementById("total");

function showTotal() {
  const sum = weights.reduce((all, field) => all + (parseInt(field.value, 10) || 0), 0);
  const full = sum === 100;
  total.textContent = full ? total.dataset.full : total.dataset.other.replace("{total}", sum);
  total.classList.toggle("outline-total-wrong", !full);
}

if (total && weights.length) {
  weights.forEach((field) => field.addEventListener("input", showTotal));
  showTotal();
}
