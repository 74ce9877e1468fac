import type { GuardPolicy, GuardVerdict, Table } from "@parlance/core";

export type Reads = NonNullable<Table["reads"]>;

/** The guard of the dialect, under the names that the view's definition is resolved by. */
type Judge = (sql: string, policy: GuardPolicy) => GuardVerdict | Promise<GuardVerdict>;

/**
 * What a view reads, by the guard's own reading of its definition. "unknown" where there is none to be seen, where the
 * guard does not follow it, and where it names what this catalog does not list: rules then take it for all there is.
 */
export async function readsOfView(definition: unknown, tables: readonly Table[], judge: Judge): Promise<Reads> {
  if (typeof definition !== "string" || definition.trim() === "") return "unknown";
  const verdict = await judge(definition, policyOver(tables));
  return verdict.isAllowed ? verdict.tables : "unknown";
}

/** With a name of its own in the source, every table is found under the one that the catalog gives it. */
const policyOver = (tables: readonly Table[]): GuardPolicy => ({
  tables: tables.map(({ name, schema, nativeName = name, columns }) => ({
    name,
    ...(schema === undefined ? {} : { schema, nativeName }),
    columns: columns.map((column) => column.name),
  })),
});
