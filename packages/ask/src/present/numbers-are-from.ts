import type { Cell, Frame } from "@parlance/core";

export interface NumberSource {
  readonly page: Frame;
  readonly rowCount: number;
}

/** Whether every number of a text stands in the result, rounded at most as people round. */
export const numbersAreFrom = (result: NumberSource, text: string): boolean =>
  foreignNumbers(result, text).length === 0;

interface Told {
  readonly text: string;
  readonly value: number;
  readonly decimals: number;
  readonly scale: number;
  readonly isPercent: boolean;
}

const NUMBER =
  /(?<![\p{L}\p{N}_])[-−]?\p{Sc}?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[eE][-+]?\d+)?\s?(%|percent\b|per cent\b|k\b|thousand\b|mn?\b|million\b|bn?\b|billion\b)?/giu;
const SCALES: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  mn: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};
/** "One" is too often no number. */
const WORDS = "two three four five six seven eight nine ten eleven twelve".split(" ");
const OTHER_WORDS: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1_000,
  million: 1e6,
  billion: 1e9,
  half: 0.5,
  twice: 2,
  double: 2,
  doubled: 2,
  triple: 3,
  dozen: 12,
};

/** The numbers of a text that are not in the result, as they stand in it. */
export function foreignNumbers(result: NumberSource, text: string): string[] {
  const known = knownNumbers(result);
  const told = [...toldIn(text), ...wordsIn(text)];
  return told
    .filter((number) => !known.texts.has(plain(number.text)) && !isKnown(number, known.values))
    .map(({ text: own }) => own);
}

const plain = (text: string): string => text.replace(/[,\s]/g, "");

function toldIn(text: string): Told[] {
  return [...text.matchAll(NUMBER)].map((match) => {
    const [whole, integer = "", fraction = "", unit = ""] = match;
    const isPercent = /^(%|per)/i.test(unit);
    const sign = /^[-−]/.test(whole) ? -1 : 1;
    return {
      text: whole.trim(),
      value: sign * Number(`${integer.replace(/,/g, "")}${fraction}`),
      decimals: Math.max(0, fraction.length - 1),
      scale: isPercent ? 1 : (SCALES[unit.toLowerCase()] ?? 1),
      isPercent,
    };
  });
}

function wordsIn(text: string): Told[] {
  // "2 million" is read with its digits.
  const bare = text.replace(NUMBER, " ").toLowerCase();
  return [...bare.matchAll(/\p{L}+/gu)].flatMap(([word]) => {
    const small = WORDS.indexOf(word);
    const value = small === -1 ? OTHER_WORDS[word] : small + 2;
    return value === undefined ? [] : [{ text: word, value, decimals: 0, scale: 1, isPercent: false }];
  });
}

interface Known {
  readonly values: readonly number[];
  /** Runs of digits inside texts, dates and names: "2025", "Q3", "A-17". */
  readonly texts: ReadonlySet<string>;
}

function knownNumbers({ page, rowCount }: NumberSource): Known {
  const values = [rowCount];
  const texts = new Set<string>();
  const addText = (text: string): void => {
    for (const [digits] of text.matchAll(/\d+(?:\.\d+)?/g)) {
      texts.add(digits);
      texts.add(digits.replace(/^0+(?=\d)/, ""));
    }
  };
  for (const column of page.columns) addText(column.name);
  for (const cells of page.data) for (const cell of cells) addCell(cell, values, addText);
  return { values, texts };
}

function addCell(cell: Cell, values: number[], addText: (text: string) => void): void {
  if (typeof cell === "number" || typeof cell === "bigint") values.push(Number(cell));
  else if (typeof cell === "string") {
    if (/^-?\d+(\.\d+)?$/.test(cell)) values.push(Number(cell));
    else addText(cell);
  }
}

/** Rounded to fewer digits than this, a number says too little to be the same one. */
const MIN_DIGITS = 2;

function isKnown({ value, decimals, scale, isPercent }: Told, values: readonly number[]): boolean {
  return values.some((known) => {
    const forms = isPercent ? [known, known * 100] : [known / scale];
    return forms.some((form) => isRounded(form, value, decimals));
  });
}

function isRounded(exact: number, told: number, decimals: number): boolean {
  if (exact === told) return true;
  const step = 10 ** -decimals;
  const isNear = Math.abs(exact - told) <= step / 2 + 1e-9 * Math.abs(exact);
  if (!isNear) return false;
  const digits =
    Math.abs(told) < 1 && decimals > 0 ? decimals : Math.trunc(Math.abs(told)).toString().length + decimals;
  return digits >= MIN_DIGITS || Number.isInteger(exact);
}
