// What `hiring/web/assets.py` writes as kinds/index.js: every kind of answer that has a script, by its name.
import type { AnswerKind } from "./types.d.ts";

export const KINDS: Record<string, AnswerKind | undefined>;
