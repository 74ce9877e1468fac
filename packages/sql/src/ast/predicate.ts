import type { Expr, LiteralExpr, ScalarExpr } from "./expression.ts";
import type { Query } from "./query.ts";

export type CompareOp = "=" | "!=" | "<" | "<=" | ">" | ">=";

export interface ComparePredicate {
  readonly kind: "compare";
  readonly left: Expr;
  readonly op: CompareOp;
  readonly right: Expr;
}

/** Text match without case. `text` is taken literally, except for "pattern", which is SQL's own LIKE pattern. */
export interface LikePredicate {
  readonly kind: "like";
  readonly left: Expr;
  readonly match: "contains" | "starts" | "ends" | "pattern";
  readonly text: string;
  readonly isNegated?: boolean;
}

/** Both ends inclusive. */
export interface BetweenPredicate {
  readonly kind: "between";
  readonly left: Expr;
  readonly low: LiteralExpr | ScalarExpr;
  readonly high: LiteralExpr | ScalarExpr;
  readonly isNegated?: boolean;
}

/** Half-open range of dates: from <= left < to. */
export interface DateRangePredicate {
  readonly kind: "dateRange";
  readonly left: Expr;
  readonly from?: string;
  readonly to?: string;
  readonly isNegated?: boolean;
}

export interface InPredicate {
  readonly kind: "in";
  readonly left: Expr;
  readonly values: readonly LiteralExpr[];
  readonly isNegated?: boolean;
}

export interface InQueryPredicate {
  readonly kind: "inQuery";
  readonly left: Expr;
  readonly query: Query;
  readonly isNegated?: boolean;
}

export interface NullPredicate {
  readonly kind: "null";
  readonly left: Expr;
  readonly isNegated?: boolean;
}

/** Rows of `table`, tied by keys to the row of `of`, that satisfy `where`, exist. Safe against NULL keys. */
export interface ExistsPredicate {
  readonly kind: "exists";
  readonly of: string;
  readonly table: string;
  readonly where?: Predicate;
  readonly isNegated?: boolean;
}

export interface GroupPredicate {
  readonly kind: "and" | "or";
  readonly items: readonly Predicate[];
}

export interface NotPredicate {
  readonly kind: "not";
  readonly item: Predicate;
}

export type Predicate =
  | ComparePredicate
  | LikePredicate
  | BetweenPredicate
  | DateRangePredicate
  | InPredicate
  | InQueryPredicate
  | NullPredicate
  | ExistsPredicate
  | GroupPredicate
  | NotPredicate;
