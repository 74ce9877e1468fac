import type { Column, DataType } from "@parlance/core";
import { COLUMN_COMMENTS, TABLES, TYPE_NAMES } from "./catalog-sql.ts";
import { readTexts } from "./cells.ts";
import type { PostgresSession, TextRow } from "./session.ts";
import { dataTypeOf, type TypesByOid } from "./types.ts";

/** A table as the server lists it. */
export interface ListedTable extends ListedColumns {
  readonly oid: string;
  readonly schema: string;
  readonly nativeName: string;
  /** Unique: the first schema in the search path keeps the plain name. */
  readonly name: string;
  readonly isView: boolean;
  /** Absent where the server has never counted. */
  readonly rowCount: number | undefined;
  readonly comment: string | undefined;
}

interface ListedColumns {
  readonly columns: readonly Column[];
  /** Of each column the number that keys and comments call it by. */
  readonly numbers: readonly string[];
  readonly typeOids: readonly number[];
}

/** A type with its modifier, put together once however many columns have it. */
interface NamedType {
  readonly oid: number;
  readonly type: DataType;
}

type NamedTypes = ReadonlyMap<string, NamedType>;
/** By the column's number. */
type Comments = ReadonlyMap<string, string>;

export async function readTables(
  session: PostgresSession,
  schemas: readonly string[],
  types: TypesByOid,
): Promise<readonly ListedTable[]> {
  const rows = [...(await session.texts(TABLES, [schemas]))].sort(bySearchPath);
  const named = await readTypeNames(session, rows, types);
  const comments = commentsOf(await session.texts(COLUMN_COMMENTS, [schemas]));
  const taken = new Set<string>();
  return rows.map((row) => {
    const [oid = "", schema, nativeName, kind, estimate, comment] = row;
    const plain = nativeName ?? "";
    const name = taken.has(plain.toLowerCase()) ? `${schema}.${plain}` : plain;
    taken.add(name.toLowerCase());
    const rowCount = Math.round(Number(estimate));
    const listed = listedColumns(row, named, comments.get(oid ?? ""));
    return {
      oid: oid ?? "",
      schema: schema ?? "",
      nativeName: plain,
      name,
      isView: kind === "v" || kind === "m",
      rowCount: rowCount < 0 ? undefined : rowCount,
      comment: comment ?? undefined,
      columns: listed.columns,
      numbers: listed.numbers,
      typeOids: listed.typeOids,
    };
  });
}

/** What is found without a schema comes first. */
function bySearchPath(a: TextRow, b: TextRow): number {
  const path = (row: TextRow): number => Number(row[10] ?? Number.POSITIVE_INFINITY);
  const [aPath, bPath] = [path(a), path(b)];
  if (aPath !== bPath) return aPath < bPath ? -1 : 1;
  return byText(a[1], b[1]) || byText(a[2], b[2]);
}

const byText = (a: string | null = "", b: string | null = ""): number => (a === b ? 0 : (a ?? "") < (b ?? "") ? -1 : 1);

const listOf = (text: string | null | undefined): readonly string[] => (text ? text.split(",") : []);

function listedColumns(row: TextRow, named: NamedTypes, comments: Comments | undefined): ListedColumns {
  const [, , , , , , names, numberList, types, musts] = row;
  const numbers = readTexts(numberList ?? "{}");
  const kinds = listOf(types).map((type) => named.get(type) ?? UNKNOWN);
  const columns = readTexts(names ?? "{}").map(
    (name, i): Column => ({ name, type: (kinds[i] ?? UNKNOWN).type, nullable: musts?.[i] !== "t" }),
  );
  const typeOids = kinds.map(({ oid }) => oid);
  const listed = {
    columns: comments === undefined ? columns : commented(columns, numbers, comments),
    numbers,
    typeOids,
  };
  return isAscending(numbers) ? listed : inOrder(listed);
}

const UNKNOWN: NamedType = { oid: 0, type: { kind: "unknown", native: "" } };

const commented = (columns: readonly Column[], numbers: readonly string[], comments: Comments): readonly Column[] =>
  columns.map((column, i) => {
    const comment = comments.get(numbers[i] ?? "");
    return comment === undefined ? column : { ...column, comment };
  });

const isAscending = (numbers: readonly string[]): boolean =>
  numbers.every((number, i) => i === 0 || Number(numbers[i - 1]) < Number(number));

/** The server lists columns as they lie in its catalog, where a changed one may have moved behind the others. */
function inOrder({ columns, numbers, typeOids }: ListedColumns): ListedColumns {
  const places = numbers.map((_, i) => i).sort((a, b) => Number(numbers[a]) - Number(numbers[b]));
  const sorted = <T>(list: readonly T[]): T[] => places.flatMap((place) => list.slice(place, place + 1));
  return { columns: sorted(columns), numbers: sorted(numbers), typeOids: sorted(typeOids) };
}

async function readTypeNames(
  session: PostgresSession,
  tables: readonly TextRow[],
  types: TypesByOid,
): Promise<NamedTypes> {
  const used = new Set<string>();
  for (const row of tables) for (const type of listOf(row[8])) used.add(type);
  const pairs = [...used].map((pair) => pair.split(" "));
  const numbers = (at: number): string[] => pairs.map((pair) => pair[at] ?? "");
  const rows = await session.texts(TYPE_NAMES, [numbers(0), numbers(1)]);
  return new Map(
    rows.map(([type, modifier, native]) => {
      const oid = Number(type);
      const known = dataTypeOf(oid, Number(modifier), types);
      return [`${type} ${modifier}`, { oid, type: { ...known, native: native ?? "" } }];
    }),
  );
}

function commentsOf(rows: readonly TextRow[]): ReadonlyMap<string, Comments> {
  const comments = new Map<string, Map<string, string>>();
  for (const [table, column, comment] of rows) {
    const known = comments.get(table ?? "") ?? new Map<string, string>();
    comments.set(table ?? "", known.set(column ?? "", comment ?? ""));
  }
  return comments;
}
