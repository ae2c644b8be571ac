// One option to choose.

import { chosen } from "../sittings/fields.js";

export const choose_one = {
  read: (section, name) => ({ choice: chosen(section, name) }),
};
