import type { TableModel } from "../../schema/schema-model.ts";
import type { Evidence, Piece } from "../piece.ts";
import { equals } from "./filter-parts.ts";
import { type RuleContext, tableEvidence, tablesAt } from "./rule-context.ts";

/** Rows of one kind that are counted: "tournament competitions". */
export interface CountedThings {
  readonly table: TableModel;
  readonly end: number;
  readonly condition: Piece;
  readonly evidence: readonly Evidence[];
  readonly score: number;
}

/** A value right before the name of what is counted says which of them. */
export const countedThingsAt = (context: RuleContext, at: number): CountedThings[] =>
  (context.mentions.values[at] ?? [])
    .filter(({ how }) => how !== "word" && how !== "typo")
    .flatMap(({ column, end, literal, score, start }) =>
      tablesAt(context, end).map((things) => ({
        table: things.table,
        end: things.end,
        condition: { kind: "where", column, predicate: equals(column, literal, false), isNegated: false },
        evidence: [{ start, end, role: "value", meaning: `${column.name} = ${literal}`, score }, tableEvidence(things)],
        score: Math.min(score, things.score),
      })),
    );
