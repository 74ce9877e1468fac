import type { AnalyzedQuestion } from "../generate/analyze.ts";

/** Where a question names something, and how well. */
export interface Named {
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** What a word may stand for. */
export interface Sayable {
  readonly columns: ReadonlySet<string>;
  readonly tables: ReadonlySet<string>;
}

/** What the words of a question name, looked up by name: the same for all its readings. */
export interface NamedBy {
  /** Best naming of each column, by "table.column". */
  readonly columns: ReadonlyMap<string, Named>;
  readonly tables: ReadonlyMap<string, Named>;
  /** Best place of each stored value, by "table.column=literal". */
  readonly values: ReadonlyMap<string, Named>;
  /** Best score of any column for a value's literal. */
  readonly literals: ReadonlyMap<string, number>;
  /** Content words that name something, each with all that it names well. */
  readonly naming: readonly { readonly at: number; readonly score: number; readonly of: Sayable }[];
  readonly stems: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
  /** What stands next after "how many", "most", "each". */
  readonly counted: Sayable;
  readonly most: Sayable;
  readonly each: Sayable;
  /** What is named first of all. */
  readonly first: Sayable;
  readonly superlativeAt: number;
  readonly length: number;
}

const COUNTING = new Set("many number count total amount numbers".split(" "));
const MOST = new Set(
  "most fewest least maximum minimum largest smallest greatest lowest highest than least".split(" "),
);
const EACH = new Set("each every per by all different".split(" "));
const SUPERLATIVE = /^(most|least|fewest|top|bottom|maximum|minimum|max|min|.{2,}est)$/;
const NOT_SUPERLATIVE = new Set("interest request forest guest west test contest latest rest best".split(" "));
/** How far from such a word its noun may stand. */
const REACH = 4;
const CLEAR = 0.6;

export const columnKey = (table: string, column: string): string => `${table}.${column}`;

function keepBest(into: Map<string, Named>, key: string, named: Named): void {
  const earlier = into.get(key);
  if (!earlier || earlier.score < named.score) into.set(key, named);
}

export function namedBy({ mentions, tokens }: AnalyzedQuestion): NamedBy {
  const columns = new Map<string, Named>();
  const tables = new Map<string, Named>();
  const values = new Map<string, Named>();
  const literals = new Map<string, number>();
  const naming: { at: number; score: number; of: Sayable }[] = [];
  for (const token of tokens) {
    const at = token.index;
    const of = { columns: new Set<string>(), tables: new Set<string>() };
    let best = 0;
    for (const { column, start, end, score } of mentions.columns[at] ?? []) {
      const key = columnKey(column.table.name, column.name);
      keepBest(columns, key, { start, end, score });
      if (score >= CLEAR) of.columns.add(key);
      best = Math.max(best, score);
    }
    for (const { table, start, end, score } of mentions.tables[at] ?? []) {
      keepBest(tables, table.name, { start, end, score });
      if (score >= CLEAR) of.tables.add(table.name);
      best = Math.max(best, score);
    }
    for (const { column, literal, start, end, score } of mentions.values[at] ?? []) {
      const key = columnKey(column.table.name, column.name);
      keepBest(values, `${key}=${literal}`, { start, end, score });
      literals.set(literal, Math.max(literals.get(literal) ?? 0, score));
      if (score >= CLEAR) of.columns.add(key);
      best = Math.max(best, score);
    }
    if (best >= CLEAR) naming.push({ at, score: best, of });
  }
  const after = (cues: ReadonlySet<string>): Sayable => nextAfter(tokens, cues, naming);
  return {
    columns,
    tables,
    values,
    literals,
    naming,
    stems: new Set(tokens.map((token) => token.stem)),
    numbers: new Set(tokens.flatMap((token) => (token.number === undefined ? [] : [token.number]))),
    counted: after(COUNTING),
    most: after(MOST),
    each: after(EACH),
    first: naming[0]?.of ?? NOTHING,
    superlativeAt: tokens.findIndex(({ low }) => SUPERLATIVE.test(low) && !NOT_SUPERLATIVE.has(low)),
    length: tokens.length,
  };
}

const NOTHING: Sayable = { columns: new Set(), tables: new Set() };

/** What the nearest naming word after any of these words names. */
function nextAfter(tokens: AnalyzedQuestion["tokens"], cues: ReadonlySet<string>, naming: NamedBy["naming"]): Sayable {
  const columns = new Set<string>();
  const tables = new Set<string>();
  for (const { low, index } of tokens) {
    if (!cues.has(low)) continue;
    const next = naming.find(({ at }) => at > index && at <= index + REACH);
    for (const key of next?.of.columns ?? []) columns.add(key);
    for (const name of next?.of.tables ?? []) tables.add(name);
  }
  return { columns, tables };
}
