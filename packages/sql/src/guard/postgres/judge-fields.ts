import type { GuardPolicy } from "@parlance/core";
import { nearestName } from "../nearest-name.ts";
import { stop } from "../refusal.ts";
import { FIELDS_OF_FUNCTIONS, ROW_KEEPERS, UNNAMED_FIELD } from "./field-names.ts";
import { ALLOWED_FUNCTIONS } from "./generated/allowed-functions.ts";
import { isStar, nameOfTarget, type RowColumns, renamed, together, UNKNOWN_COLUMNS } from "./row-columns.ts";
import {
  type Frame,
  functionColumns,
  isColumnOf,
  nameOfSource,
  type RowSource,
  spelledColumns,
  tableColumns,
} from "./row-sources.ts";
import { asArray, asNode, isNode, type Node, namesOf, placeIn } from "./tree-nodes.ts";

interface FieldsJudgement {
  readonly policy: GuardPolicy;
  readonly placeOf: (at: unknown) => number | undefined;
}

/** What can be seen from a place: the FROM of its query, then of those around it; and the WITH queries by name. */
interface View {
  readonly frames: readonly Frame[];
  readonly queries: ReadonlyMap<string, RowColumns>;
}

/**
 * Where x has no column f, `x.f` and `(x).f` call the function f with x, whoever wrote that function. So a field may be
 * named only where it is a column that is known to be there, or where f may be called anyhow. Throws RefusalFound at
 * the first other one.
 */
export function judgeFields(judgement: FieldsJudgement, select: unknown): void {
  new FieldsJudge(judgement).select(asNode(select), { frames: [], queries: new Map() });
}

class FieldsJudge {
  readonly #judgement: FieldsJudgement;

  constructor(judgement: FieldsJudgement) {
    this.#judgement = judgement;
  }

  /** Judges a query and tells its columns. */
  select(select: Node, outside: View): RowColumns {
    const view = isNode(select.withClause) ? this.#withQueries(select.withClause, outside) : outside;
    if (isNode(select.larg) && isNode(select.rarg)) {
      const columns = this.select(select.larg, view);
      this.select(select.rarg, view);
      this.#visitRest(select, view);
      return columns;
    }
    const frame = new Map<string, RowSource>();
    for (const item of asArray(select.fromClause)) this.#enter(item, frame, view);
    this.#visitRest(select, { ...view, frames: [frame, ...view.frames] });
    return this.#outputs(select, frame, view);
  }

  #visitRest(select: Node, view: View): void {
    for (const [part, value] of Object.entries(select)) {
      if (!["withClause", "larg", "rarg", "fromClause"].includes(part)) this.#visit(value, view);
    }
  }

  #outputs(select: Node, frame: Frame, view: View): RowColumns {
    const [values] = asArray(select.valuesLists);
    const items = asArray(asNode(asNode(values).List).items);
    if (items.length > 0) return { names: items.map((_, i) => `column${i + 1}`), isOpen: false };
    const within = { ...view, frames: [frame, ...view.frames] };
    return together(
      asArray(select.targetList).map((item) => this.#targetColumns(asNode(item).ResTarget, frame, within)),
    );
  }

  #targetColumns(target: unknown, frame: Frame, view: View): RowColumns {
    const name = nameOfTarget(asNode(target));
    if (name !== null) return { names: [name], isOpen: false };
    const { ColumnRef, A_Indirection } = asNode(asNode(target).val);
    if (isNode(A_Indirection)) return this.#rowOf(A_Indirection.arg, view) ?? UNKNOWN_COLUMNS;
    const row = namesOf(asNode(ColumnRef).fields).slice(0, -1).at(-1);
    if (row !== undefined) return findSource(view, row)?.columns ?? UNKNOWN_COLUMNS;
    return together([...frame.values()].map(({ columns }) => columns));
  }

  #withQueries(clause: Node, outside: View): View {
    const queries = new Map(outside.queries);
    const list = asArray(clause.ctes).map((item) => asNode(asNode(item).CommonTableExpr));
    const isRecursive = clause.recursive === true;
    if (isRecursive) for (const { ctename } of list) queries.set(String(ctename), UNKNOWN_COLUMNS);
    for (const query of list) {
      const columns = this.#withQuery(query, isRecursive, { ...outside, queries });
      queries.set(String(query.ctename), columns);
    }
    return { ...outside, queries };
  }

  /** The part of a recursive query that does not name itself tells the columns of the part that does. */
  #withQuery(query: Node, isRecursive: boolean, view: View): RowColumns {
    const { ctename, aliascolnames, search_clause, cycle_clause } = query;
    const select = asNode(asNode(query.ctequery).SelectStmt);
    const named = (columns: RowColumns): RowColumns =>
      together([renamed(columns, { colnames: aliascolnames }), addedColumns(search_clause, cycle_clause)]);
    if (!isRecursive || !isNode(select.larg) || isNode(select.withClause)) return named(this.select(select, view));
    const columns = named(this.select(select.larg, view));
    const queries = new Map(view.queries).set(String(ctename), columns);
    this.select(asNode(select.rarg), { ...view, queries });
    this.#visitRest(select, view);
    return columns;
  }

  /** Takes up what stands in FROM; what was taken up before it can be seen by LATERAL parts. */
  #enter(item: unknown, frame: Map<string, RowSource>, view: View): void {
    const [kind = "", value] = Object.entries(asNode(item))[0] ?? [];
    const node = asNode(value);
    const lateral = { ...view, frames: [frame, ...view.frames] };
    const add = (otherwise: string | undefined, columns: RowColumns, isRow = true): void => {
      const name = nameOfSource(node, otherwise);
      if (name !== undefined) frame.set(name, { columns, isRow });
    };
    if (kind === "RangeVar") add(String(node.relname), renamed(this.#tableOrQuery(node, view), node.alias));
    else if (kind === "RangeSubselect") {
      const columns = this.select(asNode(asNode(node.subquery).SelectStmt), node.lateral === true ? lateral : view);
      add(undefined, renamed(columns, node.alias));
    } else if (kind === "RangeFunction") {
      this.#visit(node.functions, lateral);
      const [call] = asArray(asNode(asNode(asArray(node.functions)[0]).List).items);
      add(nameOfTarget({ val: call }) ?? undefined, functionColumns(node), false);
    } else if (kind === "RangeTableFunc" || kind === "JsonTable") {
      this.#visit(node, lateral);
      const columns = { names: spelledColumns(node.columns), isOpen: false };
      add(kind === "JsonTable" ? "json_table" : "xmltable", renamed(columns, node.alias));
    } else if (kind === "JoinExpr") this.#enterJoin(node, frame, view);
    else if (kind === "RangeTableSample") {
      this.#enter(node.relation, frame, view);
      this.#visit(node.args, lateral);
    }
  }

  #enterJoin(node: Node, frame: Map<string, RowSource>, view: View): void {
    const inside = new Map<string, RowSource>();
    const beside = { ...view, frames: [frame, ...view.frames] };
    this.#enter(node.larg, inside, beside);
    this.#enter(node.rarg, inside, beside);
    this.#visit(node.quals, { ...view, frames: [inside, ...view.frames] });
    const used = { names: namesOf(node.usingClause), isOpen: false };
    const shared = nameOfSource({ alias: node.join_using_alias }, undefined);
    const alias = nameOfSource(node, undefined);
    // An alias hides the names of what it joins.
    if (alias === undefined) for (const [name, source] of inside) frame.set(name, source);
    else {
      const columns = together([...inside.values()].map((source) => source.columns));
      frame.set(alias, { columns: renamed(columns, node.alias), isRow: true });
    }
    if (shared !== undefined) frame.set(shared, { columns: used, isRow: true });
  }

  #tableOrQuery(node: Node, { queries }: View): RowColumns {
    const query = node.schemaname === undefined ? queries.get(String(node.relname)) : undefined;
    return query ?? tableColumns(node, this.#judgement.policy);
  }

  #visit(value: unknown, view: View): void {
    if (Array.isArray(value)) for (const item of value) this.#visit(item, view);
    else if (isNode(value)) {
      for (const [kind, inner] of Object.entries(value)) {
        if (kind === "SelectStmt") this.select(asNode(inner), view);
        else {
          if (kind === "ColumnRef") this.#checkColumn(asNode(inner), view);
          if (kind === "A_Indirection") this.#checkIndirection(asNode(inner), view);
          this.#visit(inner, view);
        }
      }
    }
  }

  /** `o.status`, `public.orders.status`. */
  #checkColumn(node: Node, view: View): void {
    const fields = asArray(node.fields);
    if (isStar({ ColumnRef: node }) || fields.length < 2) return;
    const [row = "", field = ""] = namesOf(fields).slice(-2);
    const source = findSource(view, row);
    // What FROM does not name is an error at the server.
    if (source === undefined || isColumnOf(source, field) || ALLOWED_FUNCTIONS.has(field)) return;
    const near = nearestName(field, source.columns.names);
    const message = `There is no column ${field} in ${row}.${near === undefined ? "" : ` Did you mean ${near}?`}`;
    stop("column-not-known", message, this.#judgement.placeOf(node.location));
  }

  /** `('/etc/passwd'::text).pg_read_file` is a call written as a field. */
  #checkIndirection({ arg, indirection }: Node, view: View): void {
    const steps = asArray(indirection);
    for (const [i, step] of steps.entries()) {
      const field = asNode(asNode(step).String).sval;
      if (typeof field !== "string") continue;
      if (ALLOWED_FUNCTIONS.has(field) || FIELDS_OF_FUNCTIONS.has(field) || UNNAMED_FIELD.test(field)) continue;
      const base = i === 0 ? arg : { A_Indirection: { arg, indirection: steps.slice(0, i) } };
      const columns = this.#rowOf(base, view);
      if (columns !== undefined && isColumnOf({ columns, isRow: true }, field)) continue;
      const message = `The field ${field} is not known here, and the server would take it for a function.`;
      stop("function-not-allowed", message, this.#judgement.placeOf(placeIn(arg)));
    }
  }

  /** The columns of an expression that can only be a whole row: `o`, `(array_agg(o))[1]`, `(SELECT o FROM orders o)`. */
  #rowOf(base: unknown, view: View): RowColumns | undefined {
    const [kind, value] = Object.entries(asNode(base))[0] ?? [];
    const node = asNode(value);
    if (kind === "ColumnRef") return rowNamed(namesOf(node.fields), view);
    if (kind === "FuncCall") {
      const isKeeper = ROW_KEEPERS.has(namesOf(node.funcname).at(-1) ?? "");
      return isKeeper ? this.#rowOf(asArray(node.args)[0], view) : undefined;
    }
    if (kind === "A_Indirection") {
      const isElement = asArray(node.indirection).every((step) => "A_Indices" in asNode(step));
      return isElement ? this.#rowOf(node.arg, view) : undefined;
    }
    return kind === "SubLink" ? this.#rowOfQuery(asNode(asNode(node.subselect).SelectStmt), view) : undefined;
  }

  #rowOfQuery(select: Node, outside: View): RowColumns | undefined {
    const [target, ...more] = asArray(select.targetList);
    if (more.length > 0 || isNode(select.larg)) return undefined;
    const view = isNode(select.withClause) ? this.#withQueries(select.withClause, outside) : outside;
    const frame = new Map<string, RowSource>();
    for (const item of asArray(select.fromClause)) this.#enter(item, frame, view);
    return this.#rowOf(asNode(asNode(target).ResTarget).val, { ...view, frames: [frame, ...view.frames] });
  }
}

function findSource({ frames }: View, name: string): RowSource | undefined {
  for (const frame of frames) {
    const source = frame.get(name);
    if (source !== undefined) return source;
  }
  return undefined;
}

/** A name that is a column somewhere in view is that column, whatever row has the same name. */
function rowNamed([name, ...more]: readonly string[], view: View): RowColumns | undefined {
  if (name === undefined || more.length > 0) return undefined;
  const isColumn = view.frames.some((frame) => [...frame.values()].some(({ columns }) => columns.names.includes(name)));
  const source = isColumn ? undefined : findSource(view, name);
  return source?.isRow === true ? source.columns : undefined;
}

/** What SEARCH and CYCLE add to a recursive query. */
function addedColumns(search: unknown, cycle: unknown): RowColumns {
  const { search_seq_column } = asNode(search);
  const { cycle_mark_column, cycle_path_column } = asNode(cycle);
  const names = [search_seq_column, cycle_mark_column, cycle_path_column];
  return { names: names.filter((name) => typeof name === "string"), isOpen: false };
}
