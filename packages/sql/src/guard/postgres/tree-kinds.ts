/** Kinds of nodes of PostgreSQL's parse tree that may stand in a read; everything else is refused. */
export const NODE_KINDS: ReadonlySet<string> = new Set([
  // queries
  "SelectStmt",
  "CommonTableExpr",
  "ResTarget",
  "SortBy",
  "WindowDef",
  "GroupingSet",
  "List",
  // what stands in FROM
  "RangeVar",
  "RangeSubselect",
  "RangeFunction",
  "RangeTableSample",
  "RangeTableFunc",
  "RangeTableFuncCol",
  "JoinExpr",
  "ColumnDef",
  "JsonTable",
  "JsonTableColumn",
  "JsonTablePathSpec",
  // expressions
  "ColumnRef",
  "A_Star",
  "A_Const",
  "A_Expr",
  "A_ArrayExpr",
  "A_Indirection",
  "A_Indices",
  "BoolExpr",
  "BooleanTest",
  "NullTest",
  "FuncCall",
  "NamedArgExpr",
  "TypeCast",
  "CollateClause",
  "SubLink",
  "CaseExpr",
  "CaseWhen",
  "CoalesceExpr",
  "MinMaxExpr",
  "RowExpr",
  "GroupingFunc",
  "SQLValueFunction",
  "XmlExpr",
  "XmlSerialize",
  "JsonFuncExpr",
  "JsonValueExpr",
  "JsonArgument",
  "JsonBehavior",
  "JsonOutput",
  "JsonReturning",
  "JsonKeyValue",
  "JsonIsPredicate",
  "JsonParseExpr",
  "JsonScalarExpr",
  "JsonSerializeExpr",
  "JsonObjectConstructor",
  "JsonArrayConstructor",
  "JsonArrayQueryConstructor",
  "JsonObjectAgg",
  "JsonArrayAgg",
  // names and literals
  "String",
  "Integer",
  "Float",
  "Boolean",
  "BitString",
]);

/** Fields that hold a node without naming its kind, and the kind it is. */
export const FIELD_KINDS: Readonly<Record<string, string>> = {
  larg: "SelectStmt",
  rarg: "SelectStmt",
  withClause: "WithClause",
  search_clause: "SearchClause",
  cycle_clause: "CycleClause",
  over: "WindowDef",
  alias: "Alias",
  join_using_alias: "Alias",
  typeName: "TypeName",
  collClause: "CollateClause",
  context_item: "JsonValueExpr",
  pathspec: "JsonTablePathSpec",
  format: "JsonFormat",
  output: "JsonOutput",
  returning: "JsonReturning",
  on_empty: "JsonBehavior",
  on_error: "JsonBehavior",
  constructor: "JsonAggConstructor",
  arg: "JsonKeyValue",
  value: "JsonValueExpr",
  expr: "JsonValueExpr",
  formatted_expr: "JsonValueExpr",
  raw_expr: "JsonValueExpr",
  // the value of a literal
  ival: "Integer",
  fval: "Float",
  sval: "String",
  boolval: "Boolean",
  bsval: "BitString",
};

/** Values such as CURRENT_DATE; the rest of that kind tell who is asking and where. */
export const VALUE_FUNCTIONS: ReadonlySet<string> = new Set([
  "SVFOP_CURRENT_DATE",
  "SVFOP_CURRENT_TIME",
  "SVFOP_CURRENT_TIME_N",
  "SVFOP_CURRENT_TIMESTAMP",
  "SVFOP_CURRENT_TIMESTAMP_N",
  "SVFOP_LOCALTIME",
  "SVFOP_LOCALTIME_N",
  "SVFOP_LOCALTIMESTAMP",
  "SVFOP_LOCALTIMESTAMP_N",
]);

/** Functions that make rows of a type given as a value: the type must be written out, not taken from a table. */
export const ROW_MAKERS: ReadonlySet<string> = new Set([
  "json_populate_record",
  "json_populate_recordset",
  "jsonb_populate_record",
  "jsonb_populate_recordset",
]);

/** Sampling methods the server brings; others could be anybody's code. */
export const SAMPLE_METHODS: ReadonlySet<string> = new Set(["bernoulli", "system"]);

/** Schemas of the server itself, whatever a policy says. */
export const isSystemSchema = (schema: string): boolean => /^(pg_|information_schema$)/.test(schema);
