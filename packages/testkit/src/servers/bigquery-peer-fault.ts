/** An error as BigQuery's REST interface words it. */
export class PeerFault extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }

  get body(): unknown {
    const { status, reason, message } = this;
    return { error: { code: status, message, errors: [{ message, domain: "global", reason }] } };
  }
}

/** DuckDB's words for what a statement got wrong, in BigQuery's. */
export function queryFault(error: unknown, sql: string): PeerFault {
  const message = error instanceof Error ? error.message : String(error);
  if (/interrupted/i.test(message))
    return new PeerFault(400, "stopped", "Job execution was cancelled: User requested cancellation");
  const [, column = ""] = /Referenced column "([^"]+)" not found/.exec(message) ?? [];
  if (column === "") return new PeerFault(400, "invalidQuery", message.split("\n")[0] ?? message);
  const near = /Candidate bindings: "([^"]+)"/.exec(message)?.[1];
  const before = sql.slice(0, Math.max(0, sql.indexOf(column))).split("\n");
  const place = `at [${before.length}:${(before.at(-1)?.length ?? 0) + 1}]`;
  return new PeerFault(
    400,
    "invalidQuery",
    `Unrecognized name: ${column}${near === undefined ? "" : `; Did you mean ${near}?`} ${place}`,
  );
}
