import { allOf, anyOf, type CompareOp, compare, type LiteralExpr, literal, type Predicate } from "@parlance/sql";
import { OPERATORS_BEFORE } from "../../lexicon/cues.ts";
import { NEGATIONS } from "../../lexicon/function-words.ts";
import type { ColumnMention, ValueMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { literalFor, negationBefore, valuePredicate } from "./filter-parts.ts";
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
  tableScore,
  tablesAt,
} from "./rule-context.ts";

const valuesAt = (context: RuleContext, at: number): readonly ValueMention[] =>
  (context.mentions.values[at] ?? []).filter((mention) => mention.how !== "word");

/** "an A or C", "Tokyo, Oslo or Rome": the values of a list belong to one column. */
export const valueListRule: Rule = (context, at) =>
  valuesAt(context, at).flatMap((first) => {
    const found = [first];
    let end = first.end;
    while (found.length < 6) {
      let next = end;
      while (["or", ",", "and", "the", "a", "an", "from", "in"].includes(lowAt(context, next))) next += 1;
      if (next === end) break;
      const same = valuesAt(context, next).find((mention) => mention.column === first.column);
      if (!same) break;
      found.push(same);
      end = same.end;
    }
    const last = found.at(-1);
    if (found.length < 2 || !last) return [];
    const isChoice = hasWord(context, first.end, last.start, "or");
    const quality = (Math.min(...found.map((mention) => mention.score)) + 0.05) * listFocus(context, first.column);
    return [
      fragment(context, {
        start: at,
        end,
        pieces: listPieces(found, isChoice, negationBefore(context, at)),
        evidence: found.map((mention) => ({
          start: mention.start,
          end: mention.end,
          role: "value" as const,
          meaning: `${mention.column.name} = ${mention.literal}`,
          score: mention.score,
        })),
        quality,
        bonus: 0.4,
        rule: "value-exact",
      }),
    ];
  });

const listFocus = (context: RuleContext, column: ColumnModel): number => 1 + 0.15 * tableScore(context, column.table);

const hasWord = (context: RuleContext, from: number, to: number, word: string): boolean => {
  for (let i = from; i < to; i += 1) if (lowAt(context, i) === word) return true;
  return false;
};

/** A choice is one condition; "A and B" stays two, which may have to hold of different rows. */
function listPieces(found: readonly ValueMention[], isChoice: boolean, isNegated: boolean): Fragment["pieces"] {
  const column = found[0]?.column;
  if (!column) return [];
  const each = found.map((mention) => valuePredicate(mention, isNegated));
  if (!isChoice) return each.map((predicate) => ({ kind: "where", column, predicate, isNegated }));
  if (found.some(({ piece }) => piece)) {
    const predicate = isNegated ? allOf(each) : anyOf(each);
    return predicate ? [{ kind: "where", column, predicate, isNegated }] : [];
  }
  const literals: LiteralExpr[] = found.map((mention) => literalFor(column, mention.literal));
  const predicate: Predicate = {
    kind: "in",
    left: column.expr,
    values: literals,
    ...(isNegated ? { isNegated } : {}),
  };
  return [{ kind: "where", column, predicate, isNegated }];
}

/** What a yes/no column holds when it says yes, by what it says no with. */
const YES_NO: readonly (readonly [yes: string, no: string])[] = [
  ["y", "n"],
  ["yes", "no"],
  ["t", "f"],
  ["true", "false"],
  ["1", "0"],
];

const MAX_FLAG_VALUES = 3;

interface Flag {
  readonly yes: LiteralExpr;
  readonly no: LiteralExpr;
}

/** Columns live as long as their schema; every question asks for the same ones. */
const flags = new WeakMap<ColumnModel, Flag | typeof NO_FLAG>();
const NO_FLAG = Symbol("no flag");

/** The stored words for yes and no of a column that holds little else. */
export function flagOf(column: ColumnModel): Flag | undefined {
  let known = flags.get(column);
  if (known === undefined) {
    known = findFlag(column) ?? NO_FLAG;
    flags.set(column, known);
  }
  return known === NO_FLAG ? undefined : known;
}

function findFlag(column: ColumnModel): Flag | undefined {
  const { profile } = column;
  if (!profile || profile.distinct > MAX_FLAG_VALUES || column.type === "boolean" || column.role === "id")
    return undefined;
  const values = (profile.topValues ?? []).map((entry) => entry.value);
  for (const [yes, no] of YES_NO) {
    const stored = values.find((value) => value.toLowerCase() === yes);
    const opposite = values.find((value) => value.toLowerCase() === no);
    if (stored === undefined && opposite === undefined) continue;
    if (values.some((value) => value !== stored && value !== opposite && value.trim() !== "")) continue;
    const asStored = (value: string) =>
      column.type === "number" ? literal(Number(value), "number") : literal(value, "text");
    return {
      yes: asStored(stored ?? matchCase(yes, opposite)),
      no: asStored(opposite ?? matchCase(no, stored)),
    };
  }
  return undefined;
}

const matchCase = (word: string, like: string | undefined): string =>
  like !== undefined && like === like.toUpperCase() ? word.toUpperCase() : word;

/** "students on scholarship", "cancelled flights" where a column of that name holds Y or N */
export const storedFlagRule: Rule = (context, at) => {
  const isNegatedHere = NEGATIONS.has(lowAt(context, at)) || lowAt(context, at).endsWith("n't");
  const from = isNegatedHere ? skipFillers(context, at + 1, 3) : at;
  return columnsAt(context, from).flatMap((mention) => {
    const flag = flagOf(mention.column);
    if (!flag) return [];
    const isNegated = isNegatedHere || negationBefore(context, at);
    const { column } = mention;
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          {
            kind: "where",
            column,
            predicate: compare(column.expr, "=", isNegated ? flag.no : flag.yes),
            isNegated: false,
          },
        ],
        evidence: [columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: isNegatedHere ? 0.5 : 0.1,
        rule: "flag",
      }),
    ];
  });
};

/** "the names of companies and of employees": one word for a column of several tables */
export const sharedHeadRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((head) => {
    const stem = head.column.stems.at(-1);
    const first = skipFillers(context, head.end, 3);
    return tablesAt(context, first).flatMap((owner) => {
      let next = owner.end;
      while (BETWEEN_OWNERS.has(lowAt(context, next))) next += 1;
      if (next === owner.end) return [];
      return tablesAt(context, next).flatMap((other) => {
        const own =
          owner.table.columns.find((column) => column === head.column) ?? sameColumn(owner.table.columns, stem);
        const twin = sameColumn(other.table.columns, stem);
        if (other.table === owner.table || !own || !twin) return [];
        return [
          fragment(context, {
            start: at,
            end: other.end,
            pieces: [own, twin].map((column) => ({ kind: "project" as const, column })),
            evidence: [columnEvidence(head), tableEvidence(owner), tableEvidence(other)],
            quality: Math.min(head.score, owner.score, other.score),
            bonus: 0.8,
            rule: "project",
          }),
        ];
      });
    });
  });

const BETWEEN_OWNERS = new Set("and , the of their both for as well that those".split(" "));

const sameColumn = (columns: readonly ColumnModel[], stem: string | undefined): ColumnModel | undefined =>
  columns.find((column) => column.stems.length === 1 && column.stems[0] === stem) ??
  columns.find((column) => column.role !== "id" && column.stems.at(-1) === stem);

/** "the budgeted amount is smaller than the invested amount": two columns compared, the first named first */
export const columnVersusColumnRule: Rule = (context, at) =>
  columnsAt(context, at).flatMap((left) => {
    const cue = matchCue(OPERATORS_BEFORE, context.tokens, skipFillers(context, left.end, 4));
    if (!cue || left.column.role === "id") return [];
    return columnsAt(context, skipFillers(context, cue.end, 3))
      .filter((right) => right.column !== left.column && right.column.type === left.column.type)
      .map((right) => columnPair(context, at, left, cue.value, right));
  });

/** "a lower support rate than oppose rate": two columns compared, the comparison named first */
export const twoColumnsRule: Rule = (context, at) => {
  const op = COMPARED.get(lowAt(context, at));
  if (!op) return [];
  return columnsAt(context, skipFillers(context, at + 1, 2)).flatMap((left) => {
    const link = skipFillers(context, left.end, 2);
    if (lowAt(context, link) !== "than") return [];
    return columnsAt(context, skipFillers(context, link + 1, 3))
      .filter((right) => right.column !== left.column && right.column.type === left.column.type)
      .map((right) => columnPair(context, at, left, op, right));
  });
};

const columnPair = (
  context: RuleContext,
  start: number,
  left: ColumnMention,
  op: CompareOp,
  right: ColumnMention,
): Fragment =>
  fragment(context, {
    start,
    end: right.end,
    pieces: [
      {
        kind: "where",
        column: left.column,
        predicate: compare(left.column.expr, op, right.column.expr),
        isNegated: false,
      },
    ],
    evidence: [
      cueEvidence(start, right.end, "operator", `${left.column.name} ${op} ${right.column.name}`),
      columnEvidence(left),
      columnEvidence(right),
    ],
    quality: Math.min(columnScore(context, left), columnScore(context, right)),
    bonus: 1,
    rule: "column-comparison",
  });

const COMPARED = new Map<string, ">" | "<">([
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
