import type { IngestJob } from "../job.ts";
import { columnNames } from "../names.ts";
import type { ChosenFormat } from "../typing/choose-format.ts";
import { chosenFormatFor } from "./chosen-types.ts";
import { type LoadedText, loadText, type TextColumn } from "./load-text.ts";
import { columnSource, RowFile, rowFileScan } from "./row-file.ts";

/** A value as workbooks, databases and JSON give it. Objects and arrays stay JSON. */
export type SourceValue = null | undefined | string | number | bigint | boolean | Date | Uint8Array | object;

interface SeenKinds {
  strings: boolean;
  others: boolean;
  nested: boolean;
  binary: boolean;
}

/** A longer text than this is cut by no one: it is refused, with its place. */
const MAX_CELL_CHARACTERS = 8_000_000;

/** Rows of values whose kind the source knows, written as text and loaded with types that fit all of them. */
export class ValueFile {
  readonly #job: IngestJob;
  readonly #table: string;
  readonly #file: RowFile;
  readonly #seen: readonly SeenKinds[];

  private constructor(job: IngestJob, table: string, file: RowFile) {
    this.#job = job;
    this.#table = table;
    this.#file = file;
    this.#seen = Array.from({ length: file.width }, () => ({
      strings: false,
      others: false,
      nested: false,
      binary: false,
    }));
  }

  static async create(job: IngestJob, table: string, width: number): Promise<ValueFile> {
    return new ValueFile(job, table, new RowFile(await job.scratchPath("values.csv"), width));
  }

  get rowCount(): number {
    return this.#file.rowCount;
  }

  write(values: readonly SourceValue[]): void {
    this.#file.write(values.map((value, column) => this.#toText(value, column)));
  }

  close(): void {
    this.#file.close();
  }

  /** `names` may hold null: such a column is kept under a made-up name if it holds anything. */
  async load(
    names: readonly (string | null)[],
    path: string,
    bytes: { from: number; to: number },
  ): Promise<LoadedText> {
    return loadText(this.#job, {
      table: this.#table,
      path,
      scan: rowFileScan(this.#file),
      columns: this.#textColumns(names),
      preferences: { decimal: ".", dateOrder: this.#job.request.options.csv?.dateOrder },
      bytesFrom: bytes.from,
      bytesTo: bytes.to,
    });
  }

  #textColumns(names: readonly (string | null)[]): TextColumn[] {
    const kept = names.flatMap((name, column) =>
      name !== null || (this.#file.evidence[column]?.values.length ?? 0) > 0 ? [{ name, column }] : [],
    );
    const unique = columnNames(kept.map(({ name, column }) => name ?? `column_${column + 1}`));
    return kept.map(({ column }, index) => this.#textColumn(unique[index] ?? "", column));
  }

  #textColumn(name: string, column: number): TextColumn {
    const seen = this.#seen[column];
    const values = this.#file.evidence[column]?.values ?? [];
    const fixed = chosenFormatFor(this.#job, this.#table, name, values) ?? (seen && knownFormat(seen));
    return {
      name,
      source: columnSource(column),
      values,
      declared: seen?.strings && !seen.others ? "strings" : "nothing",
      ...(fixed ? { fixed } : {}),
    };
  }

  #toText(value: SourceValue, column: number): string | null {
    const seen = this.#seen[column];
    if (value === null || value === undefined || seen === undefined) return null;
    if (typeof value === "string") {
      if (value.length > MAX_CELL_CHARACTERS) {
        throw this.#job.reject("A cell is longer than 8 million characters.", {
          row: this.rowCount + 1,
          table: this.#table,
        });
      }
      seen.strings ||= value !== "";
      return value.includes("\0") ? value.replaceAll("\0", "") : value;
    }
    if (value instanceof Uint8Array) {
      seen.binary = true;
      return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex");
    }
    if (typeof value === "object" && !(value instanceof Date)) {
      seen.nested = true;
      return JSON.stringify(value);
    }
    seen.others = true;
    return value instanceof Date ? momentText(value) : typeof value === "number" ? numberText(value) : String(value);
  }
}

const numberText = (value: number): string | null => (Number.isFinite(value) ? String(value) : null);

function momentText(moment: Date): string | null {
  if (Number.isNaN(moment.getTime())) return null;
  const iso = moment.toISOString().slice(0, -1);
  return iso.endsWith("T00:00:00.000") ? iso.slice(0, 10) : iso.replace("T", " ").replace(/\.000$/, "");
}

function knownFormat({ nested, binary, strings, others }: SeenKinds): ChosenFormat | undefined {
  if (binary) {
    const format =
      strings || others || nested ? ({ kind: "text", isTrimmed: false } as const) : ({ kind: "binary" } as const);
    return { format, nullWords: [], isDateOrderAmbiguous: false };
  }
  return nested ? { format: { kind: "json" }, nullWords: [], isDateOrderAmbiguous: false } : undefined;
}
