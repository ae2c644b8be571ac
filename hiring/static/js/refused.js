// Focus on what went wrong, where a page came back with it. Every page works without it.

import { findAll } from "./elements.js";

findAll(document, "[data-focus]", HTMLElement)[0]?.focus();
