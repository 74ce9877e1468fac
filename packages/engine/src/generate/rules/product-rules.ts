import { compare, numberLiteral, type Predicate } from "@parlance/sql";
import { isQuantity } from "../../lexicon/concepts.ts";
import { BUCKETS, GROUPERS } from "../../lexicon/cues.ts";
import type { ColumnMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { isAdditive, repeats } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment, Measure, Piece } from "../piece.ts";
import { measuresAt } from "./order-rules.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

const SOLD =
  /^(?:sell|sells|sold|selling|bought|buy|buys|purchased|ordered|shipped|delivered|move|moved|serve|served)$/;
const GOODS = /^(?:units?|items?|pieces?|copies|products?|goods|things|articles?)$/;
const REACH = 9;

/** The one column that says how many of a thing a row is about. */
const quantityInFocus = (context: RuleContext): ColumnModel[] =>
  context.focus.slice(0, 2).flatMap((table) => {
    const own = table.columns.filter((column) => isQuantity(column) && isAdditive(column));
    return own.length === 1 ? own : [];
  });

/** "how many muffins did we sell": a row may hold several, so the quantity is added up. */
export const soldQuantityRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "many") return [];
  const verb = context.tokens.slice(at + 2, at + REACH).find((token) => SOLD.test(token.low));
  if (!verb) return [];
  const noun = lowAt(context, at + 2);
  const isNamed = (context.mentions.values[at + 2] ?? []).some((mention) => mention.score > 0.6);
  if (!GOODS.test(noun) && !isNamed) return [];
  const end = isNamed ? at + 2 : at + 3;
  return quantityInFocus(context).map((column) => summed(context, at, end, column));
};

/** "quantity of lattes sold" */
export const quantityOfRule: Rule = (context, at) => {
  if (!/^(?:quantity|qty|units?|volume)$/.test(lowAt(context, at)) || lowAt(context, at + 1) !== "of") return [];
  return columnsAt(context, at)
    .filter(({ column, end, level }) => end === at + 1 && level !== "part" && isQuantity(column) && isAdditive(column))
    .map(({ column }) => summed(context, at, at + 2, column));
};

const summed = (context: RuleContext, start: number, end: number, column: ColumnModel): Fragment =>
  fragment(context, {
    start,
    end,
    pieces: [{ kind: "aggregate", fn: "sum", column }],
    evidence: [{ ...cueEvidence(start, end, "aggregate", `total ${column.name}`), score: 0.9 }],
    quality: 1.1,
    bonus: 0.9,
    rule: "how-much",
    assumptions: [`${column.name} is summed`],
  });

/** "ratio of profit to revenue": the sum of one by the sum of the other */
export const ratioOfRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "ratio" || !["of", "between"].includes(lowAt(context, at + 1))) return [];
  const measured = (from: number): readonly ColumnMention[] =>
    columnsAt(context, skipFillers(context, from, 2)).filter(({ column }) => column.role === "measure");
  return measured(at + 2)
    .slice(0, 3)
    .flatMap((above) =>
      ["to", "and"].includes(lowAt(context, above.end))
        ? measured(above.end + 1)
            .slice(0, 3)
            .map((below) =>
              fragment(context, {
                start: at,
                end: below.end,
                pieces: [
                  { kind: "project", column: above.column },
                  { kind: "group", key: { kind: "column", column: below.column }, isStrong: true },
                ],
                evidence: [cueEvidence(at, at + 2, "aggregate", "ratio"), columnEvidence(above), columnEvidence(below)],
                quality: (columnScore(context, above) + columnScore(context, below)) / 2,
                bonus: 1.2,
                rule: "ratio-of",
              }),
            )
        : [],
    );
};

const PRICES = /^(?:price|cost|fee|fare|rate)$/;

/** "how much is a Daytripper", "how much does a tent cost": its price */
export const howMuchIsRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "much") return [];
  if (!["is", "are", "does", "do", "was"].includes(lowAt(context, at + 2))) return [];
  return context.focus.slice(0, 2).flatMap((table) =>
    table.columns
      .filter((column) => column.type === "number" && PRICES.test(column.words.at(-1) ?? ""))
      .slice(0, 2)
      .map((column, rank) =>
        fragment(context, {
          start: at,
          end: at + 3,
          pieces: [{ kind: "project", column }],
          evidence: [{ ...cueEvidence(at, at + 3, "column", `${table.name}.${column.name}`), score: 0.8 }],
          quality: 0.8 - 0.2 * rank,
          bonus: 0.3,
          rule: "how-much",
          assumptions: [`"how much" is taken of ${column.name}`],
        }),
      ),
  );
};

const HAVING = new Set("with had has have having used uses use using got".split(" "));

/** "orders with a coupon", "sales that had no discount": whether anything stands there at all */
export const hasValueRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  const isCued = HAVING.has(low);
  const determiner = isCued ? lowAt(context, at + 1) : low;
  const isNegated = determiner === "no" || determiner === "without";
  if (!isNegated && !(isCued && ["a", "an", "any", "some"].includes(determiner))) return [];
  const next = isCued ? at + 2 : at + 1;
  return columnsAt(context, skipFillers(context, next, 1)).flatMap((mention) => {
    const predicate = presence(mention.column, isNegated);
    if (!predicate || (mention.level === "part" && !isMainWord(mention))) return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "where", column: mention.column, predicate, isNegated }],
        evidence: [cueEvidence(at, next, "operator", isNegated ? "none" : "some"), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.7,
        rule: "has-value",
      }),
    ];
  });
};

/** "discount" for discount_pct */
const isMainWord = ({ column, start, end }: ColumnMention): boolean =>
  end === start + 1 && column.words.length === 2 && MEASURED.has(column.words[1] ?? "");
const MEASURED = new Set("pct percent percentage amount rate value code id total sum".split(" "));

/** Nothing is a missing value, or nought where the column counts from nought. */
function presence(column: ColumnModel, isNegated: boolean): Predicate | undefined {
  const { profile } = column;
  if (column.role === "id" || column.isPrimary) return undefined;
  if ((profile?.nulls ?? 0) > 0) return { kind: "null", left: column.expr, ...(isNegated ? {} : { isNegated: true }) };
  if (column.role !== "measure" || Number(profile?.min) !== 0) return undefined;
  return compare(column.expr, isNegated ? "=" : ">", numberLiteral(0));
}

const TIMES: ReadonlyMap<string, { readonly op: ">" | ">=" | "="; readonly value: number }> = new Map([
  ["more than once", { op: ">", value: 1 }],
  ["at least twice", { op: ">=", value: 2 }],
  ["more than twice", { op: ">", value: 2 }],
  ["repeatedly", { op: ">", value: 1 }],
  ["only once", { op: "=", value: 1 }],
  ["exactly once", { op: "=", value: 1 }],
  ["just once", { op: "=", value: 1 }],
]);

/** "customers who ordered more than once" */
export const timesRule: Rule = (context, at) => {
  const cue = matchCue(TIMES, context.tokens, at);
  if (!cue) return [];
  return [
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "countWhere", table: undefined, ...cue.value }],
      evidence: [cueEvidence(at, cue.end, "number", `${cue.value.op} ${cue.value.value} times`)],
      quality: 0.9,
      bonus: 0.4,
      rule: "count-comparison-times",
    }),
  ];
};

const TOPS: ReadonlyMap<string, "asc" | "desc"> = new Map([
  ["top", "desc"],
  ["best", "desc"],
  ["best selling", "desc"],
  ["best - selling", "desc"],
  ["most popular", "desc"],
  ["most common", "desc"],
  ["biggest", "desc"],
  ["bottom", "asc"],
  ["worst", "asc"],
  ["least popular", "asc"],
]);

interface Noun {
  readonly piece: Extract<Piece, { kind: "project" | "entity" | "group" }>;
  readonly end: number;
  readonly score: number;
  readonly evidence: Evidence;
}

/** "top 3 products per store", "top product by revenue in each store", "most popular item per city" */
export const topPerGroupRule: Rule = (context, at) => {
  const number = context.tokens[at]?.number;
  const cue = matchCue(TOPS, context.tokens, number === undefined ? at : at + 1);
  if (!cue) return [];
  const after = context.tokens[cue.end]?.number;
  const count = number ?? after ?? 1;
  if (!Number.isInteger(count) || count < 1 || count > 100) return [];
  const found: Fragment[] = [];
  for (const ranked of rankedNouns(context, skipFillers(context, after === undefined ? cue.end : cue.end + 1))) {
    for (const by of measuresBehind(context, ranked.end)) {
      for (const group of groupsBehind(context, by.end)) {
        const last = by.measure ? undefined : measuresBehind(context, group.end).find((entry) => entry.measure);
        const measure: Measure = by.measure ?? last?.measure ?? { kind: "count", table: undefined };
        const evidence = [...by.evidence, ...(last?.evidence ?? [])];
        found.push(
          fragment(context, {
            start: at,
            end: last?.end ?? group.end,
            pieces: [ranked.piece, group.piece, { kind: "top", by: measure, direction: cue.value, count, offset: 0 }],
            evidence: [
              cueEvidence(at, cue.end, "order", cue.value === "desc" ? "most" : "least"),
              ranked.evidence,
              group.evidence,
              ...evidence,
            ],
            quality: (ranked.score + group.score) / 2,
            bonus: 1.2,
            rule: "top-each",
            assumptions: measure.kind === "count" ? ["ranked by number of rows"] : [],
          }),
        );
      }
    }
  }
  return found;
};

const isKey = ({ column, level }: ColumnMention): boolean =>
  column.role !== "measure" && column.type !== "date" && level !== "part" && repeats(column) !== false;

const rankedNouns = (context: RuleContext, at: number): Noun[] => [
  ...columnsAt(context, at)
    .filter(isKey)
    .slice(0, 3)
    .map(
      (mention): Noun => ({
        piece: { kind: "project", column: mention.column },
        end: mention.end,
        score: columnScore(context, mention),
        evidence: columnEvidence(mention),
      }),
    ),
  ...tablesAt(context, at)
    .slice(0, 2)
    .map(
      (mention): Noun => ({
        piece: { kind: "entity", table: mention.table },
        end: mention.end,
        score: mention.score,
        evidence: tableEvidence(mention),
      }),
    ),
];

interface Ranking {
  readonly measure: Measure | undefined;
  readonly end: number;
  readonly evidence: readonly Evidence[];
}

/** "by revenue", or nothing */
function measuresBehind(context: RuleContext, at: number): Ranking[] {
  const none: Ranking = { measure: undefined, end: at, evidence: [] };
  if (!["by", "in"].includes(lowAt(context, at))) return [none];
  const said = measuresAt(context, at + 1)
    .filter(({ by }) => by.kind !== "column" || by.column.role === "measure")
    .slice(0, 2);
  return [none, ...said.map(({ by, end, evidence }) => ({ measure: by, end, evidence }))];
}

function groupsBehind(context: RuleContext, at: number): Noun[] {
  const bucket = matchCue(BUCKETS, context.tokens, at);
  if (bucket)
    return [
      {
        piece: { kind: "group", key: { kind: "bucket", unit: bucket.value, column: undefined }, isStrong: true },
        end: bucket.end,
        score: 1,
        evidence: cueEvidence(at, bucket.end, "group", bucket.value),
      },
    ];
  const cue = matchCue(GROUPERS, context.tokens, at);
  if (cue?.value !== "strong") return [];
  return rankedNouns(context, skipFillers(context, cue.end)).map((noun) => ({
    ...noun,
    piece: {
      kind: "group",
      key:
        noun.piece.kind === "project"
          ? { kind: "column", column: noun.piece.column }
          : { kind: "table", table: noun.piece.kind === "entity" ? noun.piece.table : context.focus[0] },
      isStrong: true,
    } as Noun["piece"], // a noun is a column or a table
  }));
}
