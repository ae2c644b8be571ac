// What stands in the fields of one part, in the shape in which the server keeps it.

const one = (section, name) => section.querySelector(`[name="${name}"]:checked`)?.value;

const READ = {
  long_text: (section, name) => ({ text: section.querySelector("textarea").value }),
  choose_one: (section, name) => ({ choice: one(section, name) }),
  most_least: (section, name) => ({ most: one(section, `${name}.most`), least: one(section, `${name}.least`) }),
  rate_each: (section, name) => ({
    ratings: Object.fromEntries(
      [...section.querySelectorAll("input:checked")].map((field) => [
        field.name.slice(name.length + 1),
        Number(field.value),
      ]),
    ),
  }),
  table: (section) => ({
    rows: [...section.querySelectorAll("[data-row]")]
      .map((row) => Object.fromEntries([...row.querySelectorAll("input")].map((cell) => [cell.dataset.column, cell.value])))
      .filter((row) => Object.values(row).some((cell) => cell.trim())),
  }),
};

/** Return the value of a part, or null for a story, which is sent by its own button. */
export function valueOf(section) {
  return READ[section.dataset.kind]?.(section, `part.${section.dataset.part}`) ?? null;
}

/** Count as the server does: runs without white space that hold a letter or a digit. */
export const wordsIn = (text) => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;

export const LONGEST = 100_000;

/** Count characters as the server does: an emoji outside the first plane is one. */
export const lengthOf = (text) => (text.length > LONGEST * 0.9 ? [...text].length : text.length);

/** Show the number of words, and near the limit the number of characters. */
export function count(section, words) {
  const text = section.querySelector("textarea").value;
  const number = wordsIn(text);
  const length = lengthOf(text);
  let shown = number === 1 ? words.word : words.words.replace("%d", number);
  if (length > LONGEST * 0.9) {
    shown += " · " + (length > LONGEST ? words.too_long : words.long).replace("%d", length.toLocaleString(document.documentElement.lang));
  }
  section.querySelector("[data-words]").textContent = shown;
}

/** Of two poles only one can lie on an option: choosing it again moves it. */
export function keepPolesApart(section) {
  section.addEventListener("change", ({ target }) => {
    const other = target.name.endsWith(".most") ? ".least" : ".most";
    const same = section.querySelector(`[name="${target.name.replace(/\.(most|least)$/, other)}"][value="${target.value}"]`);
    if (same) same.checked = false;
  }, true);
}
