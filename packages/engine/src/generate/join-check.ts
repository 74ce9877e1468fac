import { blockTables, planJoins, type Query, type SqlSchema, walkQuery } from "@parlance/sql";

/** Joins that all blocks of a query need together; undefined when keys do not connect some block's tables. */
export function joinCost(query: Query, schema: SqlSchema): number | undefined {
  let cost = 0;
  let isPossible = true;
  walkQuery(query, (block) => {
    const tables = blockTables(block);
    if (!isPossible || block.from || tables.length < 2) return;
    const plan = planJoins(schema, tables, block.joinHints?.map((hint) => hint.key) ?? []);
    if (plan) cost += plan.cost;
    else isPossible = false;
  });
  return isPossible && existsPathsHold(query, schema) ? cost : undefined;
}

function existsPathsHold(query: Query, schema: SqlSchema): boolean {
  let isPossible = true;
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    else if (value !== null && typeof value === "object") {
      if ("kind" in value && value.kind === "exists" && "of" in value && "table" in value) {
        const ends = [{ table: String(value.of) }, { table: String(value.table) }];
        if (!planJoins(schema, ends)) isPossible = false;
      }
      for (const inner of Object.values(value)) look(inner);
    }
  };
  look(query.where);
  return isPossible;
}
