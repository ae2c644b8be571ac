// Drafts of rubrics and assessments: sums while typing, and a question before unsaved text is left.
// Every page works without it; what counts is what the server says after saving.

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

for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = Boolean(document.querySelector("[data-focus]"));
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

document.querySelector("[data-focus]")?.focus();
