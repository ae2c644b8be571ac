// Say at once when a file is too large, before a slow line has carried it in vain.

import { findAll, given } from "../elements.js";

for (const field of findAll(document, "input[type=file][data-largest]", HTMLInputElement)) {
  field.addEventListener("change", () => {
    const tooLarge = (field.files?.[0]?.size ?? 0) > Number(field.dataset.largest);
    field.setCustomValidity(tooLarge ? given(field, "tooLarge") : "");
    if (tooLarge) {
      field.reportValidity();
      field.value = "";
    }
  });
}
