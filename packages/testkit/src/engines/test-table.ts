/** The kinds of column that every engine can hold; names as in core's TypeKind. */
export type TestColumnKind = "boolean" | "integer" | "bigint" | "decimal" | "double" | "text" | "date" | "timestamp";

export type TestCell = string | number | bigint | boolean | null;

/** A small table that can be loaded into any engine. Decimals and moments are text: "12.30", "2024-02-29 10:00:00". */
export interface TestTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: TestColumnKind }[];
  readonly rows: readonly (readonly TestCell[])[];
}
