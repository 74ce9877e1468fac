import type { GuardPolicy } from "@parlance/core";
import { checkFunction } from "../reading/function-access.ts";
import { PathAccess, type PathHome } from "../reading/path-access.ts";
import { Scope } from "../reading/scope.ts";
import { type Token, TokenCursor } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import { ALLOWED_FUNCTIONS } from "./allowed-functions.ts";
import { tokenizeBigquery } from "./lexer.ts";
import { RangeScope, type RangeUse } from "./range-scope.ts";
import { AFTER_TABLE, RESERVED_WORDS } from "./words.ts";

export interface MaybeTable extends TableSpot {
  readonly isTable: boolean;
}

/** What the parts of the grammar share while they read one statement. */
export class BigqueryReader {
  readonly sql: string;
  readonly cursor: TokenCursor;
  readonly tables: PathAccess;
  /** Names of WITH queries, which GoogleSQL folds; names of tables it does not. */
  readonly named = new Scope((a, b) => a.toLowerCase() === b.toLowerCase());
  readonly #noted: MaybeTable[] = [];
  /** The SELECT being read. */
  ranges: RangeScope;

  constructor(sql: string, policy: GuardPolicy, home: PathHome | undefined) {
    this.sql = sql;
    this.cursor = new TokenCursor(tokenizeBigquery(sql), explainToken);
    this.tables = new PathAccess(policy, {
      fold: (name) => name,
      isSystemTable,
      ...(home === undefined ? {} : { home }),
    });
    this.ranges = RangeScope.outermost((use) => this.#judge(use));
  }

  /** Reads something with another scope of row names. */
  withRanges<T>(ranges: RangeScope, read: () => T): T {
    const before = this.ranges;
    this.ranges = ranges;
    const result = read();
    this.ranges = before;
    return result;
  }

  /** A bare or quoted name. */
  isName(ahead = 0): boolean {
    const token = this.cursor.peek(ahead);
    return token.kind === "name" || (token.kind === "word" && !RESERVED_WORDS.has(token.word));
  }

  name(): Token {
    return this.isName() ? this.cursor.next() : this.cursor.fail();
  }

  /** After a dot even a reserved word is a name. */
  nameAfterDot(): Token {
    const { kind } = this.cursor.token;
    return kind === "name" || kind === "word" ? this.cursor.next() : this.cursor.fail();
  }

  takeAlias(): string | undefined {
    if (this.cursor.takeWords("AS")) return this.name().text;
    const isTaken = this.isName() && !AFTER_TABLE.has(this.cursor.token.word);
    return isTaken ? this.cursor.next().text : undefined;
  }

  nameList(): void {
    this.cursor.parenthesized(() => this.cursor.list(() => this.name()));
  }

  /** Judges a table where it is named; `isWhole` when one pair of backticks held the whole path. */
  useTable(use: RangeUse, isWhole: boolean): void {
    const [first] = use.parts;
    if (use.parts.some((part) => part.includes("*"))) {
      stop("table-not-allowed", "Wildcard tables are not offered; name the table.", use.position);
    }
    if (use.parts.length > 1 && !isWhole) this.ranges.use(use);
    else if (first === undefined || use.parts.length > 1 || !this.named.has(first)) this.#judge(use);
  }

  #judge(use: RangeUse): void {
    const table = this.tables.use(use);
    use.onTable?.(table);
  }

  /** Called where a path has been read with all that belongs to it; whether it names a table may turn out later. */
  noteTable(spot: MaybeTable): void {
    this.#noted.push(spot);
  }

  get spots(): readonly TableSpot[] {
    return this.#noted.flatMap(({ isTable, ...spot }) => (isTable ? [spot] : []));
  }

  checkFunction(parts: readonly string[], position: number): void {
    const isSafe = parts.length > 1 && parts[0]?.toUpperCase() === "SAFE";
    checkFunction((isSafe ? parts.slice(1) : parts).join("."), ALLOWED_FUNCTIONS, position);
  }
}

/** Views of metadata in every dataset, the two legacy ones included, and decorators that reach past a table. */
const isSystemTable = (parts: readonly string[]): boolean =>
  parts.some((part) => part.toUpperCase() === "INFORMATION_SCHEMA") || /^__|[$@]/.test(parts.at(-1) ?? "");

/** What no part of the grammar takes, and what it would do. */
function explainToken(token: Token): void {
  const { start } = token;
  if (token.kind === "symbol" && token.text === ";") {
    stop("one-statement", "Only one statement can be run at a time.", start);
  }
  if (token.word === "INTO") stop("into-not-allowed", "INTO would write; only reading is allowed.", start);
}
