// Material that comes while somebody writes: the page fetches it when its time has come, and says so.

import { find, findAll, given } from "../elements.js";

const PLACES = ["materials", "materials-sheet"];
const LOOK = 1000;
const LONGEST = 60_000;

/**
 * A moment by two clocks: the one may be set, the other stands still while a device sleeps.
 * @param {number} milliseconds from now
 */
const momentIn = (milliseconds) => ({ set: Date.now() + milliseconds, steady: performance.now() + milliseconds });

/**
 * Return when the next material of a page comes.
 * @param {HTMLElement} place
 */
const nextOf = (place) => momentIn(place.dataset.moreIn ? Number(place.dataset.moreIn) * 1000 : Infinity);

async function fetchPage() {
  const reply = await fetch(location.href, { headers: { Accept: "text/html" } });
  return new DOMParser().parseFromString(await reply.text(), "text/html");
}

/**
 * Put the material of `page` in the place of that here; return what was not here before.
 * @param {Document} page
 */
function take(page) {
  const come = findAll(page, "#materials .material[id]", HTMLElement).filter((each) => !document.getElementById(each.id));
  for (const id of PLACES) find(document, `#${id}`, HTMLElement).replaceChildren(...find(page, `#${id}`, HTMLElement).childNodes);
  return come;
}

/**
 * @param {HTMLElement} place
 * @param {HTMLElement[]} come
 */
function tell(place, come) {
  const links = come.map((each) => {
    const textContent = find(each, "h2", HTMLElement).textContent;
    return Object.assign(document.createElement("a"), { href: `#${each.id}`, textContent });
  });
  find(document, "[data-came]", HTMLElement).replaceChildren(`${given(place, "more")} `, ...links.flatMap((link, n) => (n ? [", ", link] : [link])));
}

/** @param {HTMLElement} place where the material stands */
function bringMaterial(place) {
  let due = nextOf(place);
  let wait = LOOK;
  setInterval(async () => {
    if (Date.now() < due.set && performance.now() < due.steady) return;
    due = momentIn(wait);
    wait = Math.min(wait * 2, LONGEST);
    try {
      const page = await fetchPage();
      const come = take(page);
      due = nextOf(find(page, "#materials", HTMLElement));
      if (come.length) tell(place, come);
      wait = LOOK;
    } catch {
      // without a network, or signed out: what is there stays, and it is tried again
    }
  }, LOOK);
}

bringMaterial(find(document, "#materials", HTMLElement));
