import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";

type Node = Readonly<Record<string, unknown>>;

/**
 * `(x).f` picks a field of a row, and where x is no row the server calls the function f with it instead. So a field may
 * be picked by name only where it can be nothing else: x is a row of the statement's own tables, f is a column that the
 * policy tells of or that a callable function gives, or f may be called anyhow.
 */
export function isSafeField(
  field: string,
  base: unknown,
  isColumn: (name: string) => boolean,
  rows: RowNames,
): boolean {
  return (
    ALLOWED_FUNCTIONS.has(field) ||
    FIELDS_OF_FUNCTIONS.has(field) ||
    UNNAMED_FIELD.test(field) ||
    isColumn(field) ||
    isRow(base, rows)
  );
}

/** What unnamed parts of ROW(1, 2) are called. */
const UNNAMED_FIELD = /^f\d+$/;

/** Names of the columns that callable functions give back, by the server's own catalog. */
const FIELDS_OF_FUNCTIONS: ReadonlySet<string> = new Set(
  "key value lexeme positions weights tokid token alias description ordinality".split(" "),
);

/** Functions that give back one of the values they were given. */
const ROW_KEEPERS: ReadonlySet<string> = new Set(
  "any_value array_agg first_value lag last_value lead nth_value".split(" "),
);

/** Names by which the statement calls whole rows, and every name that it may give to a column. */
export interface RowNames {
  readonly rows: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/** Every text of the tree that is not known to be something else counts as the name of a column: too many do no harm. */
export function rowNamesOf(select: unknown): RowNames {
  const names = { rows: new Set<string>(), columns: new Set<string>(IMPLIED_NAMES) };
  collect(select, names);
  return names;
}

/** What the server calls a column that is a keyword's value and has no name; those of functions are their own names. */
const IMPLIED_NAMES =
  `?column? array bool case coalesce current_date current_time current_timestamp exists greatest grouping
  json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_value least
  localtime localtimestamp merge_action nullif row xml xmlconcat xmlelement xmlforest xmlparse xmlpi xmlroot xmlserialize`.split(
    /\s+/,
  );

/** What VALUES calls its columns. */
const COLUMN_OF_VALUES = /^column\d+$/;

interface Collected {
  readonly rows: Set<string>;
  readonly columns: Set<string>;
}

function collect(value: unknown, names: Collected): void {
  if (typeof value === "string") names.columns.add(value);
  else if (Array.isArray(value)) for (const item of value) collect(item, names);
  else if (isNode(value)) for (const [kind, inner] of Object.entries(value)) collectField(kind, inner, names);
}

function collectField(kind: string, value: unknown, names: Collected): void {
  if (kind === "ColumnRef" || kind === "A_Const") return;
  if (kind === "RangeVar" && isNode(value)) {
    const alias = asNode(value.alias);
    names.rows.add(String(alias.aliasname ?? value.relname));
    collect(alias.colnames, names);
  } else if (kind === "RangeSubselect" && isNode(value)) {
    const alias = asNode(value.alias);
    if (typeof alias.aliasname === "string") names.rows.add(alias.aliasname);
    collect(alias.colnames, names);
    collect(value.subquery, names);
  } else if (kind === "A_Indirection" && isNode(value)) {
    collect(value.arg, names);
    for (const step of asArray(value.indirection)) if (asNode(step).String === undefined) collect(step, names);
  } else collect(value, names);
}

/** Whether an expression can only be a whole row: `o`, `(array_agg(o))[1]`, `(SELECT o FROM orders o)`. */
function isRow(base: unknown, { rows, columns }: RowNames): boolean {
  const [kind, value] = Object.entries(asNode(base))[0] ?? [];
  const node = asNode(value);
  if (kind === "ColumnRef") {
    const [name, ...more] = asArray(node.fields).map((field) => asNode(asNode(field).String).sval);
    const isColumn = (text: string) => columns.has(text) || ALLOWED_FUNCTIONS.has(text) || COLUMN_OF_VALUES.test(text);
    return typeof name === "string" && more.length === 0 && rows.has(name) && !isColumn(name);
  }
  const names = { rows, columns };
  if (kind === "FuncCall") {
    const called = asNode(asNode(asArray(node.funcname).at(-1)).String).sval;
    return typeof called === "string" && ROW_KEEPERS.has(called) && isRow(asArray(node.args)[0], names);
  }
  if (kind === "A_Indirection") {
    return asArray(node.indirection).every((step) => "A_Indices" in asNode(step)) && isRow(node.arg, names);
  }
  if (kind !== "SubLink") return false;
  const targets = asArray(asNode(asNode(node.subselect).SelectStmt).targetList);
  return targets.length === 1 && isRow(asNode(asNode(targets[0]).ResTarget).val, names);
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && !Array.isArray(value);
const asNode = (value: unknown): Node => (isNode(value) ? value : {});
const asArray = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
