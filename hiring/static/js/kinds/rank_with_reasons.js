// Items to put in order with buttons, for keyboard, finger and screen reader alike; the first need a reason.

import { find, findAll, given, makeButton } from "../elements.js";
/** @import { AnswerKind } from "../types.d.ts" */

/** @param {HTMLElement} section */
const itemsOf = (section) => findAll(section, "[data-option]", HTMLElement);
/** @param {HTMLElement} item */
const placeOf = (item) => find(item, "select", HTMLSelectElement);
/** @param {HTMLElement} item */
const reasonOf = (item) => find(item, "textarea", HTMLTextAreaElement);
/** @param {HTMLElement} item */
const textOf = (item) => find(item, "[data-text]", HTMLElement);
/** @param {HTMLElement} section */
const listOf = (section) => find(section, "[data-rank]", HTMLElement);

/**
 * Put the items into the order of their places, and show a reason's field where one is wanted or written.
 * @param {HTMLElement} section
 * @param {HTMLElement[]} ranked
 * @param {HTMLElement[]} rest
 */
function arrange(section, ranked, rest) {
  const list = listOf(section);
  const wanted = Number(list.dataset.rank);
  list.append(...ranked, ...rest);
  for (const item of [...ranked, ...rest]) {
    const place = placeOf(item).value;
    const reason = reasonOf(item);
    find(item, "[data-place]", HTMLElement).textContent = place ? `${place}.` : "–";
    if (reason.parentElement) reason.parentElement.hidden = !(place && Number(place) <= wanted) && !reason.value.trim();
  }
}

/**
 * Return the items that have a place, in its order, and the others.
 * @param {HTMLElement} section
 * @returns {[HTMLElement[], HTMLElement[]]}
 */
function inOrder(section) {
  const ranked = itemsOf(section).filter((item) => placeOf(item).value);
  ranked.sort((one, other) => Number(placeOf(one).value) - Number(placeOf(other).value));
  return [ranked, itemsOf(section).filter((item) => !placeOf(item).value)];
}

/**
 * Move an item; from below the ranked ones it moves up to the next place, from the last place down to the rest.
 * @param {HTMLElement} section
 * @param {HTMLElement} item
 * @param {number} step
 */
function move(section, item, step) {
  const [ranked, rest] = inOrder(section);
  const index = ranked.indexOf(item);
  if (index < 0 && step < 0) ranked.push(...rest.splice(rest.indexOf(item), 1));
  else if (index === ranked.length - 1 && index >= 0 && step > 0) rest.unshift(...ranked.splice(index, 1));
  else if (ranked[index + step] && index >= 0) [ranked[index], ranked[index + step]] = [ranked[index + step], item];
  ranked.forEach((each, place) => (placeOf(each).value = String(place + 1)));
  rest.forEach((each) => (placeOf(each).value = ""));
  arrange(section, ranked, rest);
  const list = listOf(section);
  const place = placeOf(item).value;
  const told = place ? given(list, "place").replace("%d", place) : given(list, "none");
  find(section, "[role=status]", HTMLElement).textContent = `${textOf(item).textContent}: ${told}`;
  section.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Return a button that moves an item.
 * @param {HTMLElement} section
 * @param {HTMLElement} item
 * @param {string} label
 * @param {number} step
 */
function mover(section, item, label, step) {
  const made = makeButton(label, "btn btn-outline-primary", () => {
    move(section, item, step);
    made.focus();
  });
  made.setAttribute("aria-describedby", textOf(item).id);
  return made;
}

/** @type {AnswerKind} */
export const rank_with_reasons = {
  read: (section) => ({
    places: Object.fromEntries(
      itemsOf(section).filter((item) => placeOf(item).value).map((item) => [item.dataset.option, Number(placeOf(item).value)]),
    ),
    reasons: Object.fromEntries(
      itemsOf(section).filter((item) => reasonOf(item).value.trim()).map((item) => [item.dataset.option, reasonOf(item).value]),
    ),
  }),
  written: (section) => itemsOf(section).map((item) => reasonOf(item).value).join(""),

  /** @param {{ reasons: Record<string, string> }} value */
  show(section, value) {
    itemsOf(section).forEach((item) => (reasonOf(item).value = value.reasons[given(item, "option")] ?? ""));
  },

  liven(section) {
    const { up, down } = listOf(section).dataset;
    for (const item of itemsOf(section)) {
      find(item, "[data-moves]", HTMLElement).append(mover(section, item, `↑ ${up}`, -1), " ", mover(section, item, `↓ ${down}`, 1));
    }
    find(section, "[data-how]", HTMLElement).hidden = false;
    arrange(section, ...inOrder(section));
  },
};
