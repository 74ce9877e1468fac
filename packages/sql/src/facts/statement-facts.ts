/** A piece of the statement. Offsets are UTF-16, end exclusive. */
export interface FactPlace {
  readonly start: number;
  readonly end: number;
}

export interface FactColumn extends FactPlace {
  /** The table or its other name, as written before the dot. */
  readonly qualifier: string | null;
  readonly name: string;
}

export interface FactTable extends FactPlace {
  /** Null for a query in brackets. */
  readonly name: string | null;
  readonly schema: string | null;
  /** What the rest of the statement calls it. */
  readonly alias: string;
}

export interface FactJoin extends FactPlace {
  readonly kind: "inner" | "left" | "right" | "full" | "cross";
  readonly table: FactTable;
  /** Pairs of columns that must be equal. */
  readonly on: readonly { readonly left: FactColumn; readonly right: FactColumn }[];
  /** True where the join rests on nothing but these pairs. */
  readonly isOnlyEqualities: boolean;
}

export type FactOperator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "like" | "between" | "null";

export interface FactLiteral extends FactPlace {
  readonly kind: "text" | "number" | "date";
  readonly value: string;
}

/** One of the conditions that WHERE joins by AND. */
export interface FactCondition extends FactPlace {
  /** What it is about, where it is a column held against literals. */
  readonly column: FactColumn | null;
  readonly operator: FactOperator | null;
  readonly isNegated: boolean;
  readonly literals: readonly FactLiteral[];
}

export interface FactAggregate extends FactPlace {
  readonly fn: "count" | "sum" | "avg" | "min" | "max" | "median";
  readonly isDistinct: boolean;
  /** What stands between the brackets, DISTINCT apart. */
  readonly arg: FactPlace;
  /** Columns inside, in order; empty for COUNT(*). */
  readonly columns: readonly FactColumn[];
  readonly clause: "select" | "having" | "order";
}

export interface FactItem extends FactPlace {
  /** Without the name given to it. */
  readonly expr: FactPlace;
  readonly alias: string | null;
  readonly isAggregate: boolean;
}

/** A text that some column is asked to equal, anywhere in the statement. */
export interface SoughtText {
  readonly column: FactColumn;
  readonly text: string;
}

/** What can be read off the outermost SELECT of a statement. A part that is not there is null or empty. */
export interface StatementFacts {
  /** Where SELECT stands; WITH may stand before it. */
  readonly selectAt: number;
  /** Several SELECTs are combined: the facts below are those of the first. */
  readonly isSet: boolean;
  readonly isDistinct: boolean;
  readonly items: readonly FactItem[];
  /** What follows FROM, up to the next clause. */
  readonly from: FactPlace | null;
  readonly tables: readonly FactTable[];
  readonly joins: readonly FactJoin[];
  /** What follows WHERE. */
  readonly where: FactPlace | null;
  readonly conditions: readonly FactCondition[];
  readonly groupBy: readonly FactPlace[];
  readonly aggregates: readonly FactAggregate[];
  readonly hasHaving: boolean;
  readonly order: FactPlace | null;
  readonly limit: number | null;
  readonly sought: readonly SoughtText[];
  /** Names that WITH gives. */
  readonly withNames: readonly string[];
}
