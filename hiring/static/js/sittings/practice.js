// The practice task: words are counted and sums follow, as in a real one; nothing is sent.

import { KINDS } from "../kinds/index.js";

document.querySelector("[data-practice]").classList.add("with-script");
const words = JSON.parse(document.getElementById("sitting-words").textContent);
for (const section of document.querySelectorAll("[data-part]")) {
  KINDS[section.dataset.kind]?.liven?.(section, words);
}
