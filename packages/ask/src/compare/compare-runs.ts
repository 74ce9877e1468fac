import type { Cell, FrameColumn, JsonCell, UsedDefinition } from "@parlance/core";
import { numberText } from "../present/number-text.ts";
import { columnRole } from "../present/result-shape.ts";
import { joinWords } from "../present/words.ts";

/** What is kept of an answer to hold a later one against. */
export interface RunRecord {
  readonly sql: string;
  readonly columns: readonly FrameColumn[];
  /** The first page; differences are told within it. */
  readonly rows: readonly (readonly JsonCell[])[];
  readonly rowCount: number;
  readonly sourceVersion: string;
  readonly definitions: readonly UsedDefinition[];
}

export type ChangeReason = "data" | "definition" | "sql";

export interface ChangedCell {
  readonly key: readonly JsonCell[];
  readonly column: string;
  readonly before: JsonCell;
  readonly after: JsonCell;
}

export interface RunComparison {
  readonly isSame: boolean;
  /** Why it differs; several may hold at once. */
  readonly reasons: readonly ChangeReason[];
  /** One sentence. */
  readonly summary: string;
  /** The columns by which rows were matched; empty when whole rows were. */
  readonly keyColumns: readonly string[];
  readonly added: readonly (readonly JsonCell[])[];
  readonly removed: readonly (readonly JsonCell[])[];
  readonly changed: readonly ChangedCell[];
  /** More differences were found than are told. */
  readonly isCapped: boolean;
  readonly counts: { readonly added: number; readonly removed: number; readonly changed: number };
}

const MAX_TOLD = 50;

/**
 * What is different between an old answer and a new one, and why. `sameStatement`: the old statement run on the new
 * data, where the statements differ; it tells a change of data from a change of meaning.
 */
export function compareRuns(
  before: RunRecord,
  after: RunRecord,
  sameStatement: RunRecord | null = null,
): RunComparison {
  const differences = compareRows(before, after);
  const isSame = differences.isSame;
  const reasons = isSame ? [] : reasonsFor(before, after, sameStatement);
  return { ...differences, reasons, summary: summaryOf(differences, reasons) };
}

function reasonsFor(before: RunRecord, after: RunRecord, sameStatement: RunRecord | null): ChangeReason[] {
  const isOtherSql = plain(before.sql) !== plain(after.sql);
  const isOtherMeaning = definitionsText(before) !== definitionsText(after);
  const reasons: ChangeReason[] = [];
  const dataMoved = sameStatement === null ? !isOtherSql : !compareRows(before, sameStatement).isSame;
  if (dataMoved) reasons.push("data");
  if (isOtherMeaning) reasons.push("definition");
  if (isOtherSql && !isOtherMeaning) reasons.push("sql");
  return reasons;
}

const plain = (sql: string): string => sql.replace(/\s+/g, " ").replace(/;\s*$/, "").trim();

const definitionsText = ({ definitions }: RunRecord): string =>
  definitions
    .map(({ kind, name, meaning }) => `${kind} ${name} ${meaning}`)
    .sort()
    .join("\n");

const REASON_WORDS: Readonly<Record<ChangeReason, string>> = {
  data: "the data has changed",
  definition: "a definition has changed",
  sql: "the question is now read as another statement",
};

type Differences = Omit<RunComparison, "reasons" | "summary">;

function summaryOf({ isSame, counts }: Differences, reasons: readonly ChangeReason[]): string {
  if (isSame) return "Nothing has changed.";
  const parts = [
    ...(counts.changed > 0
      ? [`${numberText(counts.changed)} ${counts.changed === 1 ? "value is" : "values are"} different`]
      : []),
    ...(counts.added > 0 ? [`${rows(counts.added)} new`] : []),
    ...(counts.removed > 0 ? [`${rows(counts.removed)} gone`] : []),
  ];
  const why = reasons.length === 0 ? "" : `, because ${joinWords(reasons.map((reason) => REASON_WORDS[reason]))}`;
  const what = parts.length === 0 ? "The columns are others" : joinWords(parts);
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}${why}.`;
}

const rows = (count: number): string => `${numberText(count)} ${count === 1 ? "row is" : "rows are"}`;

function compareRows(before: RunRecord, after: RunRecord): Differences {
  const names = after.columns.map((column) => column.name);
  const hasSameColumns = names.join("\n") === before.columns.map((column) => column.name).join("\n");
  const keys = hasSameColumns ? keyColumns(before, after) : [];
  const old = byKey(before.rows, keys);
  const fresh = byKey(after.rows, keys);
  const added = [...fresh].filter(([key]) => !old.has(key)).flatMap(([, found]) => found);
  const removed = [...old].filter(([key]) => !fresh.has(key)).flatMap(([, found]) => found);
  const changed = keys.length === 0 ? [] : changedCells(old, fresh, keys, names);
  const counts = { added: added.length, removed: removed.length, changed: changed.length };
  return {
    isSame:
      hasSameColumns && counts.added + counts.removed + counts.changed === 0 && before.rowCount === after.rowCount,
    keyColumns: keys.map((index) => names[index] ?? ""),
    added: added.slice(0, MAX_TOLD),
    removed: removed.slice(0, MAX_TOLD),
    changed: changed.slice(0, MAX_TOLD),
    isCapped: Math.max(counts.added, counts.removed, counts.changed) > MAX_TOLD,
    counts,
  };
}

/** The columns that name a row in both results; none where names repeat. One row without a name is told by its place. */
function keyColumns(before: RunRecord, after: RunRecord): number[] {
  const keys = after.columns.flatMap((column, index) => {
    const cells: Cell[] = after.rows.map((row) => asCell(row[index] ?? null));
    return columnRole(column, cells, new Set(cells.map(String)).size) === "measure" ? [] : [index];
  });
  const isUnique = (rows: RunRecord["rows"]): boolean => byKey(rows, keys).size === rows.length;
  return keys.length > 0 && isUnique(before.rows) && isUnique(after.rows) ? keys : [];
}

/** Only plain values name rows. */
const asCell = (cell: JsonCell): Cell => (typeof cell === "object" ? JSON.stringify(cell) : cell);

type Keyed = ReadonlyMap<string, (readonly JsonCell[])[]>;

/** Rows by the text of their key; equal rows without a key are told apart by how often they occur. */
function byKey(found: RunRecord["rows"], keys: readonly number[]): Keyed {
  const map = new Map<string, (readonly JsonCell[])[]>();
  const seen = new Map<string, number>();
  for (const row of found) {
    const text = JSON.stringify(keys.length === 0 ? row : keys.map((index) => row[index] ?? null));
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    const key = keys.length === 0 ? `${text} ${times}` : text;
    map.set(key, [...(map.get(key) ?? []), row]);
  }
  return map;
}

function changedCells(old: Keyed, fresh: Keyed, keys: readonly number[], names: readonly string[]): ChangedCell[] {
  const changed: ChangedCell[] = [];
  for (const [key, [now]] of fresh) {
    const was = old.get(key)?.[0];
    if (was === undefined || now === undefined) continue;
    names.forEach((column, index) => {
      const [before, after] = [was[index] ?? null, now[index] ?? null];
      if (JSON.stringify(before) === JSON.stringify(after)) return;
      changed.push({ key: keys.map((at) => now[at] ?? null), column, before, after });
    });
  }
  return changed;
}
