import type { DeclaredFacts } from "@parlance/core";

/** A question a visitor can click, with the statement a person wrote to check its answer. */
export interface DemoQuestion {
  readonly question: string;
  /** The right answer as DuckDB SQL. `today` is the demo's last day, "YYYY-MM-DD". */
  readonly expectedSql: (today: string) => string;
  /** True when the order of rows is part of the question ("top 10", "per month"). */
  readonly isOrdered?: boolean;
  /** Leading columns that an answer must have; all unless given. "Which region ..." is answered by its name. */
  readonly neededColumns?: number;
}

export interface DemoTable extends DeclaredFacts {
  readonly name: string;
  readonly comment: string;
  readonly columnComments: Readonly<Record<string, string>>;
  readonly primaryKey: readonly string[];
}

/** Where one workspace's rows come from: SQL over nothing but the seed and the two dates. */
export interface DemoPeriod {
  /** First day with rows, two years before `today`. */
  readonly start: string;
  readonly today: string;
}

export interface DemoWorkspace {
  /** Slug, used as the workspace's id. */
  readonly id: "sales" | "marketing" | "operations";
  readonly name: string;
  readonly description: string;
  readonly tables: readonly DemoTable[];
  readonly questions: readonly DemoQuestion[];
  /** Statements that leave one temporary table per entry of `tables`, in order, on a fresh connection. */
  readonly statements: (period: DemoPeriod) => readonly string[];
}
