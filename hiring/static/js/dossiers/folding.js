// On a phone the decision stands below everything that people wrote: there the longest parts are folded until
// somebody touches them. Without this script, on wider screens and on paper they are open.

import { findAll } from "../elements.js";

const folds = findAll(document, "[data-folds]", HTMLDetailsElement);

/** Open what holds the place that the address names, and go there. */
function reveal() {
  const wanted = document.getElementById(location.hash.slice(1));
  const fold = wanted?.closest("details");
  if (fold) fold.open = true;
  wanted?.scrollIntoView();
}

if (matchMedia("(max-width: 40rem)").matches) {
  folds.forEach((fold) => (fold.open = false));
  reveal();
}
addEventListener("hashchange", reveal);

/** @type {HTMLDetailsElement[]} */
let closed = [];
addEventListener("beforeprint", () => {
  closed = folds.filter((fold) => !fold.open);
  closed.forEach((fold) => (fold.open = true));
});
addEventListener("afterprint", () => closed.forEach((fold) => (fold.open = false)));
