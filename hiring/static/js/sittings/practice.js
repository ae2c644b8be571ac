// The practice task: words are counted and sums follow, as in a real one; nothing is sent.

import { find, findAll, given } from "../elements.js";
import { KINDS } from "../kinds/index.js";
import { wordsOfPage } from "./fields.js";

find(document, "[data-practice]", HTMLElement).classList.add("with-script");
const words = wordsOfPage();
for (const section of findAll(document, "[data-part]", HTMLElement)) {
  KINDS[given(section, "kind")]?.liven?.(section, words);
}
