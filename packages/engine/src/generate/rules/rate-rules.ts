import { compare, type Predicate, textLiteral } from "@parlance/sql";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { isAdditive } from "../../sense/columns.ts";
import { isSameDeed, namesDeed } from "../../text/deeds.ts";
import type { Fragment, Piece } from "../piece.ts";
import { flagOf } from "./list-rules.ts";
import {
  columnEvidence,
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
} from "./rule-context.ts";

const MOST_STATES = 30;
const MOST_TABLES = 3;

interface State {
  readonly column: ColumnModel;
  readonly predicate: Predicate;
  readonly note: string;
}

/** "Admitted" for an admission, a filled cancelled_at for a cancellation, a set "enrolled" flag for an enrollment. */
function statesOf(context: RuleContext, at: number): State[] {
  const token = context.tokens[at];
  if (!token) return [];
  const valued = context.schema.columns.flatMap((column): State[] => {
    const { profile } = column;
    if (column.type !== "text" || !profile || profile.distinct > MOST_STATES) return [];
    const value = profile.topValues.find((entry) => isSameDeed(token.low, entry.value.toLowerCase()))?.value;
    if (value === undefined) return [];
    return [{ column, predicate: compare(column.expr, "=", textLiteral(value)), note: `being "${value}"` }];
  });
  const flagged = context.schema.columns.flatMap((column): State[] => {
    const flag = column.words.some((word) => isSameDeed(token.low, word)) ? flagOf(column) : undefined;
    return flag ? [{ column, predicate: compare(column.expr, "=", flag.yes), note: "being set" }] : [];
  });
  const dated = context.focus.slice(0, MOST_TABLES).flatMap((table) =>
    table.columns
      .filter(({ type, profile }) => type === "date" && (profile?.nulls ?? 0) > 0)
      .filter(({ words }) => words.some((word) => namesDeed(token.low, word)))
      .slice(0, 1)
      .map(
        (column): State => ({
          column,
          predicate: { kind: "null", left: column.expr, isNegated: true },
          note: "being there",
        }),
      ),
  );
  return [...flagged, ...valued, ...dated];
}

const isRate = (context: RuleContext, at: number): boolean => /^rates?$/.test(lowAt(context, at));

/** "admission rate", "cancellation rate": the share of rows of which the noun's verb is true. */
const deedRate: Rule = (context, at) => {
  const token = context.tokens[at];
  if (!isRate(context, at + 1) || !token?.isContent || isKeptRate(context, at)) return [];
  return statesOf(context, at)
    .slice(0, MOST_TABLES)
    .map(({ column, predicate, note }, rank) =>
      rateFragment(context, at, [{ kind: "where", column, predicate, isNegated: false }, { kind: "share" }], {
        note: `${column.table.name}.${column.name} ${note}`,
        said: `"${token.low} rate" is taken as the share of rows with ${column.name} ${note}`,
        rank,
      }),
    );
};

/** A column is called so: nothing is worked out. */
const isKeptRate = (context: RuleContext, at: number): boolean =>
  columnsAt(context, at).some(({ end, level }) => end === at + 2 && level !== "part") ||
  columnsAt(context, at + 1).some(({ column }) => column.words.at(-1) === "rate" && column.words.length === 1);

interface Told {
  readonly note: string;
  readonly said: string;
  readonly rank: number;
}

const rateFragment = (
  context: RuleContext,
  at: number,
  pieces: readonly Piece[],
  { note, said, rank }: Told,
): Fragment =>
  fragment(context, {
    start: at,
    end: at + 2,
    pieces,
    evidence: [
      { ...cueEvidence(at, at + 1, "value", note), score: 0.85 },
      cueEvidence(at + 1, at + 2, "aggregate", "share"),
    ],
    quality: 1.05 - 0.1 * rank,
    bonus: 1,
    rule: "value-state",
    assumptions: [said],
  });

/** What others are counted out of, what comes last in the row's life first. */
const WHOLES =
  "impressions delivered sent views sessions visits calls invited offered enrolled tested attempts capacity starts recipients total".split(
    " ",
  );
/** What comes before it was delivered is counted out of all that was sent. */
const UNDELIVERED = /^(?:bounce|deliver|undeliver)/;

function wholeOf({ table, ...part }: ColumnModel): ColumnModel | undefined {
  const others = table.columns.filter(
    (column) =>
      column.name !== part.name &&
      isAdditive(column) &&
      Number(column.profile?.max ?? 0) >= Number(part.profile?.max ?? 0),
  );
  const words = part.words.some((word) => UNDELIVERED.test(word)) ? ["sent", ...WHOLES] : WHOLES;
  const [first] = words.flatMap((word) => others.filter((column) => column.words.includes(word)));
  return first;
}

/** "open rate" over opened and delivered, "click through rate" over clicks and impressions: one count of the row over another. */
const countedRate: Rule = (context, at) => {
  const end = lowAt(context, at + 1) === "through" ? at + 3 : at + 2;
  if (!isRate(context, end - 1) || isKeptRate(context, at)) return [];
  return columnsAt(context, at)
    .filter((mention) => mention.end === at + 1 && isAdditive(mention.column))
    .slice(0, 2)
    .flatMap((above, rank) => {
      const below = wholeOf(above.column);
      if (!below) return [];
      return [
        fragment(context, {
          start: at,
          end,
          pieces: [
            { kind: "project", column: above.column },
            { kind: "group", key: { kind: "column", column: below }, isStrong: true },
            { kind: "share" },
          ],
          evidence: [columnEvidence(above), cueEvidence(at + 1, end, "aggregate", "share")],
          quality: 1.1 - 0.1 * rank,
          bonus: 1.2,
          rule: "ratio-of",
          assumptions: [`the rate is ${above.column.name} over ${below.name}, in percent`],
        }),
      ];
    });
};

/** "late rate by carrier", "return rate": the share of rows that are so. */
const plainRate: Rule = (context, at) =>
  lowAt(context, at) === "rate" && !columnsAt(context, at).some((mention) => mention.level !== "part")
    ? [
        fragment(context, {
          start: at,
          end: at + 1,
          pieces: [{ kind: "share" }],
          evidence: [cueEvidence(at, at + 1, "aggregate", "share")],
          quality: 1,
          bonus: 0.2,
          rule: "share",
        }),
      ]
    : [];

export const rateRule: Rule = (context, at) => [
  ...plainRate(context, at),
  ...deedRate(context, at),
  ...countedRate(context, at),
];
