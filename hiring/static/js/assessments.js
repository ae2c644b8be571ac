// Minutes while they are typed: the whole time, and sections that are shorter than their tasks.
// What counts is what the server says after saving.

import "./drafts.js";

const minutes = [...document.querySelectorAll("[data-minutes]")];
const total = document.getElementById("total-minutes");

function show() {
  const sum = minutes.reduce((all, field) => all + (parseInt(field.value, 10) || 0), 0);
  total.textContent = total.dataset.text.replace("{minutes}", sum);
  for (const field of minutes) {
    const short = parseInt(field.value, 10) < Number(field.dataset.minutes);
    document.getElementById(field.dataset.warning).hidden = !short;
  }
}

if (total && minutes.length) {
  minutes.forEach((field) => field.addEventListener("input", show));
  show();
}
