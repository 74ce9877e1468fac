import type { GuardPolicy, GuardTable } from "@parlance/core";
import { nearestName } from "../nearest-name.ts";
import { stop } from "../refusal.ts";
import { refuseDoubtful } from "./table-access.ts";

/** A table's name as a statement writes it: table, schema.table or catalog.schema.table. */
export interface PathUse {
  readonly parts: readonly string[];
  readonly position: number;
}

/** Where the source resolves names that are not written out in full. */
export interface PathHome {
  readonly catalog?: string;
  readonly schema?: string;
}

/** How a dialect with names of three parts compares them, and which tables belong to the system whatever a policy says. */
export interface PathRules {
  /** The form two spellings of one name share. */
  fold(name: string): string;
  isSystemTable(parts: readonly string[]): boolean;
  /**
   * Given by drivers, which know: names are then compared in full. Without it a name matches wherever the parts that
   * both sides spell out agree, which is what a list of bare table names means.
   */
  readonly home?: PathHome;
}

/** Judges the tables of one statement in dialects that name them by catalog, schema and table. */
export class PathAccess {
  readonly #policy: GuardPolicy;
  readonly #rules: PathRules;
  readonly #listed: readonly (readonly [readonly string[], GuardTable])[];
  readonly #found = new Set<string>();

  constructor(policy: GuardPolicy, rules: PathRules) {
    this.#policy = policy;
    this.#rules = rules;
    this.#listed = policy.tables.flatMap((table) => spellings(table).map((path) => [path.map(rules.fold), table]));
  }

  get found(): readonly string[] {
    return [...this.#found];
  }

  /** Judges the table and gives the policy's own entry for it, where it has one. */
  use({ parts, position }: PathUse): GuardTable | undefined {
    const shown = parts.join(".");
    const folded = parts.map(this.#rules.fold);
    const [table, ...others] = new Set(
      this.#listed.filter(([path]) => this.#isSame(path, folded)).map(([, listed]) => listed),
    );
    if (table !== undefined && others.length > 0) refuseDoubtful(this.#policy, [table, ...others], position);
    if (parts.length > 3 || this.#rules.isSystemTable(this.#inFull(folded))) {
      stop("table-not-allowed", `${JSON.stringify(shown)} is not a table of this source.`, position);
    }
    if (table !== undefined) this.#found.add(nameOf(table));
    else if (this.#policy.allTables === true) this.#found.add(shown);
    else this.#refuse(parts, position);
    return table;
  }

  #isSame(listed: readonly string[], used: readonly string[]): boolean {
    if (this.#rules.home === undefined) return agrees(listed, used);
    const [a, b] = [this.#inFull(listed), this.#inFull(used)];
    return a.length === b.length && agrees(a, b);
  }

  #inFull(parts: readonly string[]): readonly string[] {
    const { fold, home } = this.#rules;
    if (parts.length === 1 && home?.schema !== undefined) return this.#inFull([fold(home.schema), ...parts]);
    return parts.length === 2 && home?.catalog !== undefined ? [fold(home.catalog), ...parts] : parts;
  }

  #refuse(parts: readonly string[], position: number): never {
    const names = this.#policy.tables.map(nameOf);
    const near = this.#sameLastPart(parts) ?? nearestName(parts.join("."), names) ?? this.#nearLastPart(parts);
    const hint = near === undefined ? listed(names) : ` Did you mean ${near}?`;
    stop("table-not-allowed", `There is no table ${JSON.stringify(parts.join("."))} in this source.${hint}`, position);
  }

  #nearLastPart(parts: readonly string[]): string | undefined {
    const near = nearestName(
      parts.at(-1) ?? "",
      this.#policy.tables.map(({ name }) => name),
    );
    return near === undefined ? undefined : this.#sameLastPart([near]);
  }

  #sameLastPart(parts: readonly string[]): string | undefined {
    const last = this.#rules.fold(parts.at(-1) ?? "");
    const table = this.#policy.tables.find(({ name }) => this.#rules.fold(name) === last);
    return table === undefined ? undefined : nameOf(table);
  }
}

/** A list of tables may spell "schema.table" in one name; a table whose own name holds a dot is matched as it stands. */
function spellings({ name, nativeName = name, schema }: GuardTable): readonly (readonly string[])[] {
  if (schema !== undefined) return [[...schema.split("."), nativeName]];
  return name.includes(".") ? [[name], name.split(".")] : [[name]];
}

function agrees(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  const [endOfA, endOfB] = [a.slice(-shared), b.slice(-shared)];
  return endOfA.every((part, i) => part === endOfB[i]);
}

const SHOWN_TABLES = 12;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "";
  const rest = names.length > SHOWN_TABLES ? `, and ${names.length - SHOWN_TABLES} more` : "";
  return ` It has: ${names.slice(0, SHOWN_TABLES).join(", ")}${rest}.`;
}

/** A table with a name of its own in the source has its schema in the name it goes by here. */
const nameOf = ({ schema, name, nativeName }: GuardTable): string =>
  schema === undefined || nativeName !== undefined ? name : `${schema}.${name}`;
