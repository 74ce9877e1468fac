import type { ColumnModel } from "../../schema/schema-model.ts";
import { fragment, lowAt, type Rule, type RuleContext, tableScore } from "./rule-context.ts";

interface Twins {
  readonly columns: readonly [ColumnModel, ColumnModel];
  readonly end: number;
}

/** "the start and end dates": two columns of one table whose names differ in the two words that were said. */
export const twinColumnsRule: Rule = (context, at) => {
  const [one, link, other] = [context.tokens[at], lowAt(context, at + 1), context.tokens[at + 2]];
  if (!one?.isContent || !other?.isContent || link !== "and") return [];
  return context.schema.tables.flatMap((table) =>
    twinsIn(context, table.columns, at).map(({ columns, end }) =>
      fragment(context, {
        start: at,
        end,
        pieces: columns.map((column) => ({ kind: "project", column })),
        evidence: columns.map((column) => ({
          start: at,
          end,
          role: "column",
          meaning: `${table.name}.${column.name}`,
          score: 1,
        })),
        quality: 0.9 + 0.3 * tableScore(context, table),
        bonus: 0.4,
        rule: "project",
      }),
    ),
  );
};

function twinsIn(context: RuleContext, columns: readonly ColumnModel[], at: number): Twins[] {
  const [one, other, head] = [at, at + 2, at + 3].map((place) => context.tokens[place]?.stem ?? "");
  return columns.flatMap((first) => {
    const rest = without(first, one ?? "");
    if (rest === undefined || rest.length === 0) return [];
    const second = columns.find((column) => column !== first && without(column, other ?? "")?.join() === rest.join());
    if (!second) return [];
    const isHead = rest.includes(head ?? "") || (first.type === "date" && /^(?:date|time|day)$/.test(head ?? ""));
    return [{ columns: [first, second], end: isHead ? at + 4 : at + 3 }];
  });
}

const without = ({ stems }: ColumnModel, word: string): readonly string[] | undefined =>
  stems.includes(word) ? stems.filter((stem) => stem !== word) : undefined;
