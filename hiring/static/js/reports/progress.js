// While a report is being made, ask now and then how far it is, and renew that part of the page only:
// whatever somebody is writing elsewhere on it stays. Without this script there is a link to look again.

import { findAll } from "../elements.js";

const EVERY = 2000;

async function renew() {
  const reply = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  if (!reply.ok) return;
  const fresh = new DOMParser().parseFromString(await reply.text(), "text/html").getElementById("reports");
  if (fresh) document.getElementById("reports")?.replaceWith(document.adoptNode(fresh));
}

async function look() {
  const waiting = document.getElementById("reports")?.dataset.waiting;
  if (!waiting) return;
  try {
    const reply = await fetch(waiting, { headers: { Accept: "application/json" } });
    if (reply.ok && (await reply.json()).state !== "queued") await renew();
    if (reply.status === 401 || reply.status === 404) return;
  } catch {
    // The network is away for a moment; the next look may find it.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);

// What is wrong in a form is read out first.
findAll(document, "[data-focus]", HTMLElement)[0]?.focus();
