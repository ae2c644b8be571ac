// The table of candidates: choose all on this page with one box, and see how many are chosen.
const form = document.querySelector("[data-picking]");
const boxes = form ? [...form.querySelectorAll('tbody input[name="who"]')] : [];

function say() {
  const chosen = boxes.filter((box) => box.checked).length;
  const line = form.querySelector("[data-chosen]");
  if (!line) return;
  line.textContent = chosen === 0 ? "" : chosen === 1 ? line.dataset.one : line.dataset.many.replace("{number}", chosen);
}

if (boxes.length > 1) {
  const head = form.querySelector("thead .pick");
  const all = document.createElement("input");
  all.type = "checkbox";
  all.className = "form-check-input";
  all.setAttribute("aria-label", head.textContent.trim());
  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    say();
  });
  head.append(all);
  boxes.forEach((box) => box.addEventListener("change", () => {
    all.checked = boxes.every((each) => each.checked);
    say();
  }));
}
if (boxes.length) say();
