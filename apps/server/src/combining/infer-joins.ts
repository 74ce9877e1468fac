import type { Column, ColumnValues, ForeignKey, Table, TypeKind } from "@parlance/core";

export interface FoundJoin {
  readonly table: string;
  readonly key: ForeignKey;
}

/** Names that say what a column is and not whose. */
const GENERIC = new Set(["id", "key", "code", "no", "nr", "number", "uuid", "name"]);
const KEY_SUFFIX = /_(?:id|key|code|no|nr|uuid)$/;

/** Values found on the other side, at least, where both sides are known. */
const MIN_SHARE = 0.5;

/**
 * Columns of one source that look like they point at another's key: the names fit, the types fit, the key's values do
 * not repeat, and, where the values are known, most are found there.
 */
export function inferJoins(
  members: readonly { readonly tables: readonly Table[] }[],
  values: readonly ColumnValues[],
): readonly FoundJoin[] {
  const found: FoundJoin[] = [];
  for (const [i, member] of members.entries()) {
    for (const table of member.tables) {
      for (const column of table.columns) {
        const others = members.filter((_, j) => j !== i).flatMap((other) => other.tables);
        const best = others.flatMap((target) => keysOf(table, column, target, values)).sort(byConfidence)[0];
        if (best !== undefined) found.push({ table: table.name, key: best });
      }
    }
  }
  return withoutMirrors(found);
}

const byConfidence = (a: ForeignKey, b: ForeignKey): number => b.confidence - a.confidence;

/** Two keys of one meaning point at each other; one direction is enough. */
const withoutMirrors = (found: readonly FoundJoin[]): readonly FoundJoin[] =>
  found.filter(
    (join, i) =>
      !found.some(
        (other, j) =>
          j < i &&
          other.table === join.key.refTable &&
          other.key.refTable === join.table &&
          other.key.columns[0] === join.key.refColumns[0],
      ),
  );

function keysOf(table: Table, column: Column, target: Table, values: readonly ColumnValues[]): ForeignKey[] {
  return target.columns.flatMap((key) => {
    const reason = reasonByName(column.name, target.name, key.name);
    if (reason === null || !areComparable(column.type.kind, key.type.kind) || !isUnique(target, key)) return [];
    // Hashed values meet hashed ones; masked values meet nothing.
    if (column.masking !== key.masking || column.masking === "mask") return [];
    const share = shareFound({ table: table.name, column }, { table: target.name, column: key }, values);
    if (share !== null && share < MIN_SHARE) return [];
    const evidence = share === null ? reason : `${reason} ${Math.round(share * 100)} % of the values are found there.`;
    const confidence = share === null ? 0.65 : 0.7 + 0.2 * share;
    return [
      {
        columns: [column.name],
        refTable: target.name,
        refColumns: [key.name],
        origin: "inferred",
        confidence,
        evidence,
      },
    ];
  });
}

function reasonByName(name: string, target: string, key: string): string | null {
  const [from, to] = [folded(name), folded(key)];
  const subject = singular(folded(target));
  if (from === to && !GENERIC.has(from)) return `Both columns are called ${name}.`;
  const isNamedAfter = from === `${subject}_${to}` || from === `${subject}${to}`;
  if (isNamedAfter) return `${name} is named after ${target} and its ${key}.`;
  const pointsAt = from.replace(KEY_SUFFIX, "");
  const isKey = GENERIC.has(to) || to === from;
  return isKey && pointsAt !== from && pointsAt === subject ? `${name} is named after ${target}.` : null;
}

const folded = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_");

const singular = (name: string): string =>
  name.endsWith("ies") ? `${name.slice(0, -3)}y` : name.replace(/(?<=ss|x|ch|sh)es$|(?<!s|u|i)s$/, "");

const WHOLE = new Set<TypeKind>(["integer", "bigint"]);

const areComparable = (a: TypeKind, b: TypeKind): boolean =>
  (WHOLE.has(a) && WHOLE.has(b)) || (a === b && (a === "text" || a === "uuid"));

function isUnique(table: Table, { name, profile }: Column): boolean {
  const isIndexed = table.indexes?.some(
    ({ columns, isUnique: once }) => once && columns.length === 1 && columns[0] === name,
  );
  if (isIndexed) return true;
  if (table.primaryKey.length === 1) return table.primaryKey[0] === name;
  return profile?.distinctIsExact === true && profile.rows > 0 && profile.distinct === profile.rows;
}

interface Place {
  readonly table: string;
  readonly column: Column;
}

/** The share of one side's values that the other has; null where that is not known. */
function shareFound(from: Place, to: Place, values: readonly ColumnValues[]): number | null {
  if (from.column.type.kind !== "text") return shareOfRange(from.column, to.column);
  const [own, known] = [valuesAt(from, values), valuesAt(to, values)];
  if (own === undefined || known === undefined || known.isTruncated || own.values.length === 0) return null;
  const there = new Set(known.values.map(({ value }) => value));
  return own.values.filter(({ value }) => there.has(value)).length / own.values.length;
}

const valuesAt = (place: Place, values: readonly ColumnValues[]): ColumnValues | undefined =>
  values.find(({ table, column }) => table === place.table && column === place.column.name);

/** Numbers of a key lie between the first and the last of it; how many are there is not known. */
function shareOfRange(from: Column, to: Column): number | null {
  const bounds = [from.profile?.min, from.profile?.max, to.profile?.min, to.profile?.max].map(Number);
  const [low = Number.NaN, high = Number.NaN, first = Number.NaN, last = Number.NaN] = bounds;
  if (bounds.some(Number.isNaN)) return null;
  const width = Math.max(1, high - low + 1);
  const inside = Math.min(high, last) - Math.max(low, first) + 1;
  return Math.max(0, Math.min(1, inside / width));
}
