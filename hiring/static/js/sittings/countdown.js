// The server's time, counted down here; this device's clock is never asked.

/** @import { Words } from "../types.d.ts" */

/** @type {[number, string][]} */
const TOLD = [[600, "ten"], [300, "five"], [60, "one"]];
const MORE = 30_000; // what the clock moves on beyond this is time that was given
/** @param {number} number */
const two = (number) => String(number).padStart(2, "0");

/** @param {number} seconds */
export function spelled(seconds) {
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

export class Countdown {
  /**
   * @param {HTMLElement} element
   * @param {Words} words
   * @param {{ say: (sentence: string) => void, over: () => void }} told
   */
  constructor(element, words, { say, over }) {
    this.element = element;
    this.words = words;
    this.say = say;
    this.over = over;
    this.before = Infinity;
    this.ended = false;
    this.end = NaN;
    this.heard = performance.now();
    setInterval(() => this.show(), 500);
  }

  /**
   * Take the time that is left from the server's word.
   * @param {number} seconds
   */
  set(seconds) {
    if (!Number.isFinite(seconds)) return;
    const end = performance.now() + seconds * 1000;
    const more = end - this.end > MORE;
    this.end = end;
    this.heard = performance.now();
    if (seconds > 0) this.ended = false;
    this.show();
    if (more) this.say(this.words.more.replace("%s", spelled(this.left)));
  }

  get left() {
    return Math.max(0, Math.ceil((this.end - performance.now()) / 1000));
  }

  show() {
    const left = this.left;
    const { words, element, before } = this;
    const sentence = left === 0 ? words.over : (left <= 600 ? words.last : words.left).replace("%s", spelled(left));
    if (element.textContent !== sentence) element.textContent = sentence;
    element.classList.toggle("clock-last", left <= 600);
    for (const [mark, name] of TOLD) {
      if (before !== Infinity && before > mark && left <= mark && left > mark - 30) this.say(words[name]);
    }
    this.before = left;
    if (left === 0 && !this.ended) {
      this.ended = true;
      this.over();
    }
  }
}
