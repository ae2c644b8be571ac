// Elements of a page, found as what they are: a page that lacks one says which.

/**
 * Return the first element that fits.
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
export function find(within, selector, type) {
  const found = within.querySelector(selector);
  if (found instanceof type) return found;
  throw new TypeError(`${type.name} ${selector} is missing`);
}

/**
 * Return every element that fits.
 * @template {Element} T
 * @param {ParentNode} within
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T[]}
 */
export function findAll(within, selector, type) {
  return [...within.querySelectorAll(selector)].flatMap((each) => (each instanceof type ? [each] : []));
}

/**
 * Return what an element carries in `data-…` for the script.
 * @param {HTMLElement} element
 * @param {string} name
 */
export const given = (element, name) => element.dataset[name] ?? "";

/**
 * Return a field of a form by its name.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export const fieldOf = (form, name) => find(form, `[name="${name}"]`, HTMLInputElement);

// What is ticked or chosen otherwise than the server sent it; a list without a choice begins with its first.
const CHOSEN_ANEW = "input:checked:not([checked]), input[checked]:not(:checked), option[selected]:not(:checked), option:checked:not([selected], :first-child)";
const TYPED = "textarea, input:not([type=checkbox], [type=radio])";

/**
 * Whether something stands here that the server did not send: typed or chosen before the script came.
 * @param {ParentNode} within
 */
export function isTouched(within) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const typed = within.querySelectorAll(TYPED);
  return !!within.querySelector(CHOSEN_ANEW) || [...typed].some((field) => field.value !== field.defaultValue);
}

/**
 * Make a button that does `deed`.
 * @param {string} label
 * @param {string} className
 * @param {() => void} deed
 */
export function makeButton(label, className, deed) {
  const made = Object.assign(document.createElement("button"), { type: "button", className, textContent: label });
  made.addEventListener("click", deed);
  return made;
}
