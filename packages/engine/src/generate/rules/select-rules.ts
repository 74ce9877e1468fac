import type { AggregateFn } from "@parlance/sql";
import { AGGREGATES, COUNTS, SHARES, TRENDS } from "../../lexicon/cues.ts";
import { DISTINCT_WORDS, FILLERS, LIGHT_WORDS } from "../../lexicon/function-words.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import { ownersBehind } from "../list-owner.ts";
import type { Fragment } from "../piece.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  guessEvidence,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";
import { isOrdinal } from "./superlative-rules.ts";

/** "name" */
export const projectRule: Rule = (context, at) =>
  columnsAt(context, at)
    .filter((mention) => !isBareVerb(context, mention))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "project", column: mention.column }],
        evidence: [columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: -(WEAK_LINK_COST[mention.level] ?? 0) - (mention.isSynonym ? 0.25 : 0),
        rule: "project",
      }),
    );

const KEY_WORDS = /^(?:ids?|identifiers?)$/;
const OF_WHAT = new Set(["of", "for", "from", "all", "the", "every", "each", "any", "those", "different", "distinct"]);

/** "the ids of all transactions", "the id and name of the item": the key of the things that are named behind. */
export const keyOfTableRule: Rule = (context, at) => {
  if (!KEY_WORDS.test(lowAt(context, at))) return [];
  let next = at + 1;
  while (next < at + 5 && OF_WHAT.has(lowAt(context, next))) next += 1;
  const owners = next === at + 1 ? ownersBehind(context, at) : tablesAt(context, next);
  return owners.flatMap(({ table, score }) => {
    const key = table.keyColumn ?? ownNumber(table);
    return key ? [ownColumn(context, at, key, 0.9, 0.3 + score)] : [];
  });
};

/** Of a table without a key: transaction_id of financial_transactions. */
const ownNumber = (table: TableModel): ColumnModel | undefined =>
  table.columns.find(
    (column) => KEY_WORDS.test(column.words.at(-1) ?? "") && column.stems.some((word) => table.stems.includes(word)),
  );

/** "the name of the party" where the column with the names is called party, or holds the details. */
export const nameOfTableRule: Rule = (context, at) => {
  if (!/^names?$/.test(lowAt(context, at))) return [];
  const named = new Set(columnsAt(context, at).map(({ column }) => column));
  return ownersBehind(context, at).flatMap(({ table, score }) => {
    const column = table.nameColumns[0] ?? table.columns.find(({ stems }) => stems.at(-1) === "detail");
    return column && !named.has(column) ? [ownColumn(context, at, column, 0.8, 0.2 + score)] : [];
  });
};

const ownColumn = (context: RuleContext, at: number, column: ColumnModel, score: number, quality: number): Fragment =>
  fragment(context, {
    start: at,
    end: at + 1,
    pieces: [{ kind: "project", column }],
    evidence: [{ ...guessEvidence(at, column, "column"), isGuess: false, score }],
    quality,
    rule: "project",
  });

/** "sold" of "lattes sold" is no wish to see sold_at. */
const isBareVerb = (context: RuleContext, { start, end, level, column }: ColumnMention): boolean =>
  (level === "part" || end > start + 1) &&
  column.type === "date" &&
  context.tokens.slice(start, end).every(({ low }) => LIGHT_WORDS.has(low) || FILLERS.has(low)) &&
  !context.tokens.some((token) => /^(?:when|dates?|times?|days?)$/.test(token.low));

/** "ad spend" names a table and what it measures: a column called as the end of its table's name. */
export const measureTableRule: Rule = (context, at) =>
  tablesAt(context, at).flatMap((mention) => {
    const last = mention.table.stems.at(-1);
    const column = mention.table.columns.find(
      (candidate) => candidate.role === "measure" && candidate.stems.length === 1 && candidate.stems[0] === last,
    );
    if (!column || mention.score < 0.8) return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "project", column }],
        evidence: [tableEvidence(mention)],
        quality: mention.score * 1.15,
        bonus: 0.1,
        rule: "project",
      }),
    ];
  });

/** A word that only brushes a column's name is hardly better explained by it than left out. */
const WEAK_LINK_COST: Readonly<Record<string, number>> = { part: 0.5, trimmed: 0.15 };

/** "students" */
export const entityRule: Rule = (context, at) =>
  tablesAt(context, at).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: [{ kind: "entity", table: mention.table }],
      evidence: [tableEvidence(mention)],
      quality: mention.score * 1.1,
      rule: "entity",
    }),
  );

/** "how many (different) students", "number of students", "how many students" with nothing after it */
export const countRule: Rule = (context, at) => {
  const cue = matchCue(COUNTS, context.tokens, at);
  if (!cue || isPartOfName(context, at)) return [];
  let next = skipFillers(context, cue.end);
  const isDistinct = DISTINCT_WORDS.has(lowAt(context, next));
  if (isDistinct) next = skipFillers(context, next + 1);
  const evidence = cueEvidence(at, cue.end, "aggregate", "count");
  const found: Fragment[] = tablesAt(context, next).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: [{ kind: "count", table: mention.table, column: undefined, isDistinct }],
      evidence: [evidence, tableEvidence(mention)],
      quality: mention.score * 1.1,
      bonus: 0.6,
      rule: "count-table",
    }),
  );
  for (const mention of columnsAt(context, next)) {
    found.push(
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "count", table: undefined, column: mention.column, isDistinct: true }],
        evidence: [evidence, columnEvidence(mention)],
        quality: columnScore(context, mention) * (isDistinct || mention.column.role !== "measure" ? 1 : 0.6),
        bonus: (isDistinct ? 0.7 : 0.3) - (WEAK_LINK_COST[mention.level] ?? 0),
        rule: "count-column",
      }),
    );
    if (mention.column.isPrimary && mention.level !== "full") found.push(rowsOfKey(context, at, mention));
    const isCode = ["number", "no", "code", "id"].includes(mention.column.words.at(-1) ?? "");
    if (mention.column.type === "number" && !isDistinct && !isCode) found.push(...storedCounts(context, at, mention));
  }
  found.push(
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "count", table: undefined, column: undefined, isDistinct }],
      evidence: [evidence],
      quality: 0,
      bonus: 0.4,
      rule: "count-rows",
    }),
  );
  return found;
};

/** "phone number of": the word before makes it the name of something, not a count. */
function isPartOfName(context: RuleContext, at: number): boolean {
  const before = context.tokens[at - 1];
  if (!lowAt(context, at).startsWith("number") || !before?.isContent || before.kind !== "word") return false;
  return (
    !matchCue(AGGREGATES, context.tokens, at - 1) &&
    !/^(total|average|highest|lowest|largest|smallest|greatest|maximum|minimum|different|distinct|exact|overall|same|list|count)$/.test(
      before.low,
    )
  );
}

/** "how many legs" where only the key leg_id says what a row is */
const rowsOfKey = (context: RuleContext, at: number, mention: ColumnMention): Fragment =>
  fragment(context, {
    start: at,
    end: mention.end,
    pieces: [{ kind: "count", table: mention.column.table, column: undefined, isDistinct: false }],
    evidence: [columnEvidence(mention)],
    quality: 0.8,
    bonus: 0.5,
    rule: "count-table",
  });

/** "number of employees" where the table holds such a number, alone or summed */
function storedCounts(context: RuleContext, at: number, mention: ReturnType<typeof columnsAt>[number]): Fragment[] {
  const base = {
    start: at,
    end: mention.end,
    evidence: [columnEvidence(mention)],
    quality: columnScore(context, mention) * 0.95,
    bonus: 0.5,
  };
  return [
    fragment(context, { ...base, pieces: [{ kind: "project", column: mention.column }], rule: "stored-count" }),
    fragment(context, {
      ...base,
      pieces: [{ kind: "aggregate", fn: "sum", column: mention.column }],
      bonus: 0.3,
      rule: "summed-count",
    }),
  ];
}

/** Dates are late or early, not large or small. */
const DATE_EXTREMES = new Set(["latest", "earliest", "oldest", "newest", "first", "last"]);

const WEAK_AGGREGATES = new Map<string, AggregateFn>([
  ["highest", "max"],
  ["largest", "max"],
  ["greatest", "max"],
  ["biggest", "max"],
  ["most", "max"],
  ["latest", "max"],
  ["longest", "max"],
  ["oldest", "max"],
  ["tallest", "max"],
  ["best", "max"],
  ["heaviest", "max"],
  ["lowest", "min"],
  ["smallest", "min"],
  ["least", "min"],
  ["earliest", "min"],
  ["shortest", "min"],
  ["youngest", "min"],
  ["worst", "min"],
  ["cheapest", "min"],
]);

interface AggregateCue {
  readonly fns: readonly AggregateFn[];
  readonly end: number;
  readonly isWeak: boolean;
}

/** "average", "maximum and minimum", "average, minimum and maximum"; in "average total" the second may name the column. */
function aggregateCues(context: RuleContext, at: number): AggregateCue[] {
  const fns: AggregateFn[] = [];
  const found: AggregateCue[] = [];
  let end = at;
  let isWeak = false;
  for (let i = at; i < at + 12; ) {
    const cue = matchCue(AGGREGATES, context.tokens, i);
    const weak = WEAK_AGGREGATES.get(lowAt(context, i));
    const fn = cue?.value ?? weak;
    if (!fn) break;
    if (i === end && fns.length > 0) found.push({ fns: [...fns], end, isWeak });
    if (!cue) isWeak = true;
    fns.push(fn);
    end = cue?.end ?? i + 1;
    i = end;
    while ([",", "and", "or", "the", "&", "as", "well"].includes(lowAt(context, i))) i += 1;
  }
  return fns.length === 0 ? [] : [{ fns, end, isWeak }, ...found];
}

const AGGREGATABLE: Record<AggregateFn, ReadonlySet<string>> = {
  count: new Set(["number", "text", "date", "boolean", "other"]),
  sum: new Set(["number"]),
  avg: new Set(["number"]),
  median: new Set(["number"]),
  min: new Set(["number", "date", "text"]),
  max: new Set(["number", "date", "text"]),
};

/** "average age", "minimum and maximum price", "total of the amount and the fee" */
export const aggregateRule: Rule = (context, at) =>
  aggregateCues(context, at).flatMap((cue) => aggregatesBehind(context, at, cue));

function aggregatesBehind(context: RuleContext, at: number, cue: AggregateCue): Fragment[] {
  const next = skipFillers(context, cue.end);
  const found: Fragment[] = [];
  for (const mention of [
    ...columnsAt(context, next),
    ...columnsBehindTable(context, next),
    ...storedCountsAt(context, next),
  ]) {
    const { column } = mention;
    if (
      !cue.fns.every((fn) => AGGREGATABLE[fn].has(column.type)) ||
      (column.role === "id" && cue.fns.some((fn) => fn !== "max" && fn !== "min"))
    )
      continue;
    const evidence = [cueEvidence(at, cue.end, "aggregate", cue.fns.join(", ")), columnEvidence(mention)];
    if (cue.isWeak && isOrdinal(column, mention.level)) continue;
    if (cue.isWeak && column.type !== "number" && !(column.type === "date" && DATE_EXTREMES.has(lowAt(context, at))))
      continue;
    const typed = column.type === "text" ? 0.5 : 1;
    found.push(
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: cue.fns.map((fn) => ({ kind: "aggregate", fn, column })),
        evidence,
        quality: columnScore(context, mention) * typed * (cue.isWeak ? 0.9 : 1.1),
        bonus: (cue.isWeak ? 0 : 0.6) - (WEAK_LINK_COST[mention.level] ?? 0),
        rule: cue.isWeak ? "extreme-aggregate" : "aggregate",
      }),
    );
  }
  if (!cue.isWeak)
    found.push(
      ...found.flatMap((first) => coordinated(context, first, cue)),
      ...aggregateOfEntity(context, at, cue, next),
    );
  return found;
}

/** "average number of rooms" where the table holds such a number */
function storedCountsAt(context: RuleContext, at: number): readonly ColumnMention[] {
  const count = matchCue(COUNTS, context.tokens, at);
  if (!count) return [];
  return columnsAt(context, skipFillers(context, count.end)).filter(
    (mention) => mention.column.type === "number" && mention.column.role !== "id",
  );
}

/** "total units and revenue": the cue holds for every column of the list. */
function coordinated(context: RuleContext, first: Fragment, cue: AggregateCue): Fragment[] {
  let { end, score } = first;
  const pieces = [...first.pieces];
  const evidence = [...first.evidence];
  for (let i = 0; i < 4; i += 1) {
    let next = end;
    while ([",", "and", "&"].includes(lowAt(context, next))) next += 1;
    if (next === end) break;
    const mention = columnsAt(context, skipFillers(context, next, 2)).find(
      (candidate) => candidate.column.type === "number" && candidate.column.role !== "id" && candidate.score > 0.6,
    );
    if (!mention) break;
    pieces.push(...cue.fns.map((fn) => ({ kind: "aggregate" as const, fn, column: mention.column })));
    evidence.push(columnEvidence(mention));
    end = mention.end;
    score += columnScore(context, mention) * 1.15;
  }
  return end === first.end ? [] : [{ ...first, end, score, pieces, evidence, rule: "aggregate-list" }];
}

/** "average order value": the table's name stands between the cue and a column of a table beside it. */
function columnsBehindTable(context: RuleContext, at: number): readonly ColumnMention[] {
  return tablesAt(context, at)
    .filter((table) => table.score > 0.8)
    .flatMap((table) =>
      columnsAt(context, table.end).filter(
        (mention) => mention.start === table.end && mention.column.table === table.table,
      ),
    );
}

/** "total sales" and "average order" where the word names a table: its leading measure is meant. */
function aggregateOfEntity(context: RuleContext, at: number, cue: AggregateCue, next: number): Fragment[] {
  return tablesAt(context, next).flatMap((mention) =>
    mention.table.columns
      .filter((column) => column.role === "measure")
      .slice(0, 4)
      .map((column, rank) =>
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: cue.fns.map((fn) => ({ kind: "aggregate", fn, column })),
          evidence: [
            cueEvidence(at, cue.end, "aggregate", cue.fns.join(", ")),
            { ...tableEvidence(mention), isGuess: true },
          ],
          quality: mention.score * (0.6 - rank * 0.05),
          bonus: 0.3,
          rule: "aggregate-entity",
          assumptions: [`by "${context.tokens[next]?.text ?? ""}" I took ${column.name}`],
        }),
      ),
  );
}

/** "age average" and "salary total": the cue stands behind. */
export const trailingAggregateRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((mention) => {
    const cue = matchCue(AGGREGATES, context.tokens, mention.end);
    if (!cue || !AGGREGATABLE[cue.value].has(mention.column.type)) return [];
    return [
      fragment(context, {
        start: at,
        end: cue.end,
        pieces: [{ kind: "aggregate", fn: cue.value, column: mention.column }],
        evidence: [columnEvidence(mention), cueEvidence(mention.end, cue.end, "aggregate", cue.value)],
        quality: columnScore(context, mention) * 0.8,
        rule: "trailing-aggregate",
      }),
    ];
  });

/** "how much revenue", "how much did we sell": sums a measure. */
export const howMuchRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "much") return [];
  const next = skipFillers(context, at + 2);
  return columnsAt(context, next)
    .filter((mention) => mention.column.type === "number" && mention.column.role === "measure")
    .flatMap((mention) =>
      ([true, false] as const).map((isSum) =>
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [
            isSum
              ? { kind: "aggregate", fn: "sum", column: mention.column }
              : { kind: "project", column: mention.column },
          ],
          evidence: [cueEvidence(at, at + 2, "aggregate", "total"), columnEvidence(mention)],
          quality: columnScore(context, mention),
          bonus: isSum ? 0.5 : 0.2,
          rule: "how-much",
        }),
      ),
    );
};

export const distinctRule: Rule = (context, at) =>
  DISTINCT_WORDS.has(lowAt(context, at))
    ? [
        fragment(context, {
          start: at,
          end: at + 1,
          pieces: [{ kind: "distinct" }],
          evidence: [cueEvidence(at, at + 1, "aggregate", "distinct")],
          quality: 0.8,
          rule: "distinct",
        }),
      ]
    : [];

export const shareRule: Rule = (context, at) => {
  const from = ["what", "the"].includes(lowAt(context, at)) ? at + 1 : at;
  const cue = matchCue(SHARES, context.tokens, from);
  if (!cue) return [];
  return [
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "share" }],
      evidence: [cueEvidence(at, cue.end, "aggregate", "share")],
      quality: 1,
      bonus: 0.2,
      rule: "share",
    }),
  ];
};

const TREND_TABLE = new Map([...TRENDS].map((phrase) => [phrase, true] as const));

export const trendRule: Rule = (context, at) => {
  const cue = matchCue(TREND_TABLE, context.tokens, at);
  return cue
    ? [
        fragment(context, {
          start: at,
          end: cue.end,
          pieces: [{ kind: "trend" }],
          evidence: [cueEvidence(at, cue.end, "group", "over time")],
          quality: 1,
          bonus: 0.5,
          rule: "trend",
        }),
      ]
    : [];
};
