import type { Catalog, Column, ColumnProfile, ForeignKey, Table } from "@parlance/core";
import { isNumeric, isTemporal } from "@parlance/core";
import type { ColumnExpr } from "@parlance/sql";
import { identifierWords } from "../text/identifier-words.ts";
import { stem } from "../text/stem.ts";
import { type ColumnRole, isNoName, roleOf } from "./column-role.ts";
import { keyedBy } from "./keyed-by.ts";

export type ValueType = "number" | "text" | "date" | "boolean" | "other";

export interface ColumnModel {
  readonly id: number;
  readonly table: TableModel;
  readonly name: string;
  readonly expr: ColumnExpr;
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly type: ValueType;
  readonly role: ColumnRole;
  readonly isPrimary: boolean;
  /** Name of the table this column points to, when it is a foreign key. */
  readonly refTable: string | undefined;
  readonly source: Column;
  readonly profile: ColumnProfile | undefined;
}

export interface TableModel {
  readonly id: number;
  readonly name: string;
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly columns: readonly ColumnModel[];
  readonly source: Table;
  /** Columns that tell a person which row this is, best first; may be empty. */
  readonly nameColumns: readonly ColumnModel[];
  readonly keyColumn: ColumnModel | undefined;
  /** Holds little but keys to other tables: a link between them. */
  readonly isBridge: boolean;
}

export interface SchemaModel {
  readonly catalog: Catalog;
  readonly tables: readonly TableModel[];
  readonly columns: readonly ColumnModel[];
}

interface MutableTable {
  id: number;
  name: string;
  words: readonly string[];
  stems: readonly string[];
  columns: ColumnModel[];
  source: Table;
  nameColumns: readonly ColumnModel[];
  keyColumn: ColumnModel | undefined;
  isBridge: boolean;
}

export function buildSchema(catalog: Catalog): SchemaModel {
  const columns: ColumnModel[] = [];
  const tables = catalog.tables.map((source, id): TableModel => {
    const words = identifierWords(source.name);
    const table: MutableTable = {
      id,
      name: source.name,
      words,
      stems: words.map(stem),
      columns: [],
      source,
      nameColumns: [],
      keyColumn: undefined,
      isBridge: false,
    };
    for (const column of source.columns) {
      const model = buildColumn(columns.length, table, column);
      table.columns.push(model);
      columns.push(model);
    }
    table.keyColumn = keyColumnOf(table);
    table.nameColumns = nameColumnsOf(table);
    const keys = new Set(source.foreignKeys.map((key) => (key.columns[0] ?? "").toLowerCase()));
    table.isBridge = keys.size >= 2 && table.columns.length - keys.size <= 2 && table.nameColumns.length === 0;
    return table;
  });
  return { catalog, tables, columns };
}

function buildColumn(id: number, table: TableModel, source: Column): ColumnModel {
  const words = identifierWords(source.name);
  const isPrimary = table.source.primaryKey.length === 1 && sameName(table.source.primaryKey[0] ?? "", source.name);
  const key = table.source.foreignKeys.find((candidate) => sameName(candidate.columns[0] ?? "", source.name));
  const type = valueTypeOf(source);
  return {
    id,
    table,
    name: source.name,
    expr: { kind: "column", table: table.name, column: source.name },
    words,
    stems: words.map(stem),
    type,
    role: roleOf({
      words,
      type,
      isKey: isPrimary || (key !== undefined && looksLikeKey(key, words)),
      profile: source.profile,
    }),
    isPrimary,
    refTable: key?.refTable,
    source,
    profile: source.profile,
  };
}

const KEY_ENDINGS = new Set("id ids key code no number ref uuid".split(" "));

/** A key that was only guessed must also be named like one: a score that happens to lie among the ids is no key. */
function looksLikeKey(key: ForeignKey, words: readonly string[]): boolean {
  if (key.origin === "declared") return true;
  const target = identifierWords(key.refTable).map(stem);
  return (
    KEY_ENDINGS.has(words.at(-1) ?? "") ||
    words.join(" ") === identifierWords(key.refColumns[0] ?? "").join(" ") ||
    words.every((word) => target.includes(stem(word)))
  );
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const ISO_DATE = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?Z?)?$/;
/** Numbers kept as text; a leading zero marks a code, which is none. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** What the stored values are; a declared type that the values contradict does not count. */
function valueTypeOf(source: Column): ValueType {
  const kind = source.type.kind;
  if (kind === "boolean") return "boolean";
  if (isTemporal(source.type)) return "date";
  const samples = source.profile?.topValues.map((entry) => entry.value).filter((value) => value !== "") ?? [];
  if (isNumeric(source.type))
    return samples.length > 0 && samples.every((value) => !NUMBER.test(value)) ? "text" : "number";
  if (kind === "text" || kind === "unknown") {
    if (samples.length > 0 && samples.every((value) => ISO_DATE.test(value))) return "date";
    if (samples.length > 0 && samples.every((value) => PLAIN_NUMBER.test(value))) return "number";
    return "text";
  }
  return kind === "uuid" || kind === "time" ? "text" : "other";
}

function keyColumnOf(table: TableModel): ColumnModel | undefined {
  return (
    table.columns.find((column) => column.isPrimary) ??
    table.columns.find(
      (column) => column.words.join(" ") === "id" || column.words.join(" ") === `${table.words.join(" ")} id`,
    )
  );
}

const NAME_WORDS = ["name", "title", "label"];

function nameColumnsOf(table: TableModel): ColumnModel[] {
  const texts = table.columns.filter((column) => column.type === "text" && column.role !== "id");
  const own = new Set(table.stems);
  const rows = keyedBy(table.keyColumn).map(stem).join(" ");
  const isOfPeople = texts.some(
    ({ words }) => words.includes("name") && (words.includes("first") || words.includes("full")),
  );
  const score = (column: ColumnModel): number => {
    const last = column.words.at(-1) ?? "";
    // A person's title is a rank, not a name.
    if (isOfPeople && column.words.length === 1 && last === "title") return 4;
    if (column.words.length === 1 && NAME_WORDS.includes(last)) return 10;
    // In a table called gym the member_name goes before the gym_name where the member_id tells the rows apart.
    if (NAME_WORDS.includes(last) && rows !== "" && column.stems.slice(0, -1).join(" ") === rows) return 9.5;
    if (NAME_WORDS.includes(last) && column.stems.slice(0, -1).every((word) => own.has(word))) return 9;
    if (NAME_WORDS.includes(last) && ["full", "first"].includes(column.words[0] ?? "")) return 8;
    if (NAME_WORDS.includes(last)) return ["middle", "last", "family"].includes(column.words[0] ?? "") ? 6 : 5;
    if (column.stems.length === 1 && own.has(column.stems[0] ?? "")) return 7;
    if (column.words[0] === "name" && column.words.length === 2 && last === "first") return 8;
    if (column.words[0] === "name" && column.words.length === 2 && ["last", "family"].includes(last)) return 6;
    if (["fname", "forename"].includes(last)) return 8;
    if (["lname", "surname"].includes(last)) return 6;
    return 0;
  };
  const ranked = texts.map((column) => ({ column, score: score(column) })).filter((entry) => entry.score > 0);
  if (ranked.length === 0) return isKeyed(table) ? describing(table, texts) : leadingNames(texts);
  const names = ranked.sort((a, b) => b.score - a.score || a.column.id - b.column.id).map((entry) => entry.column);
  const [first] = isKeyed(table) || !names.every(isRepeated) ? [] : leadingNames(texts);
  return first && first.id < (names[0]?.id ?? 0) ? [first, ...names] : names;
}

const MOST_OF_A_LIST = 5;

/** A list of codes goes by what describes each: "Dry Van" rather than V. */
function describing(table: Pick<TableModel, "columns">, texts: readonly ColumnModel[]): ColumnModel[] {
  const described = texts.filter(({ words }) => words.at(-1) === "description");
  return table.columns.length <= MOST_OF_A_LIST && described.length === 1 ? described : [];
}

/** The same name in several rows: a list of records has their holders' names, and does not go by them. */
const isRepeated = ({ profile }: ColumnModel): boolean =>
  profile !== undefined && profile.distinct < TELLS_APART * (profile.rows - profile.nulls);

/** A key of its own tells the rows apart; a number that only counts them does not. */
const isKeyed = ({ keyColumn }: Pick<MutableTable, "keyColumn">): boolean =>
  keyColumn !== undefined && !/^(?:#|column_\d+|no\.?|nr\.?|rank|pos)$/i.test(keyColumn.name);

const FEWEST_NAMED = 5;
/** A few rows of a list may share a name. */
const TELLS_APART = 0.95;

/** Sheets seldom call a column "name": the first text that tells the rows apart is one, headed "Act" or not at all. */
function leadingNames(texts: readonly ColumnModel[]): ColumnModel[] {
  const found = texts.find(({ profile, words }) => {
    if (!profile || profile.rows < FEWEST_NAMED || profile.nulls > 0 || words.some(isNoName)) return false;
    return profile.distinct >= TELLS_APART * profile.rows;
  });
  return found ? [found] : [];
}
