import type { GuardTable } from "@parlance/core";
import type { TableSpot } from "../restrict/restrict-statement.ts";
import type { Token, TokenCursor } from "./token-cursor.ts";

/** A table's name as a reader has just read it. */
export interface NamedTable {
  readonly table: GuardTable | undefined;
  readonly first: Token;
  readonly last: Token;
}

/** Notes where a statement names its tables, as the readers of the grammars come by. */
export class TableSpots {
  readonly #sql: string;
  readonly #cursor: TokenCursor;
  readonly #found: TableSpot[] = [];

  constructor(sql: string, cursor: TokenCursor) {
    this.#sql = sql;
    this.#cursor = cursor;
  }

  get found(): readonly TableSpot[] {
    return this.#found;
  }

  /** Where the last token that was read ends. */
  get end(): number {
    return this.#cursor.previous.end;
  }

  /** `alias` is what the statement calls the table; `more` overrides what follows from the name alone. */
  add({ table, first, last }: NamedTable, alias: string | undefined, more: Partial<TableSpot> = {}): void {
    this.#found.push({
      table,
      start: first.start,
      end: last.end,
      nameStart: first.start,
      nameEnd: last.end,
      alias,
      rowName: this.#sql.slice(last.start, last.end),
      ...more,
    });
  }

  text(start: number, end: number): string {
    return this.#sql.slice(start, end);
  }
}
