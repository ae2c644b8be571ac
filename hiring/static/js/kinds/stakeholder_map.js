// Actors to map: the picture follows what is chosen, and further actors come by a button.

import { find, findAll, given, makeButton } from "../elements.js";
/** @import { AnswerKind } from "../types.d.ts" */

const FIELD = 66; // as the server draws it: hiring/banks/kinds/stakeholder_map/picture.py
const LEFT = 34;
const APART = 21;

/** @param {HTMLElement} section */
const actorsOf = (section) => findAll(section, "[data-actor]", HTMLElement);
/**
 * @param {HTMLElement} within
 * @returns {(HTMLInputElement | HTMLTextAreaElement)[]}
 */
const textsOf = (within) => [...findAll(within, "input", HTMLInputElement), ...findAll(within, "textarea", HTMLTextAreaElement)];

/**
 * Return what is chosen and written of one actor, without what is not.
 * @param {HTMLElement} actor
 * @returns {Record<string, string | number>}
 */
function entryOf(actor) {
  const chosen = findAll(actor, "select", HTMLSelectElement).map((list) => ({ name: list.name, content: Number(list.value) }));
  const written = textsOf(actor).map((field) => ({ name: field.name, content: field.value.trim() ? field.value : "" }));
  return Object.fromEntries(
    [...chosen, ...written].filter(({ content }) => content).map(({ name, content }) => [name.slice(name.lastIndexOf(".") + 1), content]),
  );
}

/**
 * @param {string} kind
 * @param {Record<string, string | number>} values
 * @param {string} text
 */
function shape(kind, values, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", kind);
  Object.entries(values).forEach(([name, value]) => made.setAttribute(name, String(value)));
  made.textContent = text;
  return made;
}

/**
 * Put every actor with both values on the map, and tell in words where it stands.
 * @param {HTMLElement} section
 */
function draw(section) {
  const map = find(section, "[data-map]", HTMLElement);
  const told = [given(map, "map")];
  /** @type {Record<string, number>} */
  const before = {};
  const marks = actorsOf(section).flatMap((actor) => {
    const { influence, interest, name } = entryOf(actor);
    if (!influence || !interest) return [];
    const field = `${influence}-${interest}`;
    const count = (before[field] = (before[field] ?? -1) + 1);
    const x = LEFT + FIELD * (Number(interest) - 1) + 12 + APART * (count % 3);
    const y = FIELD * (5 - Number(influence)) + 12 + APART * Math.floor(count / 3);
    const letter = find(actor, "[data-letter]", HTMLElement).textContent ?? "";
    const called = name ?? actor.querySelector("[data-name]")?.textContent ?? "";
    told.push(`${letter} ${called}: ${given(map, "values").replace("%i", String(influence)).replace("%j", String(interest))}.`);
    return [
      shape("circle", { cx: x, cy: y, r: 9.5, fill: "none", stroke: "currentColor" }),
      shape("text", { x, y: y + 4, "font-size": 12, "font-weight": 700 }, letter),
    ];
  });
  find(map, "[data-marks]", SVGGElement).replaceChildren(...marks);
  find(map, "svg", SVGSVGElement).setAttribute("aria-label", told.join(" "));
}

/** @type {AnswerKind} */
export const stakeholder_map = {
  read: (section) => ({
    actors: Object.fromEntries(
      actorsOf(section).filter((actor) => actor.dataset.actor && Object.keys(entryOf(actor)).length).map((actor) => [actor.dataset.actor, entryOf(actor)]),
    ),
    added: actorsOf(section).filter((actor) => !actor.dataset.actor).map(entryOf).filter((entry) => Object.keys(entry).length),
  }),
  written: (section) => textsOf(section).map((field) => field.value).join(""),

  liven(section) {
    const spare = () => actorsOf(section).filter((actor) => actor.hidden);
    actorsOf(section).slice(1).forEach((actor) => (actor.hidden = !actor.dataset.actor && !Object.keys(entryOf(actor)).length));
    for (const place of findAll(section, "[data-add]", HTMLElement)) {
      const add = makeButton(given(place, "add"), "btn btn-outline-primary", () => {
        const [next] = spare();
        next.hidden = false;
        add.hidden = !spare().length;
        textsOf(next)[0].focus();
      });
      add.hidden = !spare().length;
      place.append(add);
    }
    section.addEventListener("input", () => draw(section));
    draw(section);
  },
};
