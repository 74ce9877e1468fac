import { neighboursOf, peopleColumns, saysPerson } from "../../schema/people.ts";
import { pointedAt } from "../../schema/points-to.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import type { Piece } from "../piece.ts";
import {
  fragment,
  guessEvidence,
  lowAt,
  type Rule,
  type RuleContext,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

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
  // Further off, but still one of them for each row: the customer of an order's lines.
  focus.slice(0, 1).forEach((table) => {
    for (const [other, steps] of pointedAt(table, context.schema))
      if (steps > 1) add((people.get(other) ?? []).slice(0, 1), 0.45);
  });
  const doers = doersSaid(context);
  return [
    ...doers.map((column) =>
      fragment(context, {
        start: at,
        end: at + 1,
        pieces: namesWith(column),
        evidence: [{ ...guessEvidence(at, column, "column"), isGuess: false, score: 0.7 }],
        quality: 0.95,
        rule: "project",
      }),
    ),
    ...guessedPeople(
      [...found].filter(([column]) => !doers.includes(column)),
      context,
      at,
    ),
  ];
};

/** First names alone tell nobody apart. */
function namesWith(column: ColumnModel): Piece[] {
  const [first, second] = column.table.nameColumns;
  const isSplit = second !== undefined && first?.words.includes("first") === true;
  const columns = isSplit && (column === first || column === second) ? [first, second] : [column];
  return columns.map((shown) => ({ kind: "project", column: shown }));
}

const guessedPeople = (found: readonly (readonly [ColumnModel, number])[], context: RuleContext, at: number) =>
  found.slice(0, MOST_COLUMNS).map(([column, quality]) =>
    fragment(context, {
      start: at,
      end: at + 1,
      pieces: namesWith(column),
      evidence: [guessEvidence(at, column, "column")],
      quality,
      rule: "project",
    }),
  );

const SHORTEST_VERB = 4;
/** "Who was hired last" asks for no last name. */
const IN_TIME = /^(?:first|last)$/;

/** "Who reviewed", "who prescribed it": people that are called after what they do. */
function doersSaid({ schema, tokens }: RuleContext): ColumnModel[] {
  const verbs = tokens.flatMap(({ index, isContent, kind, stem }) =>
    index > 0 && index <= 3 && isContent && kind === "word" && stem.length >= SHORTEST_VERB && !IN_TIME.test(stem)
      ? [stem]
      : [],
  );
  const isSaid = (stems: readonly string[]): boolean =>
    stems.some((word) => word.length >= SHORTEST_VERB && verbs.some((verb) => word.startsWith(verb)));
  return [...peopleColumns(schema)]
    .flatMap(([table, columns]) => {
      const [own] = table.nameColumns;
      if (own && columns.includes(own) && isSaid(table.stems)) return [own];
      return columns.filter((column) => column !== own && isSaid(column.stems)).slice(0, 1);
    })
    .slice(0, 2);
}

/** "Body builders born before 1980" go by the names that the people they are have in another table. */
export const namedThroughRule: Rule = (context, at) =>
  tablesAt(context, at).flatMap((mention) => {
    const { table } = mention;
    if (table.nameColumns.length > 0 || table.isBridge || !saysPerson(table.words)) return [];
    const people = peopleColumns(context.schema);
    const target = context.schema.tables.find(
      (other) => people.has(other) && table.source.foreignKeys.some((key) => key.refTable === other.name),
    );
    const name = target?.nameColumns[0];
    if (!name) return [];
    return [
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          { kind: "entity", table },
          { kind: "project", column: name },
        ],
        evidence: [tableEvidence(mention)],
        quality: mention.score * 1.05,
        rule: "entity",
      }),
    ];
  });
