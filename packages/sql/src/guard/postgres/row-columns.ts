import { asArray, asNode, isNode, type Node, namesOf } from "./tree-nodes.ts";

/** What is known of the columns of something in FROM. */
export interface RowColumns {
  readonly names: readonly string[];
  /** There may be more that nobody has told. */
  readonly isOpen: boolean;
}

export const UNKNOWN_COLUMNS: RowColumns = { names: [], isOpen: true };

/** The first of them get the names that an alias gives. */
export function renamed({ names, isOpen }: RowColumns, alias: unknown): RowColumns {
  const given = namesOf(asNode(alias).colnames);
  return { names: [...given, ...names.slice(given.length)], isOpen };
}

export const together = (parts: readonly RowColumns[]): RowColumns => ({
  names: parts.flatMap(({ names }) => names),
  isOpen: parts.some(({ isOpen }) => isOpen),
});

/** Every table has these beside its own. */
export const SYSTEM_COLUMNS: ReadonlySet<string> = new Set("tableoid ctid xmin cmin xmax cmax".split(" "));

/** The server's name for a column that the statement gives none; null for a star, which stands for many. */
export function nameOfTarget(target: Node): string | null {
  if (typeof target.name === "string") return target.name;
  return isStar(target.val) ? null : figured(target.val).name;
}

/** `*`, `o.*` and `(o).*`. */
export function isStar(value: unknown): boolean {
  const { ColumnRef, A_Indirection } = asNode(value);
  const last = asArray(asNode(ColumnRef).fields).at(-1) ?? asArray(asNode(A_Indirection).indirection).at(-1);
  return asNode(last).A_Star !== undefined;
}

interface Figured {
  readonly name: string;
  /** A type or a keyword gives its name only where nothing inside has a better one. */
  readonly isWeak: boolean;
}

const NAMELESS: Figured = { name: "?column?", isWeak: true };
const strong = (name: string | undefined): Figured => (name === undefined ? NAMELESS : { name, isWeak: false });

/** Kinds that the server calls by a word of its own. */
const KEYWORD_NAMES: Readonly<Record<string, string>> = {
  A_ArrayExpr: "array",
  RowExpr: "row",
  CoalesceExpr: "coalesce",
  GroupingFunc: "grouping",
  XmlSerialize: "xmlserialize",
  JsonParseExpr: "json",
  JsonScalarExpr: "json_scalar",
  JsonSerializeExpr: "json_serialize",
  JsonObjectConstructor: "json_object",
  JsonArrayConstructor: "json_array",
  JsonArrayQueryConstructor: "json_array",
  JsonObjectAgg: "json_objectagg",
  JsonArrayAgg: "json_arrayagg",
};

/** By the rules of FigureColname in the server's parser. */
function figured(value: unknown): Figured {
  const [kind = "", inner] = Object.entries(asNode(value))[0] ?? [];
  const node = asNode(inner);
  switch (kind) {
    case "ColumnRef":
      return strong(namesOf(node.fields).at(-1));
    case "A_Indirection": {
      const fields = asArray(node.indirection).filter((step) => asNode(step).String !== undefined);
      return fields.length === 0 ? figured(node.arg) : strong(namesOf(fields).at(-1));
    }
    case "FuncCall":
      return strong(namesOf(node.funcname).at(-1));
    case "CollateClause":
      return figured(node.arg);
    case "TypeCast": {
      const cast = figured(node.arg);
      return cast.isWeak ? { name: namesOf(asNode(node.typeName).names).at(-1) ?? "", isWeak: true } : cast;
    }
    case "CaseExpr": {
      const otherwise = figured(node.defresult);
      return otherwise.isWeak ? { name: "case", isWeak: true } : otherwise;
    }
    case "SubLink":
      return figuredSubLink(node);
    case "MinMaxExpr":
      return strong(node.op === "IS_LEAST" ? "least" : "greatest");
    case "A_Expr":
      return node.kind === "AEXPR_NULLIF" ? strong("nullif") : NAMELESS;
    case "SQLValueFunction":
      return strong(
        String(node.op)
          .replace(/^SVFOP_|_N$/g, "")
          .toLowerCase(),
      );
    case "XmlExpr":
      return strong(String(node.op).replace("IS_", "").toLowerCase());
    case "JsonFuncExpr":
      return strong(String(node.op).replace(/_OP$/, "").toLowerCase());
    default:
      return strong(KEYWORD_NAMES[kind]);
  }
}

function figuredSubLink({ subLinkType, subselect }: Node): Figured {
  if (subLinkType === "EXISTS_SUBLINK") return strong("exists");
  if (subLinkType === "ARRAY_SUBLINK") return strong("array");
  if (subLinkType !== "EXPR_SUBLINK") return NAMELESS;
  const select = firstSelect(asNode(subselect).SelectStmt);
  const target = asNode(asNode(asArray(select.targetList)[0]).ResTarget);
  const name = isNode(target) ? nameOfTarget(target) : null;
  return name === null ? NAMELESS : strong(name);
}

/** Of queries put together, the first names the columns. */
function firstSelect(value: unknown): Node {
  const select = asNode(value);
  return isNode(select.larg) ? firstSelect(select.larg) : select;
}
