// Pages that save by themselves save before they are left by a link or a form of another kind: the language, the way out.
// What is still unsaved then, the page asks about as for every other way of leaving.

import { findAll } from "./elements.js";

const PATIENCE = 8000;

/** @param {number} milliseconds */
export const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));

/**
 * Send, and wait until nothing is under way any more or patience ends.
 * @param {() => void} send
 * @param {() => boolean} underWay
 */
export async function sendAll(send, underWay) {
  const end = performance.now() + PATIENCE;
  do {
    send();
    await pause(150);
  } while (underWay() && performance.now() < end);
}

/** @param {MouseEvent} event */
function linkOf(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target || link.download || event.defaultPrevented) return null;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  return link.pathname === location.pathname && link.hash ? null : link;
}

/**
 * @param {HTMLFormElement} own this one saves what is in it when it is sent
 * @param {() => void} send
 * @param {() => boolean} underWay
 */
export function saveFirst(own, send, underWay) {
  let going = false;
  // Without this script the other language opens beside what is typed here.
  findAll(document, ".language", HTMLFormElement).forEach((form) => form.removeAttribute("target"));

  addEventListener("submit", async (event) => {
    const form = event.target;
    if (going || form === own || !(form instanceof HTMLFormElement) || !underWay()) return;
    event.preventDefault();
    event.stopPropagation();
    await sendAll(send, underWay);
    going = true;
    form.requestSubmit(event.submitter);
    going = false;
  }, true);

  addEventListener("click", async (event) => {
    const link = linkOf(event);
    if (!link || !underWay()) return;
    event.preventDefault();
    await sendAll(send, underWay);
    location.assign(link.href);
  });
}
