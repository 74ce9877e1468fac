import {
  blockTables,
  instanceKey,
  type JoinPlan,
  type JoinStep,
  nestedQueries,
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
    const own = planOf(schema, tables, block.joinHints).plan?.cost;
    if (own === undefined) isPossible = false;
    else cost += own;
  });
  return isPossible && existsPathsHold(query, schema) ? cost : undefined;
}

/** One plan may stand for many queries, and is looked at in several ways. */
interface KnownPlan {
  readonly plan: JoinPlan | undefined;
  text?: string;
}

const known = new WeakMap<object, Map<string, KnownPlan>>();
/** Questions about one schema ask for the same joins again and again. */
const MAX_KNOWN = 5_000;

function planOf(schema: SqlSchema, tables: readonly TableInstance[], hints: Query["joinHints"]): KnownPlan {
  let plans = known.get(schema.tables);
  if (!plans) {
    plans = new Map();
    known.set(schema.tables, plans);
  }
  let key = "";
  for (const table of tables) key += `${instanceKey(table)}\u0000`;
  if (hints) for (const hint of hints) key += `\u0001${hint.key}\u0000`;
  const earlier = plans.get(key);
  if (earlier) return earlier;
  if (plans.size >= MAX_KNOWN) plans.clear();
  const found = { plan: planJoins(schema, tables, hints?.map((hint) => hint.key) ?? []) };
  plans.set(key, found);
  return found;
}

/** The joins of a query's outermost block as one text: two queries whose tables are tied alike have the same. */
export function joinsText(query: Query, schema: SqlSchema): string | undefined {
  const found = planOf(schema, blockTables(query), query.joinHints);
  found.text ??= found.plan && tiesText(found.plan);
  return found.text;
}

const tiesText = (plan: JoinPlan): string =>
  plan.steps
    .flatMap(({ instance, on }) =>
      on.map(({ column, other, otherColumn }) =>
        [`${instanceKey(instance)}\u0000${column}`, `${instanceKey(other)}\u0000${otherColumn}`].sort().join("\u0001"),
      ),
    )
    .sort()
    .join("\u0002");

function existsPathsHold(query: Query, schema: SqlSchema): boolean {
  // Whatever holds an EXISTS counts as a nested query.
  if (nestedQueries(query).length === 0) return true;
  let isPossible = true;
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) look(item);
    else if (value !== null && typeof value === "object") {
      if ("kind" in value && value.kind === "exists" && "of" in value && "table" in value) {
        const ends = [{ table: String(value.of) }, { table: String(value.table) }];
        if (!planOf(schema, ends, undefined).plan) isPossible = false;
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
  const { plan } = planOf(schema, [{ table }, ...others], query.joinHints);
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
