// Items to put in order with buttons, for keyboard, finger and screen reader alike; the first need a reason.

const itemsOf = (section) => [...section.querySelectorAll("[data-option]")];
const placeOf = (item) => item.querySelector("select");
const reasonOf = (item) => item.querySelector("textarea");

/** Put the items into the order of their places, and show a reason's field where one is wanted or written. */
function arrange(section, ranked, rest) {
  const list = section.querySelector("[data-rank]");
  const wanted = Number(list.dataset.rank);
  list.append(...ranked, ...rest);
  [...ranked, ...rest].forEach((item, index) => {
    const place = placeOf(item).value;
    item.querySelector("[data-place]").textContent = place ? `${place}.` : "–";
    reasonOf(item).parentElement.hidden = !(place && place <= wanted) && !reasonOf(item).value.trim();
  });
}

function inOrder(section) {
  const ranked = itemsOf(section).filter((item) => placeOf(item).value);
  ranked.sort((one, other) => placeOf(one).value - placeOf(other).value);
  return [ranked, itemsOf(section).filter((item) => !placeOf(item).value)];
}

/** Move an item; from below the ranked ones it moves up to the next place, from the last place down to the rest. */
function move(section, item, step) {
  const [ranked, rest] = inOrder(section);
  const index = ranked.indexOf(item);
  if (index < 0 && step < 0) ranked.push(...rest.splice(rest.indexOf(item), 1));
  else if (index === ranked.length - 1 && index >= 0 && step > 0) rest.unshift(ranked.pop());
  else if (ranked[index + step] && index >= 0) [ranked[index], ranked[index + step]] = [ranked[index + step], item];
  ranked.forEach((each, place) => (placeOf(each).value = place + 1));
  rest.forEach((each) => (placeOf(each).value = ""));
  arrange(section, ranked, rest);
  const { place, none } = section.querySelector("[data-rank]").dataset;
  const shown = item.querySelector("[data-text]").textContent;
  section.querySelector("[role=status]").textContent = `${shown}: ${placeOf(item).value ? place.replace("%d", placeOf(item).value) : none}`;
  section.dispatchEvent(new Event("input", { bubbles: true }));
}

function button(section, item, label, step) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline-primary", textContent: label });
  made.setAttribute("aria-describedby", item.querySelector("[data-text]").id);
  made.addEventListener("click", () => {
    move(section, item, step);
    made.focus();
  });
  return made;
}

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

  /** Show the reasons as they were kept, where characters had to be replaced. */
  show(section, { reasons }) {
    itemsOf(section).forEach((item) => (reasonOf(item).value = reasons[item.dataset.option] ?? ""));
  },

  liven(section) {
    const { up, down } = section.querySelector("[data-rank]").dataset;
    itemsOf(section).forEach((item) => {
      item.querySelector("[data-moves]").append(button(section, item, `↑ ${up}`, -1), " ", button(section, item, `↓ ${down}`, 1));
    });
    section.querySelector("[data-how]").hidden = false;
    arrange(section, ...inOrder(section));
  },
};
