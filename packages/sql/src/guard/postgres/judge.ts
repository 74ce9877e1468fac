import type { GuardPolicy, GuardTable } from "@parlance/core";
import { nearestName } from "../nearest-name.ts";
import { stop } from "../refusal.ts";
import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";
import { OWN_OPERATORS } from "./generated/own-operators.ts";
import { OWN_TYPES } from "./generated/own-types.ts";
import { NO_SCOPE, type Scope, withNames } from "./scope.ts";
import { FIELD_KINDS, isSystemSchema, NODE_KINDS, ROW_MAKERS, SAMPLE_METHODS, VALUE_FUNCTIONS } from "./tree-kinds.ts";
import { asArray, asNode, isNode, type Node, namesOf } from "./tree-nodes.ts";
import { isSafeCast, isSafeResultType, ownName, type ValueTypes } from "./type-uses.ts";

/** A table named in the statement. */
export interface TableReference {
  /** UTF-8 offset of the name, or of its schema. */
  readonly at: number;
  readonly isQualified: boolean;
  /** The policy's table; absent where the policy allows every table and does not list this one. */
  readonly table?: GuardTable;
  readonly name: string;
  readonly alias?: string;
  /** Without the tables that inherit from it. */
  readonly isOnly: boolean;
  readonly isSampled: boolean;
}

export interface Judgement {
  readonly policy: GuardPolicy;
  /** Absent where no catalog tells them. */
  readonly types?: ValueTypes | undefined;
  /** Of the statement as it was written: rules put queries in the place of tables. */
  readonly readsOnlyTables: () => boolean;
  readonly found: Set<string>;
  readonly references: TableReference[];
  /** UTF-16 offset of a place in the parser's own counting. */
  readonly placeOf: (at: unknown) => number | undefined;
}

/** Deeper trees than any person or engine writes; keeps a hostile one from exhausting the stack. */
const MAX_DEPTH = 5_000;

/** Visits the whole tree of one SELECT; throws RefusalFound at the first thing that is not on a list. */
export function judgeSelect(judgement: Judgement, select: unknown): void {
  new TreeJudge(judgement).visitNode("SelectStmt", select, NO_SCOPE, 0);
}

class TreeJudge {
  readonly #judgement: Judgement;
  readonly #sampled = new WeakSet<object>();

  constructor(judgement: Judgement) {
    this.#judgement = judgement;
  }

  /** Arrays, nodes that name their kind, nodes whose field tells it, and plain values; nothing is skipped. */
  #visit(field: string, value: unknown, scope: Scope, depth: number): void {
    if (typeof value !== "object" || value === null) return;
    if (depth > MAX_DEPTH) stop("too-deep", "The statement is nested too deeply.");
    if (Array.isArray(value)) {
      for (const item of value) this.#visit(field, item, scope, depth + 1);
      return;
    }
    const entries = Object.entries(value);
    const [kind, inner] = entries[0] ?? [];
    if (kind === undefined) return;
    if (entries.length === 1 && /^[A-Z]/.test(kind)) {
      if (!NODE_KINDS.has(kind)) this.#refuseKind(kind, inner);
      this.visitNode(kind, inner, scope, depth + 1);
      return;
    }
    const known = FIELD_KINDS[field];
    if (known === undefined) this.#refuseKind(field, value);
    else this.visitNode(known, value, scope, depth + 1);
  }

  visitNode(kind: string, value: unknown, scope: Scope, depth: number): void {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return;
    // The parser gives plain JSON objects; every field is read as unknown and tested before use.
    const node = value as Node;
    const inner = kind === "SelectStmt" ? this.#enterSelect(node, scope, depth) : scope;
    this.#check(kind, node, inner);
    for (const [field, child] of Object.entries(node)) {
      if (field === "withClause" && kind === "SelectStmt") continue;
      this.#visit(field, child, inner, depth + 1);
    }
  }

  #check(kind: string, node: Node, scope: Scope): void {
    switch (kind) {
      case "RangeVar":
        this.#checkTable(node, scope);
        break;
      case "FuncCall":
        this.#checkFunction(node);
        break;
      case "A_Expr":
      case "SortBy":
        this.#checkOperator(kind === "A_Expr" ? node.name : node.useOp, node.location);
        break;
      case "SubLink":
        this.#checkOperator(node.operName, node.location);
        break;
      case "TypeName":
        this.#checkType(node);
        break;
      case "TypeCast":
        this.#checkCast(node);
        break;
      case "ColumnDef":
      case "RangeTableFuncCol":
      case "JsonTableColumn":
      case "JsonOutput":
      case "XmlSerialize":
        this.#checkResultType(node);
        break;
      case "CollateClause":
        this.#checkCollation(node);
        break;
      case "RangeTableSample":
        this.#checkSample(node);
        break;
      case "SQLValueFunction":
        if (!VALUE_FUNCTIONS.has(String(node.op))) this.#refuseFunction(valueFunctionName(node), node.location);
    }
  }

  /** The names a SELECT may use in FROM beside tables: those of its own WITH, and of the queries around it. */
  #enterSelect(node: Node, scope: Scope, depth: number): Scope {
    if (node.intoClause !== undefined) {
      stop("into-not-allowed", "SELECT INTO makes a table; only reading is allowed.", this.#place(intoTarget(node)));
    }
    if (node.lockingClause !== undefined)
      stop("lock-not-allowed", "Locking rows is not allowed; leave FOR UPDATE out.");
    if (!isNode(node.withClause)) return scope;
    const queries = asArray(node.withClause.ctes).map((item) => asNode(asNode(item).CommonTableExpr));
    const names = queries.map((query) => String(query.ctename));
    // With RECURSIVE every query of the list sees all its names; without, only those before its own.
    let visible = node.withClause.recursive === true ? withNames(scope, names) : scope;
    queries.forEach((query, i) => {
      this.visitNode("CommonTableExpr", query, visible, depth + 2);
      visible = withNames(visible, names.slice(0, i + 1));
    });
    return visible;
  }

  #checkTable(node: Node, scope: Scope): void {
    const name = String(node.relname);
    const schema = typeof node.schemaname === "string" ? node.schemaname : undefined;
    if (schema === undefined && node.catalogname === undefined && scope.has(name)) return;
    const shown = schema === undefined ? name : `${schema}.${name}`;
    const place = this.#place(node.location);
    if (node.catalogname !== undefined) {
      stop("table-not-allowed", `Leave out the database: write ${shown}.`, place);
    }
    // The server looks in its own catalog first, whatever the search path says.
    if (isSystemSchema(schema ?? name)) stop("table-not-allowed", `${shown} belongs to the database itself.`, place);
    const table = this.#listed(name, schema);
    if (table === undefined && !this.#judgement.policy.allTables) this.#refuseTable(shown, place);
    this.#judgement.found.add(table?.name ?? shown);
    const at = typeof node.location === "number" ? node.location : 0;
    const alias = asNode(node.alias).aliasname;
    this.#judgement.references.push({
      at,
      name,
      isQualified: schema !== undefined,
      isOnly: node.inh !== true,
      isSampled: this.#sampled.has(node),
      ...(table ? { table } : {}),
      ...(typeof alias === "string" ? { alias } : {}),
    });
  }

  #listed(name: string, schema: string | undefined): GuardTable | undefined {
    const { tables } = this.#judgement.policy;
    const named = (table: GuardTable) => (table.nativeName ?? table.name) === name;
    // Of two tables of one name, the one that keeps its plain name is meant when no schema is given.
    if (schema === undefined) return tables.find((table) => table.name === name && named(table));
    return tables.find((table) => named(table) && (table.schema ?? "public") === schema);
  }

  #refuseTable(name: string, place: number | undefined): never {
    const { tables } = this.#judgement.policy;
    const names = tables.map((table) => table.name);
    const near = nearestName(name, names);
    const few = names.slice(0, 8).join(", ");
    const hint = near
      ? ` Did you mean ${near}?`
      : names.length > 0
        ? ` It has: ${few}${names.length > 8 ? ", …" : ""}`
        : "";
    return stop("table-not-allowed", `There is no table ${name} in this source.${hint}`, place);
  }

  #checkFunction(node: Node): void {
    const name = ownName(node.funcname);
    if (name === null || !ALLOWED_FUNCTIONS.has(name))
      this.#refuseFunction(namesOf(node.funcname).join("."), node.location);
    if (ROW_MAKERS.has(name)) this.#checkRowMaker(name, node);
  }

  /** `NULL::secrets` as the first argument would list the columns of a table that no policy names. */
  #checkRowMaker(name: string, node: Node): void {
    const base = asArray(node.args)[0];
    const cast = isNode(base) && isNode(base.TypeCast) ? base.TypeCast : undefined;
    const type = cast && isNode(cast.typeName) ? ownName(cast.typeName.names) : null;
    if (type !== null && OWN_TYPES.has(type)) return;
    const instead = name.replace("populate", "to");
    stop(
      "function-not-allowed",
      `${name} is not allowed here; ${instead} does the same with columns written out.`,
      this.#place(node.location),
    );
  }

  #refuseFunction(name: string, at: unknown): never {
    const near = nearestName(name, ALLOWED_FUNCTIONS);
    return stop(
      "function-not-allowed",
      `The function ${name} is not allowed here.${near ? ` Did you mean ${near}?` : ""}`,
      this.#place(at),
    );
  }

  #checkOperator(name: unknown, at: unknown): void {
    if (name === undefined) return;
    const own = ownName(name);
    // What LIKE, BETWEEN, IN and SIMILAR carry are words or the server's own operators.
    if (own === null || !(OWN_OPERATORS.has(own) || /^[A-Z ]+$/.test(own))) {
      stop("function-not-allowed", `The operator ${namesOf(name).join(".")} is not allowed here.`, this.#place(at));
    }
  }

  /** Casting to these looks a catalog object up by its name. Types of the database's own making hold values only. */
  #checkType(node: Node): void {
    const [first = "", second] = namesOf(node.names);
    const name = second ?? first;
    const isOwn = second === undefined || first === "pg_catalog";
    if (isOwn && OWN_TYPES.has(name)) return;
    const isInternal = second !== undefined && isSystemSchema(first);
    if (
      isInternal ||
      /^_?(reg|pg_)/.test(name) ||
      INTERNAL_TYPES.has(name.replace(/^_/, "")) ||
      node.pct_type === true
    ) {
      stop("part-not-allowed", `The type ${name} is not allowed here.`, this.#place(node.location));
    }
  }

  #checkCast(node: Node): void {
    if (isSafeCast(node, this.#judgement.types, this.#judgement.readsOnlyTables)) return;
    this.#refuseType(node.typeName);
  }

  #checkResultType(node: Node): void {
    if (!isNode(node.typeName) || isSafeResultType(node.typeName, this.#judgement.types)) return;
    this.#refuseType(node.typeName);
  }

  #refuseType(typeName: unknown): never {
    const { names, location } = asNode(typeName);
    const message = `The type ${namesOf(names).join(".")} is not known to hold values only, so it is not allowed here.`;
    return stop("part-not-allowed", message, this.#place(location));
  }

  #checkCollation(node: Node): void {
    const [first = "", second] = namesOf(node.collname);
    if (second !== undefined && first !== "pg_catalog") {
      stop("part-not-allowed", `The collation ${first}.${second} is not allowed here.`, this.#place(node.location));
    }
  }

  #checkSample(node: Node): void {
    this.#sampled.add(asNode(asNode(node.relation).RangeVar));
    const method = ownName(node.method);
    if (method === null || !SAMPLE_METHODS.has(method)) {
      stop("function-not-allowed", "Only BERNOULLI and SYSTEM samples are allowed.", this.#place(node.location));
    }
  }

  #refuseKind(kind: string, value: unknown): never {
    const place = this.#place(isNode(value) ? value.location : undefined);
    if (kind === "ParamRef") {
      return stop("parameter-without-value", "Parameters such as $1 have no value here; write the value.", place);
    }
    if (/^(Insert|Update|Delete|Merge)Stmt$/.test(kind)) {
      return stop("select-only", "This statement would change data; only reading is allowed.", place);
    }
    const words = kind.replace(/(?<=[a-z])(?=[A-Z])|_/g, " ").toLowerCase();
    return stop("part-not-allowed", `This kind of SQL is not allowed here: ${words}.`, place);
  }

  #place(at: unknown): number | undefined {
    return this.#judgement.placeOf(at);
  }
}

const INTERNAL_TYPES: ReadonlySet<string> = new Set([
  "aclitem",
  "cstring",
  "internal",
  "refcursor",
  "oidvector",
  "int2vector",
  "trigger",
  "event_trigger",
  "gtsvector",
  "tid",
  "xid",
  "xid8",
  "cid",
]);

const intoTarget = (node: Node): unknown => asNode(asNode(node.intoClause).rel).location;

const valueFunctionName = (node: Node): string => String(node.op).replace("SVFOP_", "").toLowerCase();
