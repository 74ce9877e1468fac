import { isShortFor } from "../text/shortened.ts";
import { stem } from "../text/stem.ts";
import type { Token } from "../text/tokens.ts";
import type { ColumnModel, TableModel } from "./schema-model.ts";

/** What begins the life of a row, the likeliest first; what brought it about comes last. */
const BEGINNINGS =
  "reported filed opened created submitted issued billed ordered booked requested received started began admitted hired borrowed reserved placed applied registered pickup shipped loss".split(
    " ",
  );
const BEGINNING_STEMS = BEGINNINGS.map(stem);

/** When the record was kept, not when the thing took place. */
const KEEPING = /^(?:creat|updat|upd|modif|modifi|insert|load|sync|row|etl)/;

const SHARED_BEGINNING = 5;

const isMoment = (column: ColumnModel): boolean => column.type === "date" && column.role !== "id";

/** How well a word names a moment: "submission" and submittedDt begin alike, "reported" is rpt_dt written out. */
function likeness(token: Token, column: ColumnModel): number {
  let best = 0;
  for (const [i, own] of column.stems.entries()) {
    if (own === "date" || own === "time") continue;
    const word = column.words[i] ?? "";
    if (own === token.stem || word === token.low) return 1;
    if (beginsAlike(own, token.stem)) best = Math.max(best, 0.85);
    if (word.length >= 3 && (isShortFor(word, token.low) || isShortFor(word, token.lemma))) best = Math.max(best, 0.8);
  }
  return best;
}

const beginsAlike = (a: string, b: string): boolean =>
  a.length >= SHARED_BEGINNING &&
  b.length >= SHARED_BEGINNING &&
  a.slice(0, SHARED_BEGINNING) === b.slice(0, SHARED_BEGINNING);

/** Columns of the table that say when what the word tells of took place, the best first. */
export const momentsOf = (table: TableModel, token: Token | undefined): readonly ColumnModel[] =>
  token === undefined
    ? []
    : table.columns
        .filter(isMoment)
        .map((column) => ({ column, score: likeness(token, column) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score || a.column.id - b.column.id)
        .map(({ column }) => column);

const isKept = ({ words }: ColumnModel): boolean => words.some((word) => KEEPING.test(word));

function beginning(column: ColumnModel): number {
  const at = BEGINNINGS.findIndex((known, rank) =>
    column.words.some(
      (own, i) => column.stems[i] === BEGINNING_STEMS[rank] || (own.length > 2 && isShortFor(own, known)),
    ),
  );
  return at < 0 ? BEGINNINGS.length : at;
}

/** From when to count until `to` where only the end was said: the moment that begins the row's life. */
export function momentBefore(to: ColumnModel): ColumnModel | undefined {
  const others = to.table.columns.filter((column) => isMoment(column) && column !== to && isBefore(column, to));
  const own = others.filter((column) => !isKept(column));
  const [first] = (own.length > 0 ? own : others).sort((a, b) => beginning(a) - beginning(b) || a.id - b.id);
  return first;
}

/** The other moment of the row, where the table itself was named for it: "from booking to appointment". */
export function momentAfter(from: ColumnModel): ColumnModel | undefined {
  const others = from.table.columns.filter((column) => isMoment(column) && column !== from && isBefore(from, column));
  return others.filter((column) => !isKept(column))[0] ?? others[0];
}

/** Judged by the first of each and the last of each: a moment that comes later does so for both. */
function isBefore(a: ColumnModel, b: ColumnModel): boolean {
  const [first, second] = [a.profile, b.profile];
  if (first?.min === undefined || second?.min === undefined || first.max === undefined || second.max === undefined)
    return true;
  return first.min.slice(0, 10) <= second.min.slice(0, 10) && first.max.slice(0, 10) <= second.max.slice(0, 10);
}
