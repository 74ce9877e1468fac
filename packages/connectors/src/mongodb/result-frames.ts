import { AppError, type Cell, type Frame, type FrameColumn, type RunLimits, type TypeKind } from "@parlance/core";
import type { Document } from "mongodb";
import { type BsonType, bsonTypeOf, kindOf, toCell } from "./types.ts";

const FRAME_ROWS = 2_048;
/** Documents that are looked at before the columns are settled. */
const LOOK_AT = 1_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;

/** Documents have no columns; these are made from the first ones, and later documents must fit. */
export interface DocumentColumns {
  readonly columns: readonly FrameColumn[];
  readonly first: readonly Document[];
}

export async function settleColumns(
  documents: AsyncIterator<Document>,
  fields: readonly string[] | null,
): Promise<DocumentColumns> {
  const first: Document[] = [];
  while (first.length < LOOK_AT) {
    const next = await documents.next();
    if (next.done) break;
    first.push(next.value);
  }
  const types = new Map<string, Set<BsonType>>((fields ?? []).map((field) => [field, new Set()]));
  for (const document of first) {
    for (const [field, value] of Object.entries(document)) {
      const seen = types.get(field) ?? new Set();
      seen.add(bsonTypeOf(value));
      types.set(field, seen);
    }
  }
  return { columns: [...types].map(([name, seen]) => columnOf(name, seen, first)), first };
}

function columnOf(name: string, seen: ReadonlySet<BsonType>, documents: readonly Document[]): FrameColumn {
  const kind = kindOf(seen);
  const native = [...seen].filter((type) => type !== "null").join(" | ") || "null";
  return { name, type: { kind: kind === "text" ? textKind(name, documents) : kind, native } };
}

/** Starts of periods are ISO text in a pipeline; as dates they can be drawn along an axis. */
function textKind(name: string, documents: readonly Document[]): TypeKind {
  const texts = documents.map((document) => document[name]).filter((value) => value !== null && value !== undefined);
  if (texts.every((text) => typeof text === "string" && DAY.test(text))) return "date";
  return texts.every((text) => typeof text === "string" && MOMENT.test(text)) ? "timestamp" : "text";
}

/** Fills frames within the limits. `onCut` is told when a row, a cell or a field was left out. */
export async function* toFrames(
  { columns, first }: DocumentColumns,
  rest: AsyncIterator<Document>,
  limits: RunLimits,
  onCut: () => void,
): AsyncGenerator<Frame> {
  const names = new Set(columns.map(({ name }) => name));
  let rows = 0;
  let bytes = 0;
  let data: Cell[][] = columns.map(() => []);
  const frame = (): Frame => ({ columns, rowCount: data[0]?.length ?? 0, data });
  for await (const document of inTurn(first, rest)) {
    if (rows >= limits.maxRows || bytes >= limits.maxBytes) {
      onCut();
      break;
    }
    if (Object.keys(document).some((field) => !names.has(field))) onCut();
    for (const [i, column] of columns.entries()) {
      const cell = cutCell(cellOf(document[column.name], column), limits.maxCellBytes, onCut);
      bytes += sizeOf(cell);
      data[i]?.push(cell);
    }
    rows += 1;
    if ((data[0]?.length ?? 0) === FRAME_ROWS) {
      yield frame();
      data = columns.map(() => []);
    }
  }
  if ((data[0]?.length ?? 0) > 0) yield frame();
}

async function* inTurn(first: readonly Document[], rest: AsyncIterator<Document>): AsyncGenerator<Document> {
  yield* first;
  for (;;) {
    const next = await rest.next();
    if (next.done) return;
    yield next.value;
  }
}

function cellOf(value: unknown, { name, type }: FrameColumn): Cell {
  const cell = toCell(value, type.kind === "date" || type.kind === "timestamp" ? "text" : type.kind);
  const isMoment = type.kind === "date" ? DAY : type.kind === "timestamp" ? MOMENT : null;
  if (cell === undefined || (isMoment !== null && cell !== null && !isMoment.test(String(cell)))) {
    throw new AppError("SQL_TYPE_MISMATCH", {
      message: `The field "${name}" holds values of different types.`,
      hint: `Make them one type in the pipeline, such as {"$project": {"${name}": {"$toString": "$${name}"}}}.`,
    });
  }
  return cell;
}

function cutCell(cell: Cell, maxBytes: number, onCut: () => void): Cell {
  if (cell instanceof Uint8Array && cell.byteLength > maxBytes) {
    onCut();
    return cell.slice(0, maxBytes);
  }
  if (typeof cell === "string" && cell.length * 3 > maxBytes && Buffer.byteLength(cell) > maxBytes) {
    onCut();
    // A cut in the middle of a character leaves a replacement mark of three bytes.
    return Buffer.from(cell)
      .subarray(0, maxBytes - 3)
      .toString("utf8");
  }
  if (typeof cell === "object" && cell !== null && !(cell instanceof Uint8Array) && sizeOf(cell) > maxBytes) {
    onCut();
    return null;
  }
  return cell;
}

/** Bytes, about: what a cell takes on its way and in memory. */
function sizeOf(cell: Cell): number {
  if (cell === null || typeof cell !== "object") return typeof cell === "string" ? cell.length + 8 : 8;
  if (cell instanceof Uint8Array) return cell.byteLength + 8;
  return Object.entries(cell).reduce((sum, [key, value]) => sum + key.length + sizeOf(value as Cell), 16);
}
