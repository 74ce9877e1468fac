import type { Connection, QueryWorker, QueryWorkerPool, Telemetry, WorkKind } from "@parlance/core";

type Timed = <Args extends readonly unknown[], Value>(
  name: string,
  call: (...args: Args) => Promise<Value>,
) => (...args: Args) => Promise<Value>;

const timedBy =
  (telemetry: Telemetry, kind: WorkKind, facts: Readonly<Record<string, string>> = {}): Timed =>
  (name, call) =>
  (...args) =>
    telemetry.measure({ kind, name, facts }, () => call(...args));

/** Databases by the names that OpenTelemetry gives them, where those differ from their dialect's. */
const SYSTEMS: Readonly<Record<string, string>> = { postgres: "postgresql", bigquery: "gcp.bigquery" };

/** The same pool, whose calls are timed. */
export function observedWorkers(pool: QueryWorkerPool, telemetry: Telemetry): QueryWorkerPool {
  const workers = new WeakMap<QueryWorker, QueryWorker>();
  return {
    forWorkspace(workspaceId) {
      const worker = pool.forWorkspace(workspaceId);
      const known = workers.get(worker) ?? observedWorker(worker, timedBy(telemetry, "worker"));
      workers.set(worker, known);
      return known;
    },
    release: (workspaceId) => pool.release(workspaceId),
    close: () => pool.close(),
  };
}

const observedWorker = (worker: QueryWorker, timed: Timed): QueryWorker => ({
  attach: timed("attach", (...call) => worker.attach(...call)),
  detach: (sourceId) => worker.detach(sourceId),
  check: timed("check", (...call) => worker.check(...call)),
  parse: timed("parse", (...call) => worker.parse(...call)),
  print: timed("print", (...call) => worker.print(...call)),
  run: timed("run", (...call) => worker.run(...call)),
  keep: timed("keep", (...call) => worker.keep(...call)),
  stream: timed("stream", (...call) => worker.stream(...call)),
  page: timed("page", (...call) => worker.page(...call)),
  statistics: timed("statistics", (...call) => worker.statistics(...call)),
  export: timed("export", (...call) => worker.export(...call)),
  ingest: timed("ingest", (...call) => worker.ingest(...call)),
  describe: timed("describe", (...call) => worker.describe(...call)),
  openFiles() {
    const job = worker.openFiles();
    return {
      rehearse: timed("rehearse", (...call) => job.rehearse(...call)),
      ingest: timed("ingest", (...call) => job.ingest(...call)),
      describe: timed("describe", (...call) => job.describe(...call)),
      close: () => job.close(),
    };
  },
  close: () => worker.close(),
});

/** The same connection, whose guard and statements are timed under its dialect. */
export function observedConnection(connection: Connection, dialect: string, telemetry: Telemetry): Connection {
  const guard = timedBy(telemetry, "guard");
  const statement = timedBy(telemetry, "statement", { "db.system.name": SYSTEMS[dialect] ?? dialect });
  const { estimate } = connection;
  return {
    introspect: (signal) => connection.introspect(signal),
    values: (signal) => connection.values(signal),
    check: guard(dialect, (...call) => connection.check(...call)),
    run: statement(dialect, (...call) => connection.run(...call)),
    stream: statement(dialect, (...call) => connection.stream(...call)),
    ...(estimate === undefined ? {} : { estimate: statement(dialect, (...call) => estimate.apply(connection, call)) }),
    close: () => connection.close(),
  };
}
