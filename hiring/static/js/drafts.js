// Drafts of rubrics and assessments: a question before unsaved text is left, and focus on what went wrong.
// Every page works without it.

import { findAll } from "./elements.js";

const wrong = findAll(document, "[data-focus]", HTMLElement)[0];

for (const form of findAll(document, "form[data-guard]", HTMLFormElement)) {
  // A refused form holds text that is not saved.
  let changed = Boolean(wrong);
  form.addEventListener("input", () => (changed = true));
  form.addEventListener("submit", () => (changed = false));
  addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

wrong?.focus();
