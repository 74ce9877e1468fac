import {
  AppError,
  type Cell,
  type FrameColumn,
  type ResultStream,
  type RunLimits,
  type TypeKind,
} from "@parlance/core";
import type { Document } from "mongodb";
import { rowStream } from "../process/row-stream.ts";
import { type BsonType, bsonTypeOf, kindOf, toCell } from "./types.ts";

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

/** The documents as rows of these columns, within the limits. A field that no column shows counts as cut. */
export function documentRows(
  { columns, first }: DocumentColumns,
  rest: AsyncIterator<Document>,
  limits: RunLimits,
): ResultStream {
  const names = new Set(columns.map(({ name }) => name));
  let hasOtherFields = false;
  async function* batches(): AsyncGenerator<readonly Cell[][]> {
    for await (const document of inTurn(first, rest)) {
      hasOtherFields ||= Object.keys(document).some((field) => !names.has(field));
      yield [columns.map((column) => cellOf(document[column.name], column))];
    }
  }
  const rows = rowStream({ columns, batches: batches() }, limits);
  return { ...rows, wasTruncated: () => hasOtherFields || rows.wasTruncated() };
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
