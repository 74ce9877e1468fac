import type { GuardPolicy } from "@parlance/core";
import { lowerAscii } from "../reading/ascii-case.ts";
import { checkFunction } from "../reading/function-access.ts";
import { Scope } from "../reading/scope.ts";
import { TableAccess, type TableUse } from "../reading/table-access.ts";
import { TableSpots } from "../reading/table-spots.ts";
import { type Token, TokenCursor } from "../reading/token-cursor.ts";
import { stop } from "../refusal.ts";
import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";
import { tokenizeSqlite } from "./lexer.ts";
import { NOT_A_BARE_ALIAS, RESERVED_WORDS } from "./sqlite-words.ts";

/** The engine's own tables, raw pages included, and virtual tables that exist without being made. */
const SYSTEM_TABLE =
  /^(?:sqlite_|pragma_|fts\d+(?:vocab|aux|tokenize)?$|dbstat$|bytecode$|tables_used$|completion$|fsdir$|zipfile$|csv$|carray$|wholenumber$|sha3_|prefixes$|explain$|memstat$|unionvtab$|templatevtab$|json_(?:each|tree)$|jsonb_(?:each|tree)$|generate_series$)/i;

const isSameName = (a: string, b: string): boolean => lowerAscii(a) === lowerAscii(b);

/** What the parts of the grammar share while they read one statement. */
export class SqliteReader {
  readonly cursor: TokenCursor;
  readonly tables: TableAccess;
  readonly spots: TableSpots;
  readonly scope = new Scope(isSameName);

  constructor(sql: string, policy: GuardPolicy) {
    this.cursor = new TokenCursor(tokenizeSqlite(sql), explainToken);
    this.spots = new TableSpots(sql, this.cursor);
    this.tables = new TableAccess(policy, { isSameName, isSystemTable, defaultSchema: "main" });
  }

  isName(ahead = 0): boolean {
    const token = this.cursor.peek(ahead);
    return token.kind === "name" || (token.kind === "word" && !RESERVED_WORDS.has(token.word));
  }

  name(): Token {
    return this.isName() ? this.cursor.next() : this.cursor.fail();
  }

  /** Where a table, a column or an alias is named, a text in single quotes is a name too. */
  nameOrText(): Token {
    return this.cursor.token.kind === "text" ? this.cursor.next() : this.name();
  }

  takeAlias(): Token | undefined {
    if (this.cursor.takeWords("AS")) return this.nameOrText();
    if (this.cursor.token.kind === "text") return this.cursor.next();
    const isTaken = this.isName() && !NOT_A_BARE_ALIAS.has(this.cursor.token.word);
    return isTaken ? this.cursor.next() : undefined;
  }

  nameList(): void {
    this.cursor.parenthesized(() => this.cursor.list(() => this.nameOrText()));
  }

  checkFunction(token: Token): void {
    checkFunction(token.text, ALLOWED_FUNCTIONS, token.start);
  }
}

const isSystemTable = ({ name, schema }: TableUse): boolean =>
  SYSTEM_TABLE.test(name) || (schema !== undefined && !isSameName(schema, "main"));

function explainToken(token: Token): void {
  if (token.kind === "symbol" && token.text === ";") {
    stop("one-statement", "Only one statement can be run at a time.", token.start);
  }
  if (token.word === "INTO") stop("into-not-allowed", "INTO is not allowed; only reading is.", token.start);
}
