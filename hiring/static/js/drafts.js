// Drafts of rubrics and assessments: a question before unsaved text is left, and focus on what went wrong.
// Every page works without it.

for (const form of document.querySelectorAll("form[data-guard]")) {
  // A refused form holds text that is not saved.
  let changed = Boolean(document.querySelector("[data-focus]"));
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}

document.querySelector("[data-focus]")?.focus();
