import {
  AppError,
  type Catalog,
  type ColumnValues,
  type Connection,
  type CostEstimate,
  type GuardPolicy,
  type GuardVerdict,
  isAppError,
  type QueryWorker,
  type ResultStream,
  type RunLimits,
  type Statement,
  type StoredResult,
  type StoredTable,
} from "@parlance/core";
import { sqlWithKeys } from "./fetch-keys.ts";
import {
  type FetchPlan,
  type PlacedTable,
  type PlannedFetch,
  type PlannedKeys,
  type PlanOptions,
  planFetches,
  planText,
} from "./fetch-plan.ts";
import { landFetch, removeFile } from "./land-fetch.ts";

/** How a member is reached while a statement runs. */
export interface OpenMember {
  readonly sourceId: string;
  readonly name: string;
  readonly policy: GuardPolicy;
  readonly connection: Connection;
  /** Where its tables are stored; empty for a source that is asked where it is. */
  readonly stored: readonly StoredTable[];
}

export interface CombinedConnectionNeeds {
  readonly sourceId: string;
  readonly worker: QueryWorker;
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  readonly places: readonly PlacedTable[];
  readonly members: readonly OpenMember[];
  readonly newId: () => string;
}

/**
 * One statement over tables of several sources. Each remote table sends what the statement needs of it, which lands as
 * Parquet in the workspace's worker; the worker joins it with what is stored here. Every part passes the guard of its
 * own source, and the joining statement that of the worker.
 */
export class CombinedConnection implements Connection {
  readonly #needs: CombinedConnectionNeeds;

  constructor(needs: CombinedConnectionNeeds) {
    this.#needs = needs;
  }

  async introspect(): Promise<Catalog> {
    return this.#needs.catalog;
  }

  async values(): Promise<readonly ColumnValues[]> {
    return this.#needs.values;
  }

  check(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<GuardVerdict> {
    return this.#needs.worker.check({ sourceId: this.#needs.sourceId, sql, policy }, signal);
  }

  /** What the sources expect of their parts together; the plan is told even where none of them can tell. */
  async estimate(sql: string, policy: GuardPolicy, signal?: AbortSignal): Promise<CostEstimate> {
    return this.#joiningWhereItCan(sql, policy, (plan) => this.#estimatePlan(plan, signal), signal);
  }

  async #estimatePlan(plan: FetchPlan, signal?: AbortSignal): Promise<CostEstimate> {
    const estimates = await Promise.all(plan.fetches.map((fetch) => this.#estimateFetch(fetch, signal)));
    const [rows, bytes] = [total(estimates.map((each) => each.rows)), total(estimates.map((each) => each.bytes))];
    return {
      ...(rows === undefined ? {} : { rows }),
      ...(bytes === undefined ? {} : { bytes }),
      plan: planText(plan),
    };
  }

  async run(
    { resultId, pageRows, ...statement }: Parameters<Connection["run"]>[0],
    signal?: AbortSignal,
  ): Promise<StoredResult> {
    const started = performance.now();
    const landed = await this.#land(statement, signal);
    try {
      const stored = await this.#needs.worker.run({ ...landed.request, resultId, pageRows }, signal);
      return { ...stored, elapsedMs: Math.round(performance.now() - started) };
    } finally {
      await landed.discard();
    }
  }

  async stream(statement: Statement, signal?: AbortSignal): Promise<ResultStream> {
    const landed = await this.#land(statement, signal);
    try {
      const stream = await this.#needs.worker.stream(landed.request, signal);
      return { ...stream, wasTruncated: () => stream.wasTruncated(), frames: untilEnd(stream.frames, landed.discard) };
    } catch (error) {
      await landed.discard();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#needs.worker.detach(this.#needs.sourceId);
  }

  async #plan(
    sql: string,
    policy: GuardPolicy,
    signal?: AbortSignal,
    options: PlanOptions = { joinsAtSources: true },
  ): Promise<FetchPlan> {
    const { worker, catalog, places } = this.#needs;
    const verdict = await this.check(sql, policy, signal);
    if (!verdict.isAllowed) throw new AppError("SQL_REFUSED", { message: verdict.refusal.message });
    return planFetches(await worker.parse(sql, signal), verdict.tables, catalog, places, options);
  }

  #estimateFetch({ place, sql }: PlannedFetch, signal?: AbortSignal): Promise<CostEstimate> {
    const { connection, policy } = this.#member(place.sourceId);
    return connection.estimate?.(sql, policy, signal) ?? Promise.resolve({});
  }

  async #land(statement: Statement, signal?: AbortSignal) {
    const { sql, policy } = statement;
    const { worker, sourceId, catalog, places } = this.#needs;
    const tables = places.filter(({ remote }) => remote === null).map((place) => this.#storedTable(place));
    await worker.attach({ sourceId, version: catalog.version, tables, isCombined: true }, signal);
    return this.#joiningWhereItCan(sql, policy, (plan) => this.#bring(plan, statement, signal), signal);
  }

  /** What a source cannot join after all is brought table by table. */
  async #joiningWhereItCan<T>(
    sql: string,
    policy: GuardPolicy,
    use: (plan: FetchPlan) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const plan = await this.#plan(sql, policy, signal);
    try {
      return await use(plan);
    } catch (error) {
      if (!couldBeTheJoin(error, plan) || signal?.aborted) throw error;
      return use(await this.#plan(sql, policy, signal, { joinsAtSources: false }));
    }
  }

  /** Brings every part here. All or nothing: the first that fails stops the others. */
  async #bring(plan: FetchPlan, statement: Statement, signal?: AbortSignal) {
    const { sql, policy, limits } = statement;
    const { worker, sourceId } = this.#needs;
    const files: string[] = [];
    const stop = new AbortController();
    const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
    const discard = async (): Promise<void> => {
      await Promise.all(files.map(removeFile));
    };
    const arriving = plan.fetches.map((fetch) => this.#landFetch(fetch, statement, files, either));
    try {
      const landed = await Promise.all(arriving);
      const text = plan.serialized === null ? sql : await worker.print(plan.serialized, signal);
      return { request: { sourceId, sql: text, policy: withJoined(policy, plan), limits, landed }, discard };
    } catch (error) {
      stop.abort();
      // What others have written by now must go too.
      await Promise.allSettled(arriving);
      await discard();
      throw error;
    }
  }

  async #landFetch(
    fetch: PlannedFetch,
    { policy, limits }: Statement,
    files: string[],
    signal: AbortSignal,
  ): Promise<StoredTable> {
    const { worker, newId } = this.#needs;
    const member = this.#member(fetch.place.sourceId);
    try {
      const sql = await sqlWithKeys(fetch, (keys) => this.#readKeys(keys, policy, limits, signal), signal);
      const path = await landFetch({ fetch: { ...fetch, sql }, member, worker, limits, resultId: newId(), signal });
      files.push(path);
      return { name: fetch.table, path };
    } catch (error) {
      throw fromMember(error, member);
    }
  }

  /** The keys that whoever asks may see, from where their table is. */
  #readKeys({ place, sql }: PlannedKeys, policy: GuardPolicy, limits: RunLimits, signal: AbortSignal) {
    const { worker, sourceId } = this.#needs;
    if (place.remote === null) return worker.stream({ sourceId, sql, policy, limits }, signal);
    const member = this.#member(place.sourceId);
    return member.connection.stream({ sql, policy: member.policy, limits }, signal);
  }

  #storedTable({ name, sourceId, table }: PlacedTable): StoredTable {
    const found = this.#member(sourceId).stored.find((each) => each.name === table);
    if (found === undefined)
      throw new AppError("SQL_UNKNOWN_TABLE", { message: `The table ${name} is not stored here.` });
    return { name, path: found.path };
  }

  #member(sourceId: string): OpenMember {
    const found = this.#needs.members.find((each) => each.sourceId === sourceId);
    if (found === undefined) throw new AppError("SOURCE_NOT_FOUND");
    return found;
  }
}

async function* untilEnd(frames: ResultStream["frames"], end: () => Promise<void>): ResultStream["frames"] {
  try {
    yield* frames;
  } finally {
    await end();
  }
}

const total = (figures: readonly (number | undefined)[]): number | undefined => {
  const known = figures.filter((figure) => figure !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, figure) => sum + figure, 0);
};

/** The statement that runs here reads what came joined by a name of our own, which no person can have written. */
function withJoined(policy: GuardPolicy, { fetches }: FetchPlan): GuardPolicy {
  const joined = fetches.flatMap(({ table, joined: of }) => (of === undefined ? [] : [{ name: table, columns: [] }]));
  return joined.length === 0 ? policy : { ...policy, tables: [...policy.tables, ...joined] };
}

/** Texts of two columns can be such that a database does not compare them (collations of MySQL and PostgreSQL). */
const couldBeTheJoin = (error: unknown, { fetches }: FetchPlan): boolean =>
  isAppError(error) && error.code.startsWith("SQL_") && fetches.some(({ joined }) => joined !== undefined);

/** Which source it was: the person asked a combination and sees none of its parts. */
function fromMember(error: unknown, { name }: OpenMember): unknown {
  if (!isAppError(error) || error.code === "QUERY_CANCELLED") return error;
  const { code, message, details, hint } = error;
  return new AppError(code, {
    message: `${name}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
    cause: error,
  });
}
