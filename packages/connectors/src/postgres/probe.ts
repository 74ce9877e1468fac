import { AppError, isAppError, type ProbeStep, type RemoteNeeds, type ReportProbe } from "@parlance/core";
import { TABLE_COUNT } from "./catalog-sql.ts";
import type { PostgresConfig } from "./config.ts";
import { quoteName } from "./dialect.ts";
import { toSourceError } from "./errors.ts";
import { PostgresSession } from "./session.ts";

const PROBE_CELL_BYTES = 64 * 1024;

/** What a role should not be able to do, asked of the server without trying it. */
const RIGHTS = `
  SELECT r.rolsuper,
    EXISTS (SELECT FROM pg_roles g WHERE g.rolname ~ '^pg_(read|write)_server_files|^pg_execute_server_program' AND pg_has_role(r.oid, g.oid, 'USAGE')),
    EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'v', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
        AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE')),
    has_database_privilege(current_database(), 'CREATE')
  FROM pg_roles r WHERE r.rolname = current_user`;

/** Tries the connection step by step and says what it found; rejects at the first step that failed. */
export async function probePostgres(
  config: PostgresConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const steps = new ProbeSteps(report);
  steps.begin("resolve", "Looking up the host.");
  try {
    const session = await PostgresSession.open(config, outbound, {
      maxCellBytes: PROBE_CELL_BYTES,
      signal,
      onStage: (stage) => steps.reach(stage),
    });
    steps.done("Signed in.");
    try {
      await probeRights(config, session, steps);
      await probeTables(config, session, steps);
    } finally {
      void session.end();
    }
  } catch (error) {
    const known = toSourceError(error, false, (position) => position);
    steps.fail(known);
    throw known;
  }
}

async function probeRights(config: PostgresConfig, session: PostgresSession, steps: ProbeSteps): Promise<void> {
  steps.begin("rights", "Looking at what the user may do.");
  const [row] = await session.texts(RIGHTS);
  const [isSuperuser, readsFiles, writes, creates] = (row ?? []).map((flag) => flag === "t");
  const hint = `Parlance only reads. Use a role made for it:\n${grantsFor(config)}`;
  if (isSuperuser) steps.warn("This user is a superuser: it may do everything on the server.", hint);
  else if (readsFiles) steps.warn("This user may read or write the server's files.", hint);
  else if (writes) steps.warn("This user may change data.", hint);
  else if (creates) steps.warn("This user may create schemas in the database.", hint);
  else steps.done("The user may read, and cannot change anything.");
}

async function probeTables(config: PostgresConfig, session: PostgresSession, steps: ProbeSteps): Promise<void> {
  steps.begin("tables", "Counting the tables that can be read.");
  const schemas = config.schemas
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const [row] = await session.texts(TABLE_COUNT, [schemas]);
  const tables = Number(row?.[0]);
  if (tables === 0) steps.warn("The user may read no table.", `Grant it what it should read:\n${grantsFor(config)}`);
  else steps.done(tables === 1 ? "One table can be read." : `${tables} tables can be read.`);
}

/** The least that suffices, ready to paste. */
function grantsFor({ user, database }: PostgresConfig): string {
  const role = quoteName(user);
  return [
    `GRANT CONNECT ON DATABASE ${quoteName(database)} TO ${role};`,
    `GRANT USAGE ON SCHEMA public TO ${role};`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role};`,
  ].join("\n");
}

/** One step after the other; the person sees each begin and end. */
class ProbeSteps {
  readonly #report: ReportProbe;
  #current: ProbeStep["id"] = "resolve";

  constructor(report: ReportProbe) {
    this.#report = report;
  }

  begin(id: ProbeStep["id"], message: string): void {
    this.#current = id;
    this.#report({ id, state: "running", message });
  }

  reach(stage: "connect" | "sign-in"): void {
    if (stage === "connect") {
      this.done("The host was found.");
      this.begin("connect", "Connecting.");
    } else {
      this.done("Connected.");
      this.begin("sign-in", "Signing in.");
    }
  }

  done(message: string): void {
    this.#report({ id: this.#current, state: "done", message });
  }

  warn(message: string, hint: string): void {
    this.#report({ id: this.#current, state: "warned", message, hint });
  }

  fail(error: unknown): void {
    const known = isAppError(error) ? error : new AppError("SOURCE_UNREACHABLE");
    const { message, hint } = known;
    this.#report({ id: this.#current, state: "failed", message, ...(hint === undefined ? {} : { hint }) });
  }
}
