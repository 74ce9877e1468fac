import type { GuardPolicy, GuardTable } from "@parlance/core";
import { nearestName } from "../nearest-name.ts";
import { stop } from "../refusal.ts";

/** A table's name where a statement uses it. */
export interface TableUse {
  readonly name: string;
  readonly schema?: string;
  readonly position: number;
}

/** How a dialect compares names, and which tables belong to the system whatever a policy says. */
export interface TableRules {
  isSameName(a: string, b: string): boolean;
  /** Namespace of policy tables that have none of their own; undefined where a statement cannot name it. */
  readonly defaultSchema?: string;
  isSystemTable(use: TableUse): boolean;
}

/** Judges the tables of one statement. Names of WITH queries never arrive here: the reader's scope holds those. */
export class TableAccess {
  readonly #policy: GuardPolicy;
  readonly #rules: TableRules;
  readonly #found = new Set<string>();

  constructor(policy: GuardPolicy, rules: TableRules) {
    this.#policy = policy;
    this.#rules = rules;
  }

  get found(): readonly string[] {
    return [...this.#found];
  }

  use(use: TableUse): void {
    if (this.#rules.isSystemTable(use)) {
      stop("table-not-allowed", `${JSON.stringify(use.name)} belongs to the database system itself.`, use.position);
    }
    const table = this.#policy.tables.find((candidate) => this.#isSame(candidate, use));
    if (table !== undefined) this.#found.add(qualified(table));
    else if (this.#policy.allTables === true) this.#found.add(qualified(use));
    else this.#refuse(use);
  }

  #isSame(table: GuardTable, use: TableUse): boolean {
    if (!this.#rules.isSameName(table.name, use.name)) return false;
    if (use.schema === undefined) return true;
    const schema = table.schema ?? this.#rules.defaultSchema;
    return schema !== undefined && this.#rules.isSameName(schema, use.schema);
  }

  #refuse(use: TableUse): never {
    const names = this.#policy.tables.map((table) => table.name);
    const near = nearestName(use.name, names);
    const hint = near === undefined ? listed(names) : ` Did you mean ${near}?`;
    stop("table-not-allowed", `There is no table ${JSON.stringify(shown(use))} in this source.${hint}`, use.position);
  }
}

const SHOWN_TABLES = 12;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "";
  const rest = names.length > SHOWN_TABLES ? `, and ${names.length - SHOWN_TABLES} more` : "";
  return ` It has: ${names.slice(0, SHOWN_TABLES).join(", ")}${rest}.`;
}

const qualified = ({ schema, name }: { readonly schema?: string; readonly name: string }): string =>
  schema === undefined ? name : `${schema}.${name}`;

const shown = (use: TableUse): string => qualified(use);
