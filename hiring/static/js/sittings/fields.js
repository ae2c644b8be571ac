// What the fields of several kinds of answer need.

/** Return what is chosen among the radio buttons of one name. */
export const chosen = (section, name) => section.querySelector(`[name="${name}"]:checked`)?.value;

/** Count as the server does: runs without white space that hold a letter or a digit. */
export const wordsIn = (text) => text.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;

export const LONGEST = 100_000;

/** Count characters as the server does: an emoji outside the first plane is one. */
export const lengthOf = (text) => (text.length > LONGEST * 0.9 ? [...text].length : text.length);
