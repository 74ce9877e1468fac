import type { FactToken } from "./fact-tokens.ts";

export type ClauseName = "select" | "from" | "where" | "group" | "having" | "order" | "limit" | "rest";

/** The tokens of each clause of the outermost SELECT, opening words left out. */
export interface Clauses {
  readonly selectAt: number;
  readonly isSet: boolean;
  readonly tokens: Readonly<Record<ClauseName, readonly FactToken[]>>;
  readonly before: readonly FactToken[];
}

const OPENERS: Readonly<Record<string, ClauseName>> = {
  FROM: "from",
  WHERE: "where",
  GROUP: "group",
  HAVING: "having",
  ORDER: "order",
  LIMIT: "limit",
  OFFSET: "rest",
  FETCH: "rest",
  QUALIFY: "rest",
  WINDOW: "rest",
  USING: "rest",
};
const SETS = new Set(["UNION", "INTERSECT", "EXCEPT", "MINUS"]);
const RANK: Readonly<Record<ClauseName, number>> = {
  select: 0,
  from: 1,
  where: 2,
  group: 3,
  having: 4,
  order: 6,
  limit: 7,
  rest: 5,
};

export function splitClauses(tokens: readonly FactToken[]): Clauses | null {
  const first = tokens.findIndex((token) => token.depth === 0 && isKeyword(token, "SELECT"));
  const opening = tokens[first];
  if (opening === undefined) return null;
  const parts: Record<ClauseName, FactToken[]> = {
    select: [],
    from: [],
    where: [],
    group: [],
    having: [],
    order: [],
    limit: [],
    rest: [],
  };
  let clause: ClauseName = "select";
  let isSet = false;
  for (let i = first + 1; i < tokens.length; i += 1) {
    const token = tokens[i];
    if (token === undefined || token.value === ";") break;
    if (token.depth === 0 && token.kind === "word") {
      if (SETS.has(token.value)) {
        isSet = true;
        break;
      }
      const next = opens(token, tokens[i - 1], tokens[i + 1], clause);
      if (next !== null) {
        clause = next;
        if (next === "group" || next === "order") i += 1;
        continue;
      }
    }
    parts[clause].push(token);
  }
  return { selectAt: opening.start, isSet, tokens: parts, before: tokens.slice(0, first) };
}

export const isKeyword = (token: FactToken | undefined, word: string): boolean =>
  token?.kind === "word" && token.value === word;

/** The clause that a word opens; "IS DISTINCT FROM" and names that look like keywords open none. */
function opens(
  token: FactToken,
  before: FactToken | undefined,
  after: FactToken | undefined,
  clause: ClauseName,
): ClauseName | null {
  const next = OPENERS[token.value];
  if (next === undefined || RANK[next] <= RANK[clause] || before?.value === ".") return null;
  if (next === "from" && isKeyword(before, "DISTINCT") && clause !== "select") return null;
  if ((next === "group" || next === "order") && !isKeyword(after, "BY")) return null;
  // A join's USING belongs to FROM.
  if (token.value === "USING") return null;
  return next;
}

/** Splits at a word or mark that stands in no bracket of its own. */
export function splitAt(tokens: readonly FactToken[], isSeparator: (token: FactToken, index: number) => boolean) {
  const parts: FactToken[][] = [[]];
  tokens.forEach((token, index) => {
    if (isSeparator(token, index)) parts.push([]);
    else parts.at(-1)?.push(token);
  });
  return parts.filter((part) => part.length > 0);
}

export const placeOf = (tokens: readonly FactToken[]): { start: number; end: number } => ({
  start: tokens[0]?.start ?? 0,
  end: tokens.at(-1)?.end ?? 0,
});
