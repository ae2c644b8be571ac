// Say at once when a file is too large, before a slow line has carried it in vain.
for (const field of document.querySelectorAll("input[type=file][data-largest]")) {
  field.addEventListener("change", () => {
    const file = field.files[0];
    const tooLarge = file && file.size > Number(field.dataset.largest);
    field.setCustomValidity(tooLarge ? field.dataset.tooLarge : "");
    if (tooLarge) {
      field.reportValidity();
      field.value = "";
    }
  });
}
