import type { GuardPolicy } from "@parlance/core";
import { checkFunction } from "../reading/function-access.ts";
import { Scope } from "../reading/scope.ts";
import { TableAccess, type TableUse } from "../reading/table-access.ts";
import { TableSpots } from "../reading/table-spots.ts";
import { type Token, TokenCursor } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";
import { tokenizeMysql } from "./lexer.ts";
import { RESERVED_WORDS } from "./reserved-words.ts";

const SYSTEM_SCHEMAS = new Set(["mysql", "information_schema", "performance_schema", "sys", "ndbinfo"]);
/** Tables that an engine makes up: a number series of any length, and files under names of another encoding. */
const MADE_UP_TABLE = /^seq_\d+_to_\d+(?:_step_\d+)?$|^#/i;

/** What a driver knows of its server. */
export interface MysqlNames {
  /** Whether the server takes `Orders` and `orders` for the same table (lower_case_table_names 1 or 2). */
  readonly foldsTableNames: boolean;
  /** The database that bare names mean. */
  readonly database?: string;
}

/** What the parts of the grammar share while they read one statement. */
export class MysqlReader {
  readonly cursor: TokenCursor;
  readonly tables: TableAccess;
  readonly spots: TableSpots;
  /** A WITH query and a table may differ in case only, so names of WITH queries must match exactly. */
  readonly scope = new Scope((a, b) => a === b);

  /** A column written as database.table.column. */
  fullName: Token | undefined;
  /** The databases in front of such columns, with the names of their tables. */
  readonly fullNames: { readonly table: string; readonly start: number; readonly end: number }[] = [];
  /** Whether a join merges columns of one name: USING or NATURAL. */
  mergesColumns = false;

  constructor(sql: string, policy: GuardPolicy, names: MysqlNames) {
    this.cursor = new TokenCursor(tokenizeMysql(sql), explainToken);
    this.spots = new TableSpots(sql, this.cursor);
    this.tables = new TableAccess(policy, {
      isSameName: names.foldsTableNames ? (a, b) => a.toLowerCase() === b.toLowerCase() : (a, b) => a === b,
      isSystemTable,
      ...(names.database === undefined ? {} : { defaultSchema: names.database }),
    });
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

  takeAlias(): Token | undefined {
    const isNamed = this.cursor.takeWords("AS");
    if (this.isName() || (isNamed && this.cursor.token.kind === "text")) return this.cursor.next();
    return isNamed ? this.cursor.fail() : undefined;
  }

  /** MariaDB 10.11 ends, the whole server, when it cannot resolve such a name in such a join. */
  checkFullName(): void {
    if (this.fullName === undefined || !this.mergesColumns) return;
    const message = "With USING or NATURAL, write columns as table.column, without the database.";
    stop("part-not-allowed", message, this.fullName.start);
  }

  nameList(): void {
    this.cursor.parenthesized(() => this.cursor.list(() => this.name()));
  }

  checkFunction(token: Token): void {
    // In backticks the server would look for a function of someone's own making first.
    const name = token.kind === "name" ? `\`${token.text}\`` : token.text;
    checkFunction(name, ALLOWED_FUNCTIONS, token.start);
  }
}

function isSystemTable({ name, schema }: TableUse): boolean {
  return (schema !== undefined && SYSTEM_SCHEMAS.has(schema.toLowerCase())) || MADE_UP_TABLE.test(name);
}

/** Words that no part of the grammar takes, and what they would do. */
function explainToken(token: Token): void {
  const { start } = token;
  if (token.word === "INTO") {
    stop("into-not-allowed", "INTO would write a file or a variable; only reading is allowed.", start);
  }
  if (token.word === "FOR" || token.word === "LOCK") {
    stop("lock-not-allowed", "This would lock rows for others; only reading is allowed.", start);
  }
  if (token.word === "PROCEDURE") stop("part-not-allowed", "PROCEDURE is not allowed here.", start);
  if (token.kind === "symbol" && token.text === ";") {
    stop("one-statement", "Only one statement can be run at a time.", start);
  }
}
