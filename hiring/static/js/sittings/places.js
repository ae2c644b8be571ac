// What has which place, where several things are given places by lists.

import { find, findAll, given } from "../elements.js";

/**
 * Show which thing has which place in the list below them, and the places that several have.
 * @param {HTMLElement} section
 * @param {HTMLElement[]} things
 * @param {(thing: HTMLElement) => string} placeOf
 * @param {string} name where in a thing its name stands
 */
export function showOrder(section, things, placeOf, name) {
  const list = find(section, "[data-order]", HTMLElement);
  /** @type {number[]} */
  const twice = [];
  findAll(list, "li", HTMLLIElement).forEach((item, index) => {
    const here = things.filter((thing) => placeOf(thing) === String(index + 1));
    if (here.length > 1) twice.push(index + 1);
    item.className = here.length ? "" : "quiet";
    item.textContent = here.map((thing) => find(thing, name, HTMLElement).textContent).join(" + ") || given(list, "none");
  });
  const told = twice.length ? given(list, "twice").replace("%s", twice.join(", ")) : "";
  const place = find(section, "p[data-twice]", HTMLElement);
  if (place.textContent !== told) place.textContent = told;
}
