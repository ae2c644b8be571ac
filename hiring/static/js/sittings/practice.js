// The practice task: words are counted and sums follow, as in a real one; nothing is sent.

import { count, keepPolesApart } from "./fields.js";
import { liven } from "./tables.js";

document.querySelector("[data-practice]").classList.add("with-script");
const words = JSON.parse(document.getElementById("sitting-words").textContent);
for (const section of document.querySelectorAll("[data-part]")) {
  const { kind } = section.dataset;
  if (kind === "table") liven(section, words);
  if (kind === "most_least") keepPolesApart(section);
  if (kind === "long_text") section.addEventListener("input", () => count(section, words));
}
