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
  /** Of each column the number that keys and comments call it by; null where they only count from 1. */
  readonly numbers: readonly string[] | null;
  readonly kinds: readonly NamedType[];
}

/** A type with its modifier, put together once however many columns have it. */
interface NamedType {
  readonly oid: number;
  readonly type: DataType;
}

/** By the column's number. */
type Comments = ReadonlyMap<string, string>;

export async function readTables(
  session: PostgresSession,
  schemas: readonly string[],
  types: TypesByOid,
): Promise<readonly ListedTable[]> {
  const rows = [...(await session.texts(TABLES, [schemas]))].sort(bySearchPath);
  const kindsOf = await readTypeNames(session, rows, types);
  const comments = commentsOf(await session.texts(COLUMN_COMMENTS, [schemas]));
  const taken = new Set<string>();
  return rows.map((row) => {
    const [oid = "", schema, nativeName, kind, estimate, comment] = row;
    const plain = nativeName ?? "";
    const name = taken.has(plain.toLowerCase()) ? `${schema}.${plain}` : plain;
    taken.add(name.toLowerCase());
    const rowCount = Math.round(Number(estimate));
    return {
      oid: oid ?? "",
      schema: schema ?? "",
      nativeName: plain,
      name,
      isView: kind === "v" || kind === "m",
      rowCount: rowCount < 0 ? undefined : rowCount,
      comment: comment ?? undefined,
      ...listedColumns(row, kindsOf, comments.get(oid ?? "")),
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

function listedColumns(row: TextRow, kindsOf: KindsOf, comments: Comments | undefined): ListedColumns {
  const [, , , , , , names, numberList, types, musts] = row;
  const kinds = kindsOf(types ?? "");
  const numbers = numberList ? readTexts(numberList) : null;
  const columns = readTexts(names ?? "{}").map((name, i): Column => {
    const column = { name, type: (kinds[i] ?? UNKNOWN).type, nullable: musts?.[i] !== "t" };
    const comment = comments?.get(numbers?.[i] ?? String(i + 1));
    return comment === undefined ? column : { ...column, comment };
  });
  return { columns, numbers, kinds };
}

const UNKNOWN: NamedType = { oid: 0, type: { kind: "unknown", native: "" } };

/** From a table's list of types, which many tables share, to the types. */
type KindsOf = (list: string) => readonly NamedType[];

async function readTypeNames(
  session: PostgresSession,
  tables: readonly TextRow[],
  types: TypesByOid,
): Promise<KindsOf> {
  const lists = new Map<string, readonly string[]>();
  for (const [, , , , , , , , list] of tables) if (list && !lists.has(list)) lists.set(list, list.split(","));
  const pairs = [...new Set([...lists.values()].flat())].map((pair) => pair.split(" "));
  const numbers = (at: number): string[] => pairs.map((pair) => pair[at] ?? "");
  const rows = await session.texts(TYPE_NAMES, [numbers(0), numbers(1)]);
  const named = new Map(
    rows.map(([type, modifier, native]) => {
      const oid = Number(type);
      const known = dataTypeOf(oid, Number(modifier), types);
      return [`${type} ${modifier}`, { oid, type: { ...known, native: native ?? "" } }];
    }),
  );
  const kinds = new Map([...lists].map(([list, items]) => [list, items.map((item) => named.get(item) ?? UNKNOWN)]));
  return (list) => kinds.get(list) ?? [];
}

function commentsOf(rows: readonly TextRow[]): ReadonlyMap<string, Comments> {
  const comments = new Map<string, Map<string, string>>();
  for (const [table, column, comment] of rows) {
    const known = comments.get(table ?? "") ?? new Map<string, string>();
    comments.set(table ?? "", known.set(column ?? "", comment ?? ""));
  }
  return comments;
}
