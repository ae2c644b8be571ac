// While long work goes on, ask now and then how far it is and renew that part of the page; once it is over, show the
// page as it is then. A part that is renewed "alone" stands beside something that somebody may be doing: there the rest
// of the page stays. Without this script the page asks for itself again, or has a link to look again.

import { findAll } from "./elements.js";

const EVERY = 2000;

async function look() {
  const waiting = findAll(document, "[data-renewed]", HTMLElement);
  if (waiting.length === 0) return;
  try {
    const reply = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!reply.ok) return;
    const fresh = new DOMParser().parseFromString(await reply.text(), "text/html");
    for (const part of waiting) {
      const now = fresh.getElementById(part.id);
      const goesOn = now !== null && "renewed" in now.dataset;
      if (!goesOn && part.dataset.renewed !== "alone") {
        location.reload();
        return;
      }
      if (now) part.replaceWith(document.adoptNode(now));
    }
  } catch {
    // The network is away for a moment; the next look may find it.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
