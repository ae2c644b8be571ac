// A button that prints the receipt; without a script the browser's own menu does. Paper cannot be unfolded.

import { find, findAll } from "../elements.js";

const button = find(document, "[data-print]", HTMLButtonElement);
button.hidden = false;
button.addEventListener("click", () => print());
addEventListener("beforeprint", () => findAll(document, "main details", HTMLDetailsElement).forEach((fold) => (fold.open = true)));
