/**
 * Every kind of node that a read may contain, as DuckDB's json_serialize_sql spells it.
 * A kind that is missing here is refused, so an engine upgrade can only make the guard stricter.
 */
export const QUERY_NODES: ReadonlySet<string> = new Set([
  "SELECT_NODE",
  "SET_OPERATION_NODE",
  "RECURSIVE_CTE_NODE",
  "CTE_NODE",
]);

export const TABLE_REFS: ReadonlySet<string> = new Set([
  "BASE_TABLE",
  "SUBQUERY",
  "JOIN",
  "TABLE_FUNCTION",
  "EXPRESSION_LIST",
  "EMPTY",
  "PIVOT",
  "SHOW_REF",
]);

export const MODIFIERS: ReadonlySet<string> = new Set([
  "LIMIT_MODIFIER",
  "LIMIT_PERCENT_MODIFIER",
  "ORDER_MODIFIER",
  "DISTINCT_MODIFIER",
  "ORDER_DEFAULT",
  "ASCENDING",
  "DESCENDING",
]);

export const TYPE_INFOS: ReadonlySet<string> = new Set([
  "UNBOUND_TYPE_INFO",
  "DECIMAL_TYPE_INFO",
  "STRING_TYPE_INFO",
  "LIST_TYPE_INFO",
  "STRUCT_TYPE_INFO",
  "ARRAY_TYPE_INFO",
  "ENUM_TYPE_INFO",
  "GENERIC_TYPE_INFO",
  "GEO_TYPE_INFO",
  "INTEGER_LITERAL_TYPE_INFO",
]);

export const EXPRESSION_CLASSES: ReadonlySet<string> = new Set([
  "BETWEEN",
  "CASE",
  "CAST",
  "COLLATE",
  "COLUMN_REF",
  "COMPARISON",
  "CONJUNCTION",
  "CONSTANT",
  "FUNCTION",
  "LAMBDA",
  "LAMBDA_REF",
  "OPERATOR",
  "POSITIONAL_REFERENCE",
  "STAR",
  "SUBQUERY",
  "TYPE",
  "WINDOW",
]);

/** Table functions that make rows out of their arguments and of nothing else. */
export const ALLOWED_TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  "range",
  "generate_series",
  "unnest",
  "json_each",
  "json_tree",
]);
