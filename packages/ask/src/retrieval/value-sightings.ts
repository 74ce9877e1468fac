import type { Posting, Token, ValueIndex } from "@parlance/engine/words";
import { FUNCTION_WORDS, LIGHT_WORDS, normalize, stem } from "@parlance/engine/words";
import type { Sighting } from "./sightings.ts";
import type { TablePlaces } from "./table-places.ts";

/** Spans longer than this are no values that people type. */
const LONGEST_SPAN = 8;
/** Readings of one span that are kept; a value that stands everywhere says little. */
const MAX_POSTINGS = 40;

/** Values of the source that the question names, longest first; a span inside a longer one counts no more. */
export function valueSightings(
  question: string,
  tokens: readonly Token[],
  values: ValueIndex,
  places: TablePlaces,
): readonly Sighting[] {
  const found: Sighting[] = [];
  const taken = new Set<number>();
  const longest = Math.min(LONGEST_SPAN, values.maxWords + 2, tokens.length);
  for (let length = longest; length >= 1; length -= 1) {
    for (let start = 0; start + length <= tokens.length; start += 1) {
      const span = tokens.slice(start, start + length);
      if (span.every((token) => taken.has(token.index))) continue;
      const match = matchSpan(question, span, values);
      if (match === undefined) continue;
      const sightings = sighted(match, new Set(span.map((token) => token.index)), places);
      found.push(...sightings);
      if (sightings.length > 0 && (length > 1 || isMarked(span))) for (const token of span) taken.add(token.index);
    }
  }
  return found;
}

/** In quotes, or with a capital where none has to be. */
const isMarked = (span: readonly Token[]): boolean =>
  span.some((token) => token.kind === "quoted" || (token.index > 0 && /^\p{Lu}/u.test(token.text)));

interface Match {
  readonly postings: readonly Posting[];
  readonly score: number;
}

const SCORES = {
  exact: { marked: 1, plain: 0.6 },
  stemmed: { marked: 0.85, plain: 0.5 },
  part: { marked: 0.5, plain: 0.25 },
} as const;
/** "name" and "order" are values somewhere, and seldom meant as such. */
const LIGHT_FACTOR = 0.5;

function matchSpan(question: string, span: readonly Token[], values: ValueIndex): Match | undefined {
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || first.kind === "sign" || last.kind === "sign") return undefined;
  const key = normalize(span.length === 1 ? first.text : question.slice(first.start, last.end));
  if (key === "" || span.every((token) => FUNCTION_WORDS.has(token.low))) return undefined;
  const how = span.length > 1 || isMarked(span) ? "marked" : "plain";
  const isLight = LIGHT_WORDS.has(key);
  const factor = isLight ? LIGHT_FACTOR : 1;
  const exact = values.exact.get(key);
  if (exact) return { postings: exact, score: SCORES.exact[how] * factor };
  const stems = key.split(" ").map(stem).join(" ");
  const stemmed = [...(values.exact.get(stems) ?? []), ...(values.stemmed.get(stems) ?? [])];
  if (stemmed.length > 0) return { postings: stemmed, score: SCORES.stemmed[how] * factor };
  if (span.length > 1 || key.length < 3 || isLight) return undefined;
  const parts = [...(values.byWord.get(key) ?? []), ...(values.byWord.get(stem(key)) ?? [])];
  return parts.length === 0 ? undefined : { postings: parts, score: SCORES.part[how] };
}

function sighted({ postings, score }: Match, at: ReadonlySet<number>, places: TablePlaces): Sighting[] {
  const seen = new Set<number>();
  return postings.slice(0, MAX_POSTINGS).flatMap(({ column }): Sighting[] => {
    const place = places.find(column.table.name, column.name);
    if (!place || place.column < 0 || seen.has(column.id)) return [];
    seen.add(column.id);
    return [{ ...place, at, score }];
  });
}
