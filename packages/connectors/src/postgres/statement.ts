import type { AppError, Cell, FrameColumn, GuardPolicy, ResultStream, RunLimits } from "@parlance/core";
import { asWritten, judgePostgres, type RunnableText, refusalError, type TableReference } from "@parlance/sql";
import type { FieldDef } from "pg";
import { BoundedFrames, cutText } from "../process/bounded-frames.ts";
import { cellReader } from "./cells.ts";
import { quoteName } from "./dialect.ts";
import { toSourceError } from "./errors.ts";
import type { RawRow, RowQuery } from "./row-query.ts";
import type { PostgresSession } from "./session.ts";
import { dataTypeOf, kindOf, type TypesByOid } from "./types.ts";

/** A statement the guard has allowed, with every table's schema written out. */
export interface AllowedStatement {
  readonly sql: string;
  /** With the policy's restrictions written in. */
  readonly isRestricted: boolean;
  readonly runs: RunnableText;
  /** From a place in `sql`, in the server's characters, to the same place in what the person wrote, in UTF-16. */
  positionOf(character: number): number;
}

/**
 * Judges the statement and writes the schema before every table named without one: which table is read must not depend
 * on what else the database holds.
 */
export async function allowStatement(
  sql: string,
  policy: GuardPolicy,
  types: ReadonlySet<string>,
): Promise<AllowedStatement> {
  const judged = await judgePostgres(sql, policy, types);
  if (!("references" in judged)) {
    if (judged.verdict.isAllowed) throw new Error("allowed without references");
    throw refusalError(judged.verdict.refusal);
  }
  const written = qualified(judged.runs.sql, judged.references);
  return {
    ...written,
    // Where restrictedError finds what the person wrote; the place itself has been taken back by then.
    runs: asWritten(written.sql),
    isRestricted: judged.runs.sql !== sql,
    positionOf: (character) => judged.runs.originalPosition(written.positionOf(character)),
  };
}

interface Insertion {
  /** UTF-8 offset. */
  readonly at: number;
  readonly text: string;
}

function qualified(sql: string, references: readonly TableReference[]): Pick<AllowedStatement, "sql" | "positionOf"> {
  const bytes = Buffer.from(sql);
  const insertions = references
    .filter((reference) => !reference.isQualified && reference.table?.schema !== undefined)
    .map(({ at, table }): Insertion => ({ at, text: `${quoteName(table?.schema ?? "")}.` }))
    .sort((a, b) => a.at - b.at);
  const parts: Buffer[] = [];
  let from = 0;
  for (const { at, text } of insertions) {
    parts.push(bytes.subarray(from, at), Buffer.from(text));
    from = at;
  }
  parts.push(bytes.subarray(from));
  const written = Buffer.concat(parts).toString();
  const positionOf = (character: number): number => {
    const byte = originalByte(insertions, Buffer.byteLength([...written].slice(0, character).join("")));
    return bytes.toString("utf8", 0, byte).length;
  };
  return { sql: written, positionOf };
}

/** A place inside what was written in is the place it was written at. */
function originalByte(insertions: readonly Insertion[], byte: number): number {
  let shift = 0;
  for (const { at, text } of insertions) {
    if (byte < at + shift) break;
    const size = Buffer.byteLength(text);
    if (byte < at + shift + size) return at;
    shift += size;
  }
  return byte - shift;
}

/** Reads an open statement's rows as frames within the limits; the session is over with the statement. */
export async function readStatement(
  session: PostgresSession,
  query: RowQuery,
  types: TypesByOid,
  limits: RunLimits,
  positionOf: AllowedStatement["positionOf"],
  stopped: () => AppError | null,
  onEnd: () => void,
): Promise<ResultStream> {
  const fail = (error: unknown): AppError => stopped() ?? toSourceError(error, true, positionOf);
  let fields: readonly FieldDef[];
  try {
    fields = await query.columns;
  } catch (error) {
    void session.end();
    onEnd();
    throw fail(error);
  }
  const columns = columnsOf(fields, types);
  const frames = new BoundedFrames(columns, limits);
  const readers = fields.map((field) => boundedReader(field.dataTypeID, types, limits, frames));

  async function* read() {
    try {
      for await (const batch of query.rows()) {
        for (const row of batch) {
          if (!frames.add(cellsOf(row, readers), row.bytes)) {
            const last = frames.take();
            if (last) yield last;
            return;
          }
          const full = frames.isFull ? frames.take() : null;
          if (full) yield full;
          const reason = stopped();
          if (reason) throw reason;
        }
      }
      const rest = frames.take();
      if (rest) yield rest;
    } catch (error) {
      throw fail(error);
    } finally {
      if (query.hasEnded) void session.end();
      else void session.cancel();
      onEnd();
    }
  }
  return { columns, frames: read(), wasTruncated: () => frames.isTruncated };
}

const cellsOf = ({ cells }: RawRow, readers: readonly Reader[]): Cell[] =>
  readers.map((read, i) => {
    const text = cells[i] ?? null;
    return text === null ? null : read(text);
  });

type Reader = (text: string) => Cell;

/** A cell beyond the limit is cut before it is read; a cut number or date would be another value, so it stays text. */
function boundedReader(oid: number, types: TypesByOid, { maxCellBytes }: RunLimits, frames: BoundedFrames): Reader {
  const read = cellReader(oid, types);
  const isBinary = kindOf(oid, types) === "binary";
  return (text) => {
    if (isBinary) {
      const maxLength = 2 + maxCellBytes * 2;
      if (text.length > maxLength) frames.isTruncated = true;
      return read(text.slice(0, maxLength));
    }
    const cut = cutText(text, maxCellBytes);
    if (cut === text) return read(text);
    frames.isTruncated = true;
    return cut;
  };
}

/** SQL allows the same name twice; frames do not, and tables do not tell cases apart. */
function columnsOf(fields: readonly FieldDef[], types: TypesByOid): FrameColumn[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    let name = field.name;
    for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${field.name}_${n}`;
    taken.add(name.toLowerCase());
    return { name, type: dataTypeOf(field.dataTypeID, field.dataTypeModifier, types) };
  });
}
