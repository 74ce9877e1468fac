import type { GuardTable } from "@parlance/core";
import type { PathUse } from "../reading/path-access.ts";

/** A path where a table may be named. */
export interface RangeUse extends PathUse {
  /** Told once it is known that the path names a table, and which of the policy's it is. */
  readonly onTable?: (table: GuardTable | undefined) => void;
}

/**
 * Names that the FROM clause of one SELECT gives its tables. A path that starts with one of them reads an array of
 * that row and no table: FROM ds.orders AS o, o.items. A SELECT's list stands before its FROM clause, so paths inside
 * it wait until that clause has been read.
 */
export class RangeScope {
  readonly #parent: RangeScope | undefined;
  readonly #check: (use: RangeUse) => void;
  #names = new Set<string>();
  #waiting: RangeUse[] = [];
  #phase: "list" | "from" | "read";

  private constructor(parent: RangeScope | undefined, check: (use: RangeUse) => void, phase: "list" | "read") {
    this.#parent = parent;
    this.#check = check;
    this.#phase = phase;
  }

  /** A scope with no rows around it. Nothing waits in it: every path that reaches it is judged at once. */
  static outermost(check: (use: RangeUse) => void): RangeScope {
    return new RangeScope(undefined, check, "read");
  }

  /** A scope inside this one: a subquery in an expression sees the names here. */
  inside(): RangeScope {
    return new RangeScope(this, this.#check, "list");
  }

  /** What is around this scope: a query in its FROM clause sees that, but not its neighbours. */
  around(): RangeScope {
    return this.#parent ?? this.apart();
  }

  /** A scope that sees no names of others, as around a WITH query. */
  apart(): RangeScope {
    return RangeScope.outermost(this.#check);
  }

  name(text: string): void {
    this.#names.add(text.toLowerCase());
  }

  /** After a pipe operator that makes a new table out of the rows. */
  forget(): void {
    this.#names = new Set();
  }

  startFrom(): void {
    this.#phase = "from";
  }

  /** Settles the paths that waited for the FROM clause, or for the word that none comes. */
  finishFrom(): void {
    this.#phase = "read";
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const use of waiting) this.use(use);
  }

  /** Judges a path of several parts unless it starts with a name of a row. */
  use(use: RangeUse): void {
    if (this.#names.has((use.parts[0] ?? "").toLowerCase())) return;
    if (this.#phase === "list") this.#waiting.push(use);
    else if (this.#parent !== undefined) this.#parent.use(use);
    else this.#check(use);
  }
}
