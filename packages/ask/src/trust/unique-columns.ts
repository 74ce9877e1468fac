import type { Catalog, Table } from "@parlance/core";

/** Whether no two rows share their values in these columns; null where nothing tells. */
export function isUniqueBy(table: Table, columns: readonly string[], catalog: Catalog): boolean | null {
  const names = new Set(columns.map((column) => column.toLowerCase()));
  const holds = (key: readonly string[]): boolean =>
    key.length > 0 && key.every((column) => names.has(column.toLowerCase()));
  if (holds(table.primaryKey)) return true;
  const isReferenced = catalog.tables.some((other) =>
    other.foreignKeys.some(
      (key) => key.refTable.toLowerCase() === table.name.toLowerCase() && holds(key.refColumns) && key.confidence === 1,
    ),
  );
  return isReferenced ? true : byProfile(table, names);
}

function byProfile(table: Table, names: ReadonlySet<string>): boolean | null {
  const profiles = table.columns.filter((column) => names.has(column.name.toLowerCase())).map((one) => one.profile);
  if (profiles.length !== names.size) return null;
  let isUnique: boolean | null = null;
  for (const profile of profiles) {
    if (profile === undefined) return null;
    const present = profile.rows - profile.nulls;
    if (profile.distinctIsExact && profile.distinct === present) return true;
    isUnique = profile.distinct < present * 0.98 && profiles.length === 1 ? false : isUnique;
  }
  return isUnique;
}
