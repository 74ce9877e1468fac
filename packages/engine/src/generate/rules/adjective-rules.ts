import { compare } from "@parlance/sql";
import { PLAIN_ADJECTIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { stem } from "../../text/stem.ts";
import { matchCue } from "../../text/tokens.ts";
import { literalFor } from "./filter-parts.ts";
import { cueEvidence, fragment, gradedColumns, lowAt, type Rule, skipFillers } from "./rule-context.ts";

const COPULAS = new Set(["is", "was", "are", "were"]);

/** "how deep is Lake Ember": the column that the adjective measures, of the row that is named behind. */
export const howAdjectiveRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how") return [];
  const cue = matchCue(PLAIN_ADJECTIVES, context.tokens, at + 1);
  if (!cue || !COPULAS.has(lowAt(context, cue.end))) return [];
  const named = context.mentions.values[skipFillers(context, cue.end + 1, 2)] ?? [];
  if (!named.some(({ column, how }) => column.type === "text" && how !== "word")) return [];
  return cue.value.flatMap((gradable) =>
    gradedColumns(context, gradable)
      .filter(({ column, isReversed }) => column.type !== "date" && !isReversed)
      .map(({ column, score }) =>
        fragment(context, {
          start: at,
          end: cue.end + 1,
          pieces: [{ kind: "project", column }],
          evidence: [{ ...cueEvidence(at, cue.end, "column", `${column.table.name}.${column.name}`), score }],
          quality: score,
          bonus: 0.6,
          rule: "project",
        }),
      ),
  );
};

const GONE: ReadonlyMap<string, true> = new Map([
  ["out of stock", true],
  ["sold out", true],
  ["not in stock", true],
  ["no longer in stock", true],
]);
const KEPT = ["stock", "inventory", "quantity", "qty", "available", "onhand"].map(stem);

/** How many of a thing are there. */
const isStock = ({ type, role, stems }: ColumnModel): boolean =>
  type === "number" && role === "measure" && stems.some((word) => KEPT.includes(word));

/** "out of stock": none left. */
export const outOfStockRule: Rule = (context, at) => {
  const cue = matchCue(GONE, context.tokens, at);
  if (!cue) return [];
  return context.focus.slice(0, 2).flatMap((table) =>
    table.columns
      .filter(isStock)
      .slice(0, 2)
      .map((column, rank) =>
        fragment(context, {
          start: at,
          end: cue.end,
          pieces: [
            {
              kind: "where",
              column,
              predicate: compare(column.expr, "=", literalFor(column, 0)),
              isNegated: false,
            },
          ],
          evidence: [cueEvidence(at, cue.end, "value", `${column.name} = 0`)],
          quality: 1 - 0.2 * rank,
          bonus: 0.8,
          rule: "has-value",
          assumptions: [
            `"${context.tokens
              .slice(at, cue.end)
              .map(({ text }) => text)
              .join(" ")}" is taken as ${column.name} = 0`,
          ],
        }),
      ),
  );
};
