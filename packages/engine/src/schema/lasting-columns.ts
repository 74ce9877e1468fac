import type { ColumnModel, TableModel } from "./schema-model.ts";

/** When something began and when it ended, in one row. */
export interface Lasting {
  readonly from: ColumnModel;
  readonly to: ColumnModel;
  readonly unit: "years" | "days";
}

/** Words that a beginning and its end are headed by, a pair a line. */
const PAIRS: readonly (readonly [ReadonlySet<string>, ReadonlySet<string>])[] = [
  ["start started starts begin began begins commenced", "end ended ends finish finished expiry expired"],
  ["opened open opening", "closed close closing demolished"],
  ["from since", "to until till"],
  ["took inaugurated elected appointed entered joined", "left resigned retired departed"],
  ["founded established created formed incorporated", "dissolved defunct disbanded folded ended closed"],
  ["built commissioned launched completed", "demolished decommissioned retired scrapped destroyed"],
  ["born birth", "died death"],
  ["admitted admission", "discharged discharge"],
  ["hired hire", "left terminated resigned retired fired"],
  ["frozen freeze ice", "out thaw thawed"],
  ["borrowed loaned lent checked", "returned return"],
  ["ordered order placed", "delivered delivery shipped"],
  ["departed departs departure", "arrived arrives arrival"],
  ["married", "divorced widowed"],
  ["introduced", "discontinued withdrawn"],
].map(([from = "", to = ""]) => [new Set(from.split(" ")), new Set(to.split(" "))] as const);

const FIRST_YEAR = 500;
const LAST_YEAR = 2200;

const isYears = ({ type, profile }: ColumnModel): boolean =>
  type === "number" &&
  profile !== undefined &&
  Number(profile.min) >= FIRST_YEAR &&
  Number(profile.max) <= LAST_YEAR &&
  /^-?\d+$/.test(profile.min ?? "") &&
  /^-?\d+$/.test(profile.max ?? "");

const unitOf = (column: ColumnModel): Lasting["unit"] | undefined =>
  column.type === "date" ? "days" : isYears(column) ? "years" : undefined;

const known = new WeakMap<TableModel, readonly Lasting[]>();

/** Every beginning of a table with its end, the ones that are named alike first. */
export function lastingOf(table: TableModel): readonly Lasting[] {
  const earlier = known.get(table);
  if (earlier) return earlier;
  const timed = table.columns.filter((column) => unitOf(column) !== undefined);
  const found: { lasting: Lasting; rank: number }[] = [];
  for (const [rank, [starts, ends]] of PAIRS.entries())
    for (const from of timed)
      for (const to of timed) {
        const unit = unitOf(from);
        if (from === to || unit === undefined || unit !== unitOf(to) || !isOrdered(from, to)) continue;
        if (!from.words.some((word) => starts.has(word)) || !to.words.some((word) => ends.has(word))) continue;
        const shared = from.words.filter((word) => to.words.includes(word)).length;
        found.push({ lasting: { from, to, unit }, rank: rank - 100 * shared });
      }
  const list = found.sort((a, b) => a.rank - b.rank).map(({ lasting }) => lasting);
  const kept = list.filter((a, i) => list.findIndex((b) => b.from === a.from && b.to === a.to) === i);
  known.set(table, kept);
  return kept;
}

/** The first end is not before the first beginning. */
function isOrdered(from: ColumnModel, to: ColumnModel): boolean {
  const [a, b] = [from.profile?.min, to.profile?.min];
  if (a === undefined || b === undefined) return true;
  return from.type === "number" ? Number(a) <= Number(b) : a <= b;
}
