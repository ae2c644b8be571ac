// Steps of a procedure: they come, move and go by buttons, for keyboard, finger and screen reader alike.

import { find, findAll, given, makeButton } from "../elements.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/** @param {HTMLElement} section */
const stepsOf = (section) => findAll(section, "[data-step]", HTMLElement);
/** @param {HTMLElement} section */
const listOf = (section) => find(section, "[data-steps]", HTMLElement);
/**
 * @param {HTMLElement} within
 * @returns {Field[]}
 */
const textsOf = (within) => [...findAll(within, "textarea", HTMLTextAreaElement), ...findAll(within, "input", HTMLInputElement)];
/** @param {HTMLElement} step */
const isWritten = (step) => textsOf(step).some((field) => field.value.trim());
/** @param {Field} field */
const nameOf = (field) => field.name.slice(field.name.lastIndexOf(".") + 1);
/** @param {HTMLElement} section */
const rulesOf = (section) => findAll(section, "[data-rules]", HTMLTextAreaElement);

/**
 * Number the steps and their fields as they stand now.
 * @param {HTMLElement} section
 */
function number(section) {
  const steps = stepsOf(section);
  steps.forEach((step, index) => {
    const place = String(index + 1);
    find(step, "[data-number]", HTMLElement).textContent = place;
    for (const label of findAll(step, "label", HTMLLabelElement)) {
      const field = find(step, `#${label.htmlFor}`, HTMLElement);
      const last = label.htmlFor.slice(label.htmlFor.lastIndexOf("-") + 1);
      label.htmlFor = field.id = `part-${section.dataset.part}-${place}-${last}`;
      if (field instanceof HTMLSelectElement) field.value = place;
      field.setAttribute("name", `part.${section.dataset.part}.${place}.${last}`);
    }
    const [up, down] = findAll(step, "button", HTMLButtonElement);
    up.disabled = index === 0;
    down.disabled = index === steps.length - 1;
  });
  find(section, "[data-add-step]", HTMLButtonElement).hidden = steps.length >= Number(given(listOf(section), "steps"));
}

/**
 * Number anew, tell it, and let it be saved.
 * @param {HTMLElement} section
 * @param {string} told
 * @param {number} place
 */
function changed(section, told, place) {
  number(section);
  const text = told.replace("%d", String(place)).replace("%c", String(stepsOf(section).length));
  find(section, "[role=status]", HTMLElement).textContent = text;
  section.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * @param {HTMLElement} section
 * @param {HTMLElement} step
 * @param {number} by
 */
function move(section, step, by) {
  const steps = stepsOf(section);
  const place = steps.indexOf(step) + by;
  if (by < 0) steps[place].before(step);
  else steps[place].after(step);
  changed(section, given(listOf(section), "moved"), place + 1);
}

/**
 * @param {HTMLElement} section
 * @param {HTMLElement} step
 */
function remove(section, step) {
  if (isWritten(step) && !confirm(given(listOf(section), "sure"))) return;
  const next = step.nextElementSibling ?? step.previousElementSibling;
  if (next instanceof HTMLElement) step.remove();
  else textsOf(step).forEach((field) => (field.value = ""));
  changed(section, given(listOf(section), "removed"), 0);
  textsOf(next instanceof HTMLElement ? next : step)[0].focus();
}

/** @param {HTMLElement} section */
function add(section) {
  const [first] = stepsOf(section);
  const step = /** @type {HTMLElement} */ (first.cloneNode(true));
  textsOf(step).forEach((field) => (field.value = ""));
  listOf(section).append(step);
  giveButtons(section, step);
  number(section);
  textsOf(step)[0].focus();
}

/**
 * @param {HTMLElement} section
 * @param {HTMLElement} step
 */
function giveButtons(section, step) {
  const { up, down, remove: away } = listOf(section).dataset;
  /** @type {[string, () => void][]} */
  const deeds = [
    [`↑ ${up}`, () => move(section, step, -1)],
    [`↓ ${down}`, () => move(section, step, 1)],
    [`× ${away}`, () => remove(section, step)],
  ];
  const buttons = deeds.map(([label, deed]) => {
    const made = makeButton(label, "btn btn-outline-primary", () => {
      deed();
      if (step.isConnected && made !== buttons[2]) (made.disabled ? buttons.find((each) => !each.disabled) : made)?.focus();
    });
    return made;
  });
  find(step, "[data-moves]", HTMLElement).replaceChildren(...buttons.flatMap((each) => [each, " "]));
}

/** @type {AnswerKind} */
export const sop_steps = {
  read: (section) => ({
    steps: stepsOf(section)
      .map((step) => Object.fromEntries(textsOf(step).map((field) => [nameOf(field), field.value])))
      .filter((step) => Object.values(step).some((text) => text.trim())),
    ...Object.fromEntries(rulesOf(section).map((field) => [field.dataset.rules, field.value])),
  }),
  written: (section) => textsOf(section).map((field) => field.value).join(""),

  liven(section) {
    const list = listOf(section);
    const spare = stepsOf(section).filter((step) => !isWritten(step));
    const written = stepsOf(section).length - spare.length;
    spare.slice(Math.max(0, Number(given(list, "least")) - written)).forEach((step) => step.remove());
    list.after(Object.assign(makeButton(given(list, "add"), "btn btn-outline-primary", () => add(section)), { hidden: true }));
    find(section, "[data-steps] + button", HTMLButtonElement).dataset.addStep = "";
    stepsOf(section).forEach((step) => giveButtons(section, step));
    number(section);
  },
};
