// Nobody leaves a page with unsaved text without being asked, and who only changes the language takes the
// text along. On every page but those that save by themselves (saving_first.js). Pages work without it.

import { fieldOf, findAll, isTouched } from "./elements.js";

/** @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */
/** @typedef {[string, string][]} Content what each field holds, in the order of the form */

const KEPT = "carried";
const NO_TEXT = ["hidden", "submit", "button", "password", "checkbox", "radio", "file", "select-one", "select-multiple"];
const NOT_CARRIED = ["hidden", "submit", "button", "password", "file"];
/** Whether this page answers a form: what the fields of that form hold is not saved. */
const answers = "answers" in document.body.dataset;
const here = location.href.split("#")[0];

/**
 * @param {HTMLFormElement} form
 * @param {string[]} without types of fields
 * @returns {Field[]}
 */
function fieldsOf(form, without) {
  return [...form.elements].flatMap((field) =>
    field instanceof HTMLInputElement || field instanceof HTMLSelectElement || field instanceof HTMLTextAreaElement
      ? without.includes(field.type) ? [] : [field]
      : []);
}

/** @param {HTMLFormElement} form */
const actionOf = (form) => new URL(form.getAttribute("action") ?? "", here).href;

/** @param {ParentNode} page */
const formsOf = (page) =>
  findAll(page, "form[method=post]:not([data-task], [data-draft])", HTMLFormElement)
    .filter((form) => fieldsOf(form, NO_TEXT).length);

/** @param {Field} field */
const isBox = (field) => field instanceof HTMLInputElement && ["checkbox", "radio"].includes(field.type);

/**
 * @param {HTMLFormElement} form
 * @returns {Content}
 */
const contentOf = (form) =>
  fieldsOf(form, NOT_CARRIED)
    .filter((field) => !isBox(field) || field.matches(":checked"))
    .map((field) => [field.name, field.value]);

/** @param {HTMLFormElement} form */
const textOf = (form) => JSON.stringify(contentOf(form));

/** @param {HTMLFormElement} form */
const holdsText = (form) => fieldsOf(form, NO_TEXT).some((field) => field.value);

/** @param {HTMLFormElement} form */
const holdsFile = (form) => fieldsOf(form, []).some((field) => field.type === "file" && field.value);

/**
 * Whether this page is the answer to that form.
 * @param {HTMLFormElement} form
 */
const isAnswered = (form) =>
  answers && [actionOf(form), ...findAll(form, "[formaction]", HTMLButtonElement).map((button) => button.formAction)].includes(here);

const forms = formsOf(document);
const before = new Map(forms.map((form) => [form, isTouched(form) ? null : textOf(form)]));
/** @type {Set<HTMLFormElement>} */
const sent = new Set();

/** @param {HTMLFormElement} form */
const isChanged = (form) =>
  !sent.has(form) && (holdsFile(form) || textOf(form) !== before.get(form) || (isAnswered(form) && holdsText(form)));

/**
 * @param {HTMLFormElement} form
 * @param {Content} content
 */
function put(form, content) {
  const rest = [...content];
  for (const field of fieldsOf(form, NOT_CARRIED)) {
    const place = rest.findIndex(([name, value]) => name === field.name && (!isBox(field) || value === field.value));
    const [, value] = place < 0 ? [] : rest.splice(place, 1)[0];
    if (field instanceof HTMLInputElement && isBox(field)) field.checked = place >= 0;
    else field.value = value ?? field.value;
    if (value) field.closest("details")?.setAttribute("open", "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

/**
 * Whether the page at `address` has every field of these forms: rows may have been added since.
 * @param {HTMLFormElement[]} left
 * @param {string} address
 */
async function hasFields(left, address) {
  const reply = await fetch(address);
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const there = formsOf(page);
  return left.every((form) => {
    const other = there.find((each) => actionOf(each) === actionOf(form));
    const names = other ? fieldsOf(other, NOT_CARRIED).map((field) => field.name) : [];
    return fieldsOf(form, NOT_CARRIED).every((field) => names.includes(field.name));
  });
}

/**
 * Keep what is typed for the same page in the other language, where it can be carried there.
 * @param {string} address
 */
async function carry(address) {
  const left = forms.filter(isChanged);
  if (!left.length || left.some(holdsFile) || (answers && !(await hasFields(left, address)))) return;
  const contents = left.map((form) => [actionOf(form), contentOf(form)]);
  sessionStorage.setItem(KEPT, JSON.stringify({ address, contents }));
  left.forEach((form) => sent.add(form));
}

/** Put into the fields what was carried here, once. */
function take() {
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  sessionStorage.removeItem(KEPT);
  if (kept?.address !== here) return;
  for (const [action, content] of kept.contents) {
    const form = forms.find((each) => actionOf(each) === action);
    if (form) put(form, content);
  }
}

for (const form of findAll(document, "form.language", HTMLFormElement)) {
  form.removeAttribute("target"); // without this script the other language opens beside what is typed here
  let ready = false;
  form.addEventListener("submit", async (event) => {
    if (ready || event.defaultPrevented) return;
    event.preventDefault();
    await carry(new URL(fieldOf(form, "next").value, here).href).catch(() => {}); // what is not carried is asked about
    await new Promise((resume) => setTimeout(resume)); // a form cannot be sent again while this event is under way
    ready = true;
    form.requestSubmit(event.submitter);
    ready = false;
  });
}
for (const form of forms) {
  form.addEventListener("submit", (event) => event.defaultPrevented || sent.add(form));
}
addEventListener("pageshow", (event) => event.persisted && sent.clear());
addEventListener("beforeunload", (event) => {
  if (forms.some((form) => isChanged(form) && !form.querySelector("[type=password]"))) event.preventDefault();
});
take();
