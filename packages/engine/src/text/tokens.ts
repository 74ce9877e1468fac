import { FUNCTION_WORDS } from "../lexicon/function-words.ts";
import { MAGNITUDES, NUMBER_WORDS } from "../lexicon/number-words.ts";
import { normalize } from "./normalize.ts";
import { lemma, stem } from "./stem.ts";

export interface Token {
  readonly index: number;
  /** UTF-16 offsets into the question, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly low: string;
  readonly lemma: string;
  readonly stem: string;
  readonly kind: "word" | "number" | "quoted" | "sign";
  readonly number?: number;
  /** "$", "%", "k" and the like were written beside the number. */
  readonly unit?: string;
  readonly isContent: boolean;
}

/** Questions are short; what comes after this many characters is not read. */
const MAX_QUESTION_CHARS = 1000;

const TOKEN =
  /"([^"]{1,120})"|“([^”]{1,120})”|(?<![\p{L}\p{N}])'([^']{1,120})'(?![\p{L}\p{N}])|‘([^’]{1,120})’|([$€£]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$€£]?\d+(?:\.\d+)?)(?:(k|m|bn|b|mn|%|\s+(?:thousand|million|billion))(?![\p{L}\p{N}]))?|[’']s\b|[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}]|['’](?=\p{L}{2,})|(?<=n)['’](?=t\b))*|>=|<=|!=|<>|[<>=+#%?,.;:!()/&-]/giu;

export function tokenize(question: string): Token[] {
  const tokens: Token[] = [];
  for (const match of question.slice(0, MAX_QUESTION_CHARS).matchAll(TOKEN)) {
    const quoted = match[1] ?? match[2] ?? match[3] ?? match[4];
    tokens.push(buildToken(tokens.length, match.index, match[0], quoted, match[5], match[6]));
  }
  return tokens;
}

function buildToken(
  index: number,
  start: number,
  text: string,
  quoted: string | undefined,
  digits: string | undefined,
  magnitude: string | undefined,
): Token {
  const base = { index, start, end: start + text.length, text };
  if (quoted !== undefined) {
    const low = quoted.trim();
    const written = /^\d+(\.\d+)?$/.test(low) ? { number: Number(low) } : {};
    return {
      ...base,
      text: low,
      low: low.toLowerCase(),
      lemma: normalize(low),
      stem: normalize(low),
      kind: "quoted",
      isContent: true,
      ...written,
    };
  }
  if (digits !== undefined && digits === text.slice(0, digits.length)) {
    const scale = magnitude === undefined ? 1 : (MAGNITUDES.get(magnitude.trim().toLowerCase()) ?? 1);
    const number = Number(digits.replace(/[$€£,]/g, "")) * scale;
    const unit = magnitude ?? (/^[$€£]/.test(digits) ? digits.charAt(0) : undefined);
    const low = text.toLowerCase();
    return {
      ...base,
      low,
      lemma: low,
      stem: low,
      kind: "number",
      number,
      isContent: true,
      ...(unit === undefined ? {} : { unit }),
    };
  }
  const low = text.toLowerCase().replaceAll("’", "'");
  if (!/[\p{L}\p{N}]/u.test(low) || low === "'s") {
    return { ...base, low, lemma: low, stem: low, kind: "sign", isContent: false };
  }
  const plain = normalize(low) || low;
  const spelled = NUMBER_WORDS.get(low);
  const common = { ...base, low, lemma: lemma(plain), stem: stem(plain) };
  if (spelled !== undefined && low !== "one") return { ...common, kind: "number", number: spelled, isContent: true };
  const number = low === "one" ? { number: 1 } : {};
  return { ...common, kind: "word", isContent: !FUNCTION_WORDS.has(low) && !low.endsWith("n't"), ...number };
}

/** Ends of the longest cue phrase in `table` that starts at token `from`; undefined when there is none. */
export function matchCue<T>(
  table: ReadonlyMap<string, T>,
  tokens: readonly Token[],
  from: number,
): { readonly value: T; readonly end: number } | undefined {
  const first = tokens[from]?.low;
  if (first === undefined || !firstWordsOf(table).has(first)) return undefined;
  const phrases = phrasesFrom(tokens, from);
  for (let i = phrases.length - 1; i >= 0; i -= 1) {
    const value = table.get(phrases[i] ?? "");
    if (value !== undefined) return { value, end: from + i + 1 };
  }
  return undefined;
}

const firstWords = new WeakMap<object, ReadonlySet<string>>();

/** Most words begin no phrase of a table, which is then not searched. Tables are constants. */
function firstWordsOf(table: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const earlier = firstWords.get(table);
  if (earlier) return earlier;
  const found = new Set([...table.keys()].map((phrase) => phrase.split(" ", 1)[0] ?? ""));
  firstWords.set(table, found);
  return found;
}

const LONGEST_CUE = 6;
const known = new WeakMap<readonly Token[], (readonly string[])[]>();

/** Every rule looks for its cues at every word, so the phrases that begin there are put together once. */
function phrasesFrom(tokens: readonly Token[], from: number): readonly string[] {
  let byStart = known.get(tokens);
  if (!byStart) {
    byStart = [];
    known.set(tokens, byStart);
  }
  const earlier = byStart[from];
  if (earlier) return earlier;
  const phrases: string[] = [];
  for (let i = Math.max(0, from); i < tokens.length && i < from + LONGEST_CUE; i += 1) {
    const token = tokens[i];
    if (!token || token.kind === "quoted") break;
    const before = phrases.at(-1);
    phrases.push(before === undefined ? token.low : `${before} ${token.low}`);
  }
  if (from >= 0) byStart[from] = phrases;
  return phrases;
}
