import { type AggregateFn, aggregate, canonicalText, type Predicate, type Query, queryTables } from "@parlance/sql";
import type { EngineRequest, EngineResult } from "../engine-request.ts";
import { type AnalyzedQuestion, analyze } from "../generate/analyze.ts";
import { bestPaths, type Path } from "../generate/lattice.ts";
import { type Parts, type Placed, partsOf } from "../generate/parts.ts";
import { AGGREGATES } from "../lexicon/cues.ts";
import type { ColumnModel, SchemaModel, TableModel } from "../schema/schema-model.ts";
import { matchCue } from "../text/tokens.ts";
import {
  addCondition,
  changeMeasure,
  countAll,
  groupExprs,
  listColumns,
  measureAll,
  moveCondition,
  regroup,
  sortBy,
  withoutColumns,
  withoutRepeating,
} from "./edit-query.ts";
import { type FollowUpCues, readFollowUpCues, type SortCue } from "./follow-up-cues.ts";
import { aggregatesOf, dateColumnOf, mainTable } from "./query-parts.ts";
import { standsAlone } from "./stands-alone.ts";

export interface FollowUp {
  readonly query: Query;
  readonly path: Path;
  readonly question: AnalyzedQuestion;
  /** Content words that the edit does not account for, by token. */
  readonly unused: readonly number[];
  /** Another change that the words say just as well. */
  readonly rival?: FollowUp;
}

/** Pieces that make no question of their own: said after another question, they change it. */
const EDITING: ReadonlySet<string> = new Set(["where", "group", "order", "direction", "limit", "trend"]);
const PATHS = 12;
/** Two changes whose words fit this nearly alike are told apart by the person. */
const TIE = 0.02;
/** How much the tables of the question before count as spoken of. */
const CONTEXT_SCORE = 0.8;

type Previous = NonNullable<EngineRequest["previous"]>;

/** Reads a question as an edit of the one before; undefined when it stands on its own. */
export function readFollowUp(request: EngineRequest, alone: EngineResult): FollowUp | undefined {
  const { previous, source } = request;
  if (!previous) return undefined;
  const cues = readFollowUpCues(request.question);
  const question = inContext(analyze(cues.rest, source, request.now, request.timeZone), previous.query);
  const editor = new Editor(previous, cues, question, source.schema);
  let first: FollowUp | undefined;
  for (const path of bestPaths(question, PATHS)) {
    if (first && path.score < first.path.score - TIE) break;
    const parts = partsOf(path);
    if (!cues.isExplicit && !isFragment(parts)) continue;
    if ((!cues.isExplicit || cues.isLoose) && standsAlone(question, path, previous.query, alone)) continue;
    const query = editor.apply(parts);
    if (!query || canonicalText(query) === canonicalText(previous.query)) continue;
    const found = { query, path, question, unused: editor.unusedIn(path) };
    if (!first) first = found;
    else if (canonicalText(query) !== canonicalText(first.query)) return { ...first, rival: found };
  }
  return first;
}

const isFragment = (parts: Parts): boolean =>
  parts.all.length > 0 && parts.all.every((piece) => EDITING.has(piece.kind));

/** Tables of the question before are spoken of, though not named again. */
function inContext(question: AnalyzedQuestion, previous: Query): AnalyzedQuestion {
  const names = new Set(queryTables(previous));
  const spoken = question.schema.tables.filter((table) => names.has(table.name));
  const tableScore = new Map(question.mentions.tableScore);
  for (const table of spoken) tableScore.set(table.id, Math.max(CONTEXT_SCORE, tableScore.get(table.id) ?? 0));
  const focus = [...spoken, ...question.focus.filter((table) => !spoken.includes(table))];
  return { ...question, focus, mentions: { ...question.mentions, tableScore } };
}

class Editor {
  readonly #previous: Query;
  readonly #cues: FollowUpCues;
  readonly #question: AnalyzedQuestion;
  readonly #schema: SchemaModel;

  constructor(previous: Previous, cues: FollowUpCues, question: AnalyzedQuestion, schema: SchemaModel) {
    this.#previous = previous.query;
    this.#cues = cues;
    this.#question = question;
    this.#schema = schema;
  }

  /** The edited query, or undefined when the pieces make no sense as an edit. */
  apply(parts: Parts): Query | undefined {
    let query: Query | undefined = this.#previous;
    for (const piece of parts.of("where")) query = this.#filter(query, piece);
    if (this.#cues.isExcluding && !parts.has("where")) return this.#withoutColumns(query, parts);
    const { mode } = this.#cues;
    if (mode === "count") return countAll(query, this.#schema);
    if (mode === "list") return this.#list(query, parts);
    if (mode === "measure") return this.#measure(query, parts);
    if (parts.has("group")) query = this.#regroup(query, parts);
    query = this.#changeMeasure(query, parts);
    if (query && this.#cues.sort) query = this.#sort(query, parts, this.#cues.sort);
    const limit = parts.of("limit")[0];
    return query && limit ? { ...query, limit: { count: limit.count } } : query;
  }

  /** Words that set a function, such as "total", count as used although they stand alone. */
  unusedIn(path: Path): number[] {
    const fn = this.#bareFunction();
    return path.skipped.filter((at) => fn === undefined || at < fn.start || at >= fn.end);
  }

  #filter(query: Query, piece: Placed<"where">): Query {
    const column = this.#dateToFilter(query, piece.column);
    const said: Predicate =
      column === piece.column ? piece.predicate : moveCondition(piece.predicate, piece.column, column);
    const isExcluding = this.#cues.isExcluding && !piece.isNegated;
    const condition = withoutRepeating(query, said, isExcluding, this.#schema);
    return addCondition(query, condition, !this.#cues.isExcluding);
  }

  /** "drop the region": what was shown, grouped or filtered by is taken out. */
  #withoutColumns(query: Query, parts: Parts): Query | undefined {
    const columns = [
      ...parts.of("project").map((piece) => piece.column),
      ...parts.of("group").flatMap(({ key }) => (key.kind === "column" ? [key.column] : [])),
    ];
    return columns.length > 0 ? withoutColumns(query, columns) : undefined;
  }

  #dateToFilter(query: Query, column: ColumnModel): ColumnModel {
    if (column.type !== "date") return column;
    const spoken = this.#question.tokens.some(
      (token) => token.isContent && !SAYS_WHEN.test(token.low) && column.stems.includes(token.stem),
    );
    return spoken ? column : (dateColumnOf(query, this.#schema) ?? column);
  }

  #regroup(query: Query, parts: Parts): Query {
    const keys = parts.of("group").flatMap((piece) => groupExprs(piece.key, query, this.#schema));
    return keys.length === 0
      ? query
      : regroup(query, keys, this.#cues.isAddingGroup || (query.groupBy ?? []).length === 0, this.#schema);
  }

  #changeMeasure(query: Query, parts: Parts): Query | undefined {
    if (this.#cues.sort) return query;
    const measured = parts.of("aggregate")[0];
    if (measured)
      return changeMeasure(query, measured.column, this.#isSaid(measured) ? measured.fn : undefined) ?? query;
    const column = parts.of("project").find((piece) => piece.column.type === "number")?.column;
    const fn = this.#bareFunction()?.fn;
    if (column ?? fn) return changeMeasure(query, column, fn);
    return query;
  }

  /** An aggregate whose function was said, rather than guessed from the measure. */
  #isSaid(piece: Placed<"aggregate">): boolean {
    for (let at = piece.start; at < piece.end; at += 1)
      if (matchCue(AGGREGATES, this.#question.tokens, at)) return true;
    return false;
  }

  #bareFunction(): { readonly fn: AggregateFn; readonly start: number; readonly end: number } | undefined {
    for (let at = 0; at < this.#question.tokens.length; at += 1) {
      const cue = matchCue(AGGREGATES, this.#question.tokens, at);
      if (cue) return { fn: cue.value, start: at, end: cue.end };
    }
    return undefined;
  }

  #list(query: Query, parts: Parts): Query | undefined {
    const named = parts.of("project").map((piece) => piece.column);
    const main = mainTable(query, this.#schema);
    const columns = named.length > 0 ? named : nameColumns(parts.of("entity")[0]?.table ?? main);
    return columns.length > 0 ? listColumns(query, columns) : undefined;
  }

  #measure(query: Query, parts: Parts): Query | undefined {
    const measured = parts.of("aggregate")[0];
    const column = measured?.column ?? parts.of("project")[0]?.column;
    const fn = measured?.fn ?? this.#bareFunction()?.fn;
    return column && fn ? measureAll(query, aggregate(fn, column.expr)) : undefined;
  }

  /** Rows have an order, a single figure has none: sorting one means going back to the rows. */
  #sort(query: Query, parts: Parts, sort: SortCue): Query | undefined {
    const isFigure = (query.groupBy ?? []).length === 0 && aggregatesOf(query).length > 0;
    const rows = isFigure ? listColumns(query, nameColumns(mainTable(query, this.#schema))) : query;
    const ranked = parts.of("top")[0];
    const column = this.#sortColumn(parts);
    const isNumber = column === undefined || column.type === "number";
    const direction = sort.direction ?? ranked?.direction ?? (isNumber ? "desc" : "asc");
    return rows.select.length > 0 ? sortBy(rows, column?.expr, { ...sort, direction }) : undefined;
  }

  #sortColumn(parts: Parts): ColumnModel | undefined {
    const ordered = parts.of("order")[0]?.by ?? parts.of("top")[0]?.by;
    if (ordered && ordered.kind !== "count") return ordered.column;
    return parts.of("project")[0]?.column ?? parts.of("aggregate")[0]?.column;
  }
}

/** Words of a period, which a column's name may hold as well: "last counted". */
const SAYS_WHEN = /^(?:last|this|next|first|year|quarter|month|week|day|date|time)s?$/;

const nameColumns = (table: TableModel | undefined): readonly ColumnModel[] => table?.nameColumns.slice(0, 1) ?? [];
