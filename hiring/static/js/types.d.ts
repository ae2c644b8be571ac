// What the scripts hand to each other. Read by `make lint` alone; browsers never see it.

/** Sentences of the page, in the reader's language, by name. */
export type Words = Record<string, string>;

/** One kind of answer: what is read from its part of the page, and how that comes to life. */
export interface AnswerKind {
  read(section: HTMLElement, name: string): object;
  /** The free text in it, whose length has a limit. */
  written?(section: HTMLElement): string;
  /** Show what was kept, where characters had to be replaced. */
  show?(section: HTMLElement, value: unknown): void;
  liven?(section: HTMLElement, words: Words): void;
}

/** The server's answer to a save. */
export interface Heard {
  operation_id?: string;
  revision: number;
  saved: string;
  seconds_left: number;
  error?: string;
  reason?: string;
  value?: unknown;
  notice?: string;
  settled?: boolean;
  theirs: { revision: number; text: string; saved: string };
}

/** A text on its way to the server. */
export interface Operation {
  id: string;
  text: string;
  basedOn: number;
  after: string[];
  flying?: boolean;
  again?: boolean;
}

/** What a part needs of the page around it. */
export interface SavingPage {
  answers: string;
  words: Words;
  clock: { set(seconds: number): void };
  ask(address: string, options?: RequestInit): Promise<Response>;
  comeIn(): Promise<boolean>;
  say(sentence: string): void;
  fine(sentence: string): void;
  trouble(name: string | null, sentence?: string, stays?: boolean): void;
  reload(): Promise<void>;
}
