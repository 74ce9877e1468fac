import {
  blockTables,
  instanceKey,
  type JoinStep,
  planJoins,
  type Query,
  type SqlSchema,
  type TableInstance,
  walkQuery,
} from "@parlance/sql";

/** Joins that all blocks of a query need together; undefined when keys do not connect some block's tables. */
export function joinCost(query: Query, schema: SqlSchema): number | undefined {
  let cost = 0;
  let isPossible = true;
  walkQuery(query, (block) => {
    const tables = blockTables(block);
    if (!isPossible || block.from || tables.length < 2) return;
    const own = costOf(schema, tables, block.joinHints?.map((hint) => hint.key) ?? []);
    if (own === undefined) isPossible = false;
    else cost += own;
  });
  return isPossible && existsPathsHold(query, schema) ? cost : undefined;
}

const known = new WeakMap<object, Map<string, number | undefined>>();
/** Questions about one schema ask for the same joins again and again. */
const MAX_KNOWN = 5_000;

function costOf(schema: SqlSchema, tables: readonly TableInstance[], hints: readonly string[]): number | undefined {
  const costs = known.get(schema.tables) ?? new Map<string, number | undefined>();
  known.set(schema.tables, costs);
  const key = [...tables.map(instanceKey), ...hints].join("\u0000");
  if (costs.has(key)) return costs.get(key);
  if (costs.size >= MAX_KNOWN) costs.clear();
  const cost = planJoins(schema, tables, hints)?.cost;
  costs.set(key, cost);
  return cost;
}

function existsPathsHold(query: Query, schema: SqlSchema): boolean {
  let isPossible = true;
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    else if (value !== null && typeof value === "object") {
      if ("kind" in value && value.kind === "exists" && "of" in value && "table" in value) {
        const ends = [{ table: String(value.of) }, { table: String(value.table) }];
        if (costOf(schema, ends, []) === undefined) isPossible = false;
      }
      for (const inner of Object.values(value)) look(inner);
    }
  };
  look(query.where);
  return isPossible;
}

/** True when the joins of a query can repeat a row of `table`: some step leads from the one to the many. */
export function repeatsRows(query: Query, table: string, schema: SqlSchema): boolean {
  const others = blockTables(query).filter((instance) => instance.table !== table);
  if (others.length === 0) return false;
  const plan = planJoins(schema, [{ table }, ...others], query.joinHints?.map((hint) => hint.key) ?? []);
  return plan?.steps.some((step) => ownsKey(step, schema)) ?? false;
}

function ownsKey(step: JoinStep, schema: SqlSchema): boolean {
  const pair = step.on[0];
  const owner = schema.tables.find((candidate) => candidate.name === step.instance.table);
  const isPrimary = owner?.primaryKey.length === 1 && owner.primaryKey[0] === pair?.column;
  return (
    !isPrimary &&
    (owner?.foreignKeys.some((key) => key.columns[0] === pair?.column && key.refTable === pair?.other.table) ?? false)
  );
}
