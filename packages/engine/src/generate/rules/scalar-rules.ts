import type { AggregateFn, CompareOp } from "@parlance/sql";
import { AGGREGATES, OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { COMPARATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Evidence, Fragment } from "../piece.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  gradedColumns,
  guessEvidence,
  lowAt,
  measuresInFocus,
  type Rule,
  type RuleContext,
  skipFillers,
} from "./rule-context.ts";

const TIME_ORDER: ReadonlyMap<string, CompareOp> = new Map([
  ["after", ">"],
  ["later than", ">"],
  ["before", "<"],
  ["earlier than", "<"],
  ["prior to", "<"],
]);

const orderAt = (context: RuleContext, at: number) =>
  matchCue(OPERATORS_BEFORE, context.tokens, at) ?? matchCue(TIME_ORDER, context.tokens, at);

/** With what a row's figure is compared: another row's, or the highest, lowest or average of some rows. */
interface Reference {
  readonly end: number;
  /** Undefined for the figure of one row. */
  readonly fns: readonly (AggregateFn | undefined)[];
}

const EXTREMES_OF: ReadonlyMap<string, AggregateFn> = new Map([
  ["maximum", "max"],
  ["max", "max"],
  ["highest", "max"],
  ["largest", "max"],
  ["greatest", "max"],
  ["biggest", "max"],
  ["latest", "max"],
  ["minimum", "min"],
  ["min", "min"],
  ["lowest", "min"],
  ["smallest", "min"],
  ["earliest", "min"],
  ["average", "avg"],
  ["mean", "avg"],
]);

const EVERY = new Set(["all", "every", "each"]);
const SOME = new Set(["any", "some"]);

/** "that of Ann", "the rating of all songs", "any manager", "the highest salary of clerks" */
function referenceAt(context: RuleContext, from: number, column: ColumnModel, op: CompareOp): Reference | undefined {
  let i = from;
  let isPointed = false;
  let named: AggregateFn | undefined;
  let quantifier: "every" | "some" | undefined;
  for (let k = 0; k < 8; k += 1) {
    const low = lowAt(context, i);
    const own = columnsAt(context, i).find((mention) => mention.column === column);
    if (own) {
      isPointed = true;
      i = own.end;
    } else if (EXTREMES_OF.has(low)) {
      named = EXTREMES_OF.get(low);
      i += 1;
    } else if (EVERY.has(low) || SOME.has(low)) {
      quantifier = EVERY.has(low) ? "every" : "some";
      i += 1;
    } else if (low === "at" && lowAt(context, i + 1) === "least" && lowAt(context, i + 2) === "one") {
      quantifier = "some";
      i += 3;
    } else if (["that", "those"].includes(low)) {
      isPointed = true;
      i += 1;
    } else if (["the", "of", "for", "in", "by", "with", "a", "an", "other"].includes(low)) i += 1;
    else break;
  }
  const isOneRow = quantifier === undefined && named === undefined;
  if (isOneRow && !isPointed && !valueStarts(context, i)) return undefined;
  if (named !== undefined) return { end: i, fns: [named] };
  if (quantifier === undefined) return { end: i, fns: [undefined] };
  const isAbove = op === ">" || op === ">=";
  const [far, near] = isAbove ? (["max", "min"] as const) : (["min", "max"] as const);
  return { end: i, fns: quantifier === "every" ? [far] : [near, far] };
}

const valueStarts = (context: RuleContext, at: number): boolean =>
  (context.mentions.values[at] ?? []).some((mention) => mention.how !== "word" && mention.column.type === "text");

const isOrdered = (column: ColumnModel): boolean =>
  (column.type === "number" && column.role !== "id") || column.type === "date" || column.role === "year";

/** "rating is below the rating of all songs in English", "older than Ann", "later than any delivery to Oslo" */
export const versusOtherRule: Rule = (context, at) => [
  ...columnsAt(context, at).flatMap((mention) => {
    const cue = orderAt(context, skipFillers(context, mention.end, 4));
    if (!cue || !isOrdered(mention.column)) return [];
    return otherFragments(context, at, cue, mention.column, {
      evidence: columnEvidence(mention),
      quality: columnScore(context, mention),
    });
  }),
  ...comparativeFragments(context, at),
  ...columnBehindCue(context, at),
];

interface Basis {
  readonly evidence: Evidence;
  readonly quality: number;
}

function otherFragments(
  context: RuleContext,
  start: number,
  cue: { readonly value: CompareOp; readonly end: number },
  column: ColumnModel,
  basis: Basis,
): Fragment[] {
  const reference = referenceAt(context, cue.end, column, cue.value);
  if (!reference) return [];
  return reference.fns.map((fn, rank) =>
    fragment(context, {
      start,
      end: reference.end,
      pieces: [
        fn === undefined
          ? { kind: "versusOther", column, op: cue.value }
          : { kind: "versusOther", column, op: cue.value, fn },
      ],
      evidence: [
        basis.evidence,
        cueEvidence(start, reference.end, "operator", `${column.name} ${cue.value} ${fn ?? "that"}`),
      ],
      quality: basis.quality,
      bonus: 0.9 - rank * 0.1,
      rule: "versus-other",
    }),
  );
}

/** "older than all students from Oslo" */
function comparativeFragments(context: RuleContext, at: number): Fragment[] {
  const adjective = matchCue(COMPARATIVES, context.tokens, at);
  if (!adjective || lowAt(context, adjective.end) !== "than") return [];
  return adjective.value.flatMap((gradable) =>
    gradedColumns(context, gradable)
      .slice(0, 3)
      .flatMap(({ column, isReversed, score }) => {
        const op = (gradable.direction === "up") !== isReversed ? ">" : "<";
        const evidence = { ...cueEvidence(at, adjective.end, "operator", `${column.name} ${op}`), score };
        return otherFragments(context, at, { value: op, end: adjective.end + 1 }, column, { evidence, quality: score });
      }),
  );
}

/** "more expensive than", "higher salary than any": the cue leads, the column follows; "make more than the average" names none. */
function columnBehindCue(context: RuleContext, at: number): Fragment[] {
  const word = lowAt(context, at);
  const op = COMPARATIVE_WORDS.get(word);
  if (op) {
    return columnsAt(context, skipFillers(context, at + 1, 2)).flatMap((mention) => {
      const than = skipFillers(context, mention.end, 2);
      if (lowAt(context, than) !== "than" || !isOrdered(mention.column)) return [];
      return otherFragments(context, at, { value: op, end: than + 1 }, mention.column, {
        evidence: columnEvidence(mention),
        quality: columnScore(context, mention),
      });
    });
  }
  const cue = matchCue(OPERATORS_BEFORE, context.tokens, at);
  if (!cue) return [];
  const mean = ["the", "an"].includes(lowAt(context, cue.end)) ? cue.end + 1 : cue.end;
  if (
    !["average", "mean"].includes(lowAt(context, mean)) ||
    columnsAt(context, skipFillers(context, mean + 1)).length > 0
  )
    return [];
  return measuresInFocus(context).map((column, rank) =>
    fragment(context, {
      start: at,
      end: mean + 1,
      pieces: [{ kind: "versusOther", column, op: cue.value, fn: "avg" }],
      evidence: [cueEvidence(at, mean + 1, "operator", `${cue.value} average`), guessEvidence(at, column, "column")],
      quality: 0.6 - rank * 0.05,
      bonus: 0.4,
      rule: "versus-other",
      assumptions: [`the average is taken of ${column.name}`],
    }),
  );
}

const COMPARATIVE_WORDS: ReadonlyMap<string, CompareOp> = new Map([
  ["higher", ">"],
  ["greater", ">"],
  ["larger", ">"],
  ["bigger", ">"],
  ["more", ">"],
  ["lower", "<"],
  ["smaller", "<"],
  ["less", "<"],
  ["fewer", "<"],
]);

/** "average price is higher than the average price of all products": a group's figure against the whole */
export const figureComparisonRule: Rule = (context, at) => {
  const outer = matchCue(AGGREGATES, context.tokens, at);
  if (!outer) return [];
  return columnsAt(context, skipFillers(context, outer.end)).flatMap((mention) => {
    const cue = matchCue(OPERATORS_BEFORE, context.tokens, skipFillers(context, mention.end, 4));
    const start = cue && skipFillers(context, cue.end, 3);
    const inner = start === undefined ? undefined : matchCue(AGGREGATES, context.tokens, start);
    if (!cue || !inner || !isOrdered(mention.column)) return [];
    const again = columnsAt(context, skipFillers(context, inner.end)).find((other) => other.column === mention.column);
    return [
      fragment(context, {
        start: at,
        end: again?.end ?? inner.end,
        pieces: [{ kind: "versusOther", column: mention.column, op: cue.value, fn: inner.value, figure: outer.value }],
        evidence: [
          columnEvidence(mention),
          cueEvidence(at, inner.end, "operator", `${outer.value} ${cue.value} ${inner.value}`),
        ],
        quality: columnScore(context, mention),
        bonus: 1.4,
        rule: "versus-other",
      }),
    ];
  });
};

const SUPERIOR_WORDS: ReadonlyMap<string, boolean> = new Map(
  [
    "reports to",
    "report to",
    "reporting to",
    "reported to",
    "managed by",
    "supervised by",
    "led by",
    "works under",
    "work under",
    "working under",
    "whose manager is",
    "whose boss is",
    "whose supervisor is",
  ].map((phrase) => [phrase, true] as const),
);

/** Columns that point to a row of their own table, declared or by their name. */
const isSelfKey = (column: ColumnModel): boolean =>
  !column.isPrimary &&
  (column.refTable === column.table.name ||
    (column.refTable === undefined &&
      column.role === "id" &&
      column.words.some((word) => ["manager", "supervisor", "boss", "reports", "mgr", "superior"].includes(word))));

/** "employees who report to Ann": the other row is of the same table, found through a key to itself. */
export const superiorRule: Rule = (context, at) => {
  const cue = matchCue(SUPERIOR_WORDS, context.tokens, at);
  if (!cue || !valueStarts(context, skipFillers(context, cue.end, 2))) return [];
  return context.focus.slice(0, 4).flatMap((table) =>
    table.columns.filter(isSelfKey).flatMap((column) => {
      const of = table.keyColumn;
      if (!of) return [];
      return [
        fragment(context, {
          start: at,
          end: cue.end,
          pieces: [{ kind: "versusOther", column, op: "=", of }],
          evidence: [cueEvidence(at, cue.end, "operator", `${column.name} is that of`)],
          quality: 0.9,
          bonus: 0.8,
          rule: "versus-other",
        }),
      ];
    }),
  );
};

/** "the same country as Ann", "in the same year as": equal to the figure of another row */
export const sameAsRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "same") return [];
  return columnsAt(context, skipFillers(context, at + 1, 2)).flatMap((mention) => {
    if (lowAt(context, mention.end) !== "as" && lowAt(context, mention.end) !== "with") return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end + 1,
        pieces: [{ kind: "versusOther", column: mention.column, op: "=" }],
        evidence: [cueEvidence(at, at + 1, "operator", "the same"), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 0.9,
        rule: "versus-other",
      }),
    ];
  });
};
