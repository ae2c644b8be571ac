// A button that prints the receipt; without a script the browser's own menu does.

import { find } from "../elements.js";

const button = find(document, "[data-print]", HTMLButtonElement);
button.hidden = false;
button.addEventListener("click", () => print());
