import type { ProbeStep, RemoteNeeds, ReportProbe } from "@parlance/core";
import type { Connection } from "mysql2";
import type { MysqlConfig } from "./config.ts";
import { toAppError } from "./errors.ts";
import { ask, openSession } from "./session.ts";

const PROBE_MS = 10_000;

const TLS_WARNINGS = {
  off: "The connection is not encrypted; whoever listens on the way can read the password and the data.",
  unverified: "The connection is encrypted, but nobody checks to whom.",
} as const;

/** Tries a connection and tells what it finds, one step after the other. */
export async function probeMysql(
  config: MysqlConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal?: AbortSignal,
): Promise<void> {
  const step = stepper(report, signal);
  await step(
    "resolve",
    "Looking up the host",
    () => outbound.resolve(config.host, config.port, signal),
    () => "The host has an address that may be connected to.",
  );
  if (config.tls !== "verify") report({ id: "connect", state: "warned", message: TLS_WARNINGS[config.tls] });
  const { connection } = await step(
    "sign-in",
    "Connecting and signing in",
    () => openSession(config, outbound, PROBE_MS, signal),
    () => "Signed in; the session is read-only.",
  );
  try {
    const more = await step(
      "rights",
      "Looking at the user's rights",
      () => rightsBeyondSelect(connection),
      rightsMessage,
    );
    if (more.length > 0)
      report({ id: "rights", state: "warned", message: rightsMessage(more), hint: rightsHint(config) });
    await step(
      "tables",
      "Counting tables",
      () => countTables(connection),
      (count) => `${count} ${count === 1 ? "table" : "tables"} and views.`,
    );
  } finally {
    connection.destroy();
  }
}

type Step = <T>(id: ProbeStep["id"], running: string, work: () => Promise<T>, done: (value: T) => string) => Promise<T>;

const stepper =
  (report: ReportProbe, signal: AbortSignal | undefined): Step =>
  async (id, running, work, done) => {
    report({ id, state: "running", message: running });
    try {
      const value = await work();
      report({ id, state: "done", message: done(value) });
      return value;
    } catch (error) {
      const told = toAppError(error, { signal });
      report({ id, state: "failed", message: told.message, ...(told.hint ? { hint: told.hint } : {}) });
      throw told;
    }
  };

/** Rights without which everything Parlance does works. */
const HARMLESS: ReadonlySet<string> = new Set(["SELECT", "USAGE", "SHOW VIEW", "SHOW DATABASES"]);

/** What the user may do besides reading, as SHOW GRANTS lists it for every level. */
async function rightsBeyondSelect(connection: Connection): Promise<readonly string[]> {
  const grants = await ask(connection, "SHOW GRANTS FOR CURRENT_USER()");
  const rights = grants.flatMap(([grant]) => rightsOf(grant ?? ""));
  return [...new Set(rights)].filter((right) => !HARMLESS.has(right));
}

/** "GRANT SELECT, INSERT (a, b) ON ..." without the lists of columns. Roles granted have no ON and say nothing here. */
function rightsOf(grant: string): readonly string[] {
  const list = /^GRANT (.+?) ON /.exec(grant)?.[1] ?? "";
  const isGrantable = / WITH GRANT OPTION/.test(grant) ? ["GRANT OPTION"] : [];
  const rights = list
    .replace(/\([^)]*\)/g, "")
    .split(",")
    .map((right) => right.trim().toUpperCase());
  return [...rights.filter((right) => right !== ""), ...isGrantable];
}

function rightsMessage(more: readonly string[]): string {
  if (more.length === 0) return "The user may read and nothing else.";
  const shown = more.slice(0, 6).join(", ");
  return `This user may do more than read: ${shown}${more.length > 6 ? " and more" : ""}.`;
}

const rightsHint = ({ database }: MysqlConfig): string =>
  `Parlance needs SELECT only: CREATE USER parlance IDENTIFIED BY '...'; GRANT SELECT ON \`${database}\`.* TO parlance;`;

async function countTables(connection: Connection): Promise<number> {
  const [row] = await ask(connection, "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()");
  return Number(row?.[0] ?? 0);
}
