import { type GuardPolicy, restrictionOf } from "@parlance/core";

/** The policy with the columns that the caller may know of, for hints. */
export const visibleTo = (policy: GuardPolicy): GuardPolicy => ({
  ...policy,
  tables: policy.tables.map((table) => {
    const rules = restrictionOf(policy.restrictions, table.name)?.columns ?? {};
    const isHidden = (column: string): boolean => Object.hasOwn(rules, column) && rules[column]?.kind === "hide";
    return { ...table, columns: table.columns.filter((column) => !isHidden(column)) };
  }),
});
