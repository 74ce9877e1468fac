import type { Cell, Connection, TypeKind } from "@parlance/core";

/** What a connector brings to the contract: an open connection over the contract's table, and SQL in its own dialect. */
export interface ConnectorFixture {
  readonly connection: Connection;
  readonly sql: ContractSql;
  /** Every native type the source has, its largest and smallest values included. */
  readonly types: readonly TypeCase[];
  /** Closes the connection and removes whatever the fixture made. */
  close(): Promise<void>;
}

export interface ContractSql {
  /** Runs for at least 30 s unless stopped, and answers with few rows. */
  readonly slow: string;
  /** At least ten million rows of one whole number, made as they are read. */
  readonly endless: string;
  /** One row, one text cell of at least 5,000,000 bytes. */
  readonly hugeCell: string;
  /** Statements that would change something, and a few that would read what is not a table. */
  readonly writes: readonly string[];
}

export interface TypeCase {
  readonly name: string;
  /** An expression that can stand alone in a SELECT. */
  readonly expression: string;
  readonly kind: TypeKind;
  readonly cell: Cell;
}
