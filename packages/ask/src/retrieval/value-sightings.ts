import type { Token, ValueIndex } from "@parlance/engine/words";
import { FUNCTION_WORDS, LIGHT_WORDS, normalize, stem } from "@parlance/engine/words";
import type { ValueSighting } from "./evidence.ts";

/** Spans longer than this are no values that people type. */
const LONGEST_SPAN = 8;
/** Readings of one span that are kept; a value that stands everywhere says little. */
const MAX_POSTINGS = 40;

/** Values of the source that the question names, longest first; a span inside a longer one counts no more. */
export function findSightings(
  question: string,
  tokens: readonly Token[],
  values: ValueIndex,
): readonly ValueSighting[] {
  const found: ValueSighting[] = [];
  const taken = new Set<number>();
  const longest = Math.min(LONGEST_SPAN, values.maxWords + 2, tokens.length);
  for (let length = longest; length >= 1; length -= 1) {
    for (let start = 0; start + length <= tokens.length; start += 1) {
      const span = tokens.slice(start, start + length);
      if (span.every((token) => taken.has(token.index))) continue;
      const sightings = sightingsOf(question, span, values);
      if (sightings.length === 0) continue;
      found.push(...sightings);
      if (length > 1 || isMarked(span)) for (const token of span) taken.add(token.index);
    }
  }
  return found;
}

const isMarked = (span: readonly Token[]): boolean =>
  span.some((token) => token.kind === "quoted" || (token.index > 0 && /^\p{Lu}/u.test(token.text)));

function sightingsOf(question: string, span: readonly Token[], values: ValueIndex): ValueSighting[] {
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || first.kind === "sign" || last.kind === "sign") return [];
  const key = normalize(span.length === 1 ? first.text : question.slice(first.start, last.end));
  if (key === "" || span.every((token) => FUNCTION_WORDS.has(token.low))) return [];
  const at = new Set(span.map((token) => token.index));
  const marked = isMarked(span);
  const exact = values.exact.get(key);
  if (exact) return sighted(exact, at, (span.length > 1 || marked ? 1 : 0.6) * (LIGHT_WORDS.has(key) ? 0.5 : 1));
  const stems = key.split(" ").map(stem).join(" ");
  const stemmed = [...(values.exact.get(stems) ?? []), ...(values.stemmed.get(stems) ?? [])];
  if (stemmed.length > 0)
    return sighted(stemmed, at, (span.length > 1 || marked ? 0.85 : 0.5) * (LIGHT_WORDS.has(key) ? 0.5 : 1));
  if (span.length > 1 || key.length < 3 || LIGHT_WORDS.has(key)) return [];
  return sighted([...(values.byWord.get(key) ?? []), ...(values.byWord.get(stem(key)) ?? [])], at, marked ? 0.5 : 0.25);
}

function sighted(
  postings: ValueIndex["exact"] extends ReadonlyMap<string, infer P> ? P : never,
  at: ReadonlySet<number>,
  score: number,
): ValueSighting[] {
  const seen = new Set<number>();
  return postings.slice(0, MAX_POSTINGS).flatMap(({ column }) => {
    if (seen.has(column.id)) return [];
    seen.add(column.id);
    return [{ table: column.table.id, column: column.table.columns.indexOf(column), at, score }];
  });
}
