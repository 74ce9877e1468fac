import { type GuardPolicy, type GuardTable, restrictionOf } from "@parlance/core";
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
  /**
   * Where names without a namespace live, in statements and in policies. Where it is not known, a name matches wherever
   * the parts that both sides spell out agree, which is what a list of bare table names means.
   */
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

  /** Judges the table and gives the policy's own entry for it, where it has one. */
  use(use: TableUse): GuardTable | undefined {
    if (this.#rules.isSystemTable(use)) {
      stop("table-not-allowed", `${JSON.stringify(use.name)} belongs to the database system itself.`, use.position);
    }
    const [table, ...others] = this.#policy.tables.filter((candidate) => this.#isSame(candidate, use));
    if (table !== undefined && others.length > 0) refuseDoubtful(this.#policy, [table, ...others], use.position);
    if (table !== undefined) this.#found.add(qualified(table));
    else if (this.#policy.allTables === true) this.#found.add(qualified(use));
    else this.#refuse(use);
    return table;
  }

  #isSame(table: GuardTable, use: TableUse): boolean {
    const { isSameName, defaultSchema } = this.#rules;
    const [listed, used] = [table.schema ?? defaultSchema, use.schema ?? defaultSchema];
    const isSameSchema = listed === undefined || used === undefined || isSameName(listed, used);
    return isSameSchema && isSameName(table.name, use.name);
  }

  #refuse(use: TableUse): never {
    const names = this.#policy.tables.map((table) => table.name);
    const near = nearestName(use.name, names);
    const hint = near === undefined ? listed(names) : ` Did you mean ${near}?`;
    stop("table-not-allowed", `There is no table ${JSON.stringify(shown(use))} in this source.${hint}`, use.position);
  }
}

/** Where a name may mean several tables, rules of one of them could be passed by. */
export function refuseDoubtful(policy: GuardPolicy, tables: readonly GuardTable[], position: number): void {
  if (tables.every(({ name }) => restrictionOf(policy.restrictions, name) === undefined)) return;
  stop("cannot-be-restricted", "This name may mean several tables; write its schema in front of it.", position);
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
