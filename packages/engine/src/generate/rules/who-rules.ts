import { neighboursOf, peopleColumns } from "../../schema/people.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { fragment, guessEvidence, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const MOST_TABLES = 3;
const MOST_COLUMNS = 5;

/** "Customers who bought" asks for no person. */
const isOpening = (context: RuleContext, at: number): boolean =>
  at === 0 || (at === 1 && /^(?:and|so|but|,|tell)$/.test(lowAt(context, 0)));

/** "who made the shortest song", "who is the heaviest body builder": a person's name, kept beside or in a table next to what was named. */
export const whoRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "who" || !isOpening(context, at) || context.schema.tables.length < 2) return [];
  const people = peopleColumns(context.schema);
  const found = new Map<ColumnModel, number>();
  const add = (columns: readonly ColumnModel[], quality: number): void => {
    columns.slice(0, 2).forEach((column, rank) => {
      if (!found.has(column)) found.set(column, quality - 0.1 * rank);
    });
  };
  const focus = context.focus.slice(0, MOST_TABLES);
  focus.forEach((table, i) => {
    // Rows that go by a person's name are shown by it anyway.
    const [own] = table.nameColumns;
    add(
      (people.get(table) ?? []).filter((column) => column !== own),
      0.6 - 0.1 * i,
    );
  });
  focus.forEach((table, i) => {
    if (people.has(table)) return;
    for (const other of neighboursOf(table, context.schema)) add((people.get(other) ?? []).slice(0, 1), 0.55 - 0.1 * i);
  });
  return [...found].slice(0, MOST_COLUMNS).map(([column, quality]) =>
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: [{ kind: "project", column }],
      evidence: [guessEvidence(at, column, "column")],
      quality,
      rule: "project",
    }),
  );
};
