// The table of candidates: choose all on this page with one box, and see how many are chosen.

import { find, findAll, given } from "../elements.js";

/** @param {HTMLFormElement} form */
function countChosen(form) {
  const boxes = findAll(form, 'tbody input[name="who"]', HTMLInputElement);
  const lines = findAll(form, "[data-chosen]", HTMLElement);

  function say() {
    const chosen = boxes.filter((box) => box.checked).length;
    for (const line of lines) {
      const many = given(line, "many").replace("{number}", String(chosen));
      line.textContent = chosen === 0 ? "" : chosen === 1 ? given(line, "one") : many;
    }
  }

  if (boxes.length > 1) {
    const head = find(form, "thead .pick", HTMLElement);
    const all = document.createElement("input");
    all.type = "checkbox";
    all.className = "form-check-input";
    all.setAttribute("aria-label", head.textContent.trim());
    all.addEventListener("change", () => {
      boxes.forEach((box) => (box.checked = all.checked));
      say();
    });
    head.append(all);
    boxes.forEach((box) =>
      box.addEventListener("change", () => {
        all.checked = boxes.every((each) => each.checked);
        say();
      })
    );
  }
  if (boxes.length) say();
}

for (const form of findAll(document, "[data-picking]", HTMLFormElement)) countChosen(form);
