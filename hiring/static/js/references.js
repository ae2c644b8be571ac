// Keeps a page of the reference form while it is being written. The page works without this.
// "Saved" is shown only after the server has said so, and only while nothing newer was typed.

const form = document.querySelector("form[data-draft]");
const PAUSE = 1500;
const RETRY = 8000;

if (form) {
  const said = form.querySelector("[data-saved]");
  let version = 0;
  let saved = 0;
  let sending = false;
  let timer = 0;

  const say = (sentence, failed) => {
    said.textContent = sentence;
    said.classList.toggle("saved-not", failed);
  };

  const later = (wait) => {
    window.clearTimeout(timer);
    timer = window.setTimeout(keep, wait);
  };

  const keep = async () => {
    if (sending || saved === version) {
      return;
    }
    sending = true;
    const sent = version;
    try {
      const reply = await fetch(form.dataset.draft, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        keepalive: true,
      });
      const answer = await reply.json();
      if (!reply.ok) {
        say(answer.error || form.dataset.notSaved, true);
        return;
      }
      saved = sent;
      form.elements.seen.value = answer.seen;
      if (sent === version) {
        say(answer.saved, false);
      }
    } catch {
      say(form.dataset.notSaved, true);
      later(RETRY);
    } finally {
      sending = false;
      if (saved === sent && sent !== version) {
        later(PAUSE);
      }
    }
  };

  form.addEventListener("input", () => {
    version += 1;
    say("", false);
    later(PAUSE);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      keep();
    }
  });
  form.addEventListener("submit", () => window.clearTimeout(timer));
}

for (const counter of document.querySelectorAll("[data-words-of]")) {
  const field = document.getElementById(counter.dataset.wordsOf);
  const count = () => {
    const words = field.value.trim().split(/\s+/).filter(Boolean).length;
    const sentence = words === 1 ? counter.dataset.one : counter.dataset.many.replace("{n}", words);
    counter.textContent = words ? sentence : "";
  };
  field.addEventListener("input", count);
  count();
}

document.querySelector("[data-focus]")?.focus();
