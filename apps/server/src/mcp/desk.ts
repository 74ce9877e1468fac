import type { Answer, Catalog, Dialect, ResultSummary } from "@parlance/core";

/** A source as a list shows it. */
export interface DeskSource {
  readonly id: string;
  readonly name: string;
  readonly dialect: Dialect;
  readonly status: "connected" | "syncing" | "error" | "disconnected";
  readonly tableCount: number;
  readonly rowCount: number;
  /** The workspace it belongs to, in words. */
  readonly workspace: string;
}

export interface DeskQuestion {
  readonly sourceId: string;
  readonly question: string;
  readonly mode: "run" | "generate";
  readonly previous?: { readonly question: string; readonly sql: string } | undefined;
  readonly timeZone?: string | undefined;
  readonly acceptCost: boolean;
}

export interface DeskStatement {
  readonly sourceId: string;
  readonly sql: string;
  readonly acceptCost: boolean;
}

export interface DeskRows {
  readonly sql: string;
  readonly tables: readonly string[];
  readonly result: ResultSummary;
}

/** Told in a few words what the work has come to. */
export type Report = (message: string) => void;

/**
 * What the tools are answered from, for one caller: a server's services under that caller's permissions, or the files
 * of a command line. Errors are AppErrors; every call stops at its signal.
 */
export interface Desk {
  sources(): Promise<readonly DeskSource[]>;
  catalog(sourceId: string): Promise<Catalog>;
  ask(question: DeskQuestion, report: Report, signal: AbortSignal): Promise<Answer>;
  runSql(statement: DeskStatement, report: Report, signal: AbortSignal): Promise<DeskRows>;
}
