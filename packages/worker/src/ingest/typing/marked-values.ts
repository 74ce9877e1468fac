import { quoteText } from "../quote.ts";

/** What people write at figures and dates that is no part of them. RE2 and JavaScript read both alike. */
const FOOTNOTE = "(?:\\s*(?:\\[[^\\[\\]]{1,12}\\]|[*†‡§#^]+|[¹²³⁴]))+\\s*$";
/** "T3" and "=3" of two who share the third place. */
const TIE = "^[T=](?=\\d)|(?:T|=)\\s*$";
const SHARED_PLACE = /^(?:T|=)?\d{1,3}(?:T|=)?$/;
const PLACE_NAME = /^(?:#|pos|position|rank|ranking|rk|place|placing|finish|standing)\.?$/i;

/** Which marks a column of otherwise plain figures or dates carries. */
export type Marks = "footnotes" | "ties" | "signs";

const SIGNED = /^\s*[+\-−–]?\d{1,6}(?:\.\d+)?\s*$/;

/** "+31" and "−7": written with a plus, or with a minus that no keyboard has. With a plus everywhere they are codes. */
export const isSigned = (values: readonly string[]): boolean =>
  values.every((value) => SIGNED.test(value)) &&
  values.some((value) => /[+−–]/.test(value)) &&
  !values.every((value) => value.trim().startsWith("+"));

/** The marks that some of these values bear; undefined where none does. */
export function marksOf(name: string, values: readonly string[]): Marks | undefined {
  const isTied = PLACE_NAME.test(name.trim()) && values.every((value) => SHARED_PLACE.test(value.trim()));
  if (isTied) return values.some((value) => /[T=]/.test(value)) ? "ties" : undefined;
  return values.some((value) => isFootnoted.test(value)) ? "footnotes" : undefined;
}

const isFootnoted = new RegExp(`[\\d)%]${FOOTNOTE}`, "u");
const PATTERNS: Readonly<Record<Marks, RegExp>> = {
  footnotes: new RegExp(FOOTNOTE, "u"),
  ties: new RegExp(TIE, "gu"),
  signs: /^\s*\+/,
};

export const withoutMarks = (value: string, marks: Marks): string => {
  const plain = value.replace(PATTERNS[marks], "");
  return marks === "signs" ? plain.trim().replace(/[−–]/, "-") : plain;
};

/** SQL for the same: a place keeps its digits alone. */
export const withoutMarksSql = (x: string, marks: Marks): string =>
  marks === "signs"
    ? `ltrim(replace(replace(trim(${x}), '−', '-'), '–', '-'), '+')`
    : marks === "ties"
      ? `regexp_replace(${x}, '[T=\\s]', '', 'g')`
      : `regexp_replace(${x}, ${quoteText(FOOTNOTE)}, '')`;
