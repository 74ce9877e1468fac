import type { DeclaredFacts } from "./ports/query-worker.ts";

export const FILE_KINDS = ["csv", "xlsx", "json", "ndjson", "parquet", "sqlite", "duckdb"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** How delimited text was read. Every field can be set by the person; the rest is sniffed. */
export interface CsvOptions {
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";
  readonly hasHeader: boolean;
  /** Lines before the header or first row that are skipped. */
  readonly skipLines: number;
  readonly decimalSeparator: "." | ",";
  readonly thousandsSeparator: "" | "," | "." | " " | "'";
  readonly dateOrder: "ymd" | "dmy" | "mdy";
  /** Words read as NULL, compared without case. */
  readonly nullWords: readonly string[];
}

export interface SheetOptions {
  readonly sheets?: readonly string[];
  /** 1-based row that holds the header, by sheet name. */
  readonly headerRow?: Readonly<Record<string, number>>;
}

export interface JsonOptions {
  /** flatten: nested objects become columns "a.b"; keep: they stay JSON. */
  readonly nested: "flatten" | "keep";
  /** Path to the array of records, such as "data.items"; empty for the top. */
  readonly recordsPath: string;
}

export interface ParseOptions {
  /** What becomes of a last row that is called a total and adds up those above it, or of remarks below a table; present where there are some. */
  readonly totalsRow?: "leaveOut" | "keep";
  readonly csv?: Partial<CsvOptions>;
  readonly sheets?: SheetOptions;
  readonly json?: Partial<JsonOptions>;
  /** Column types chosen by the person, by table name then column name, as logical kinds. */
  readonly columnTypes?: Readonly<
    Record<
      string,
      Readonly<Record<string, "text" | "integer" | "decimal" | "double" | "boolean" | "date" | "timestamp">>
    >
  >;
}

export interface IngestRequest {
  /** Absolute path of the received file. */
  readonly path: string;
  /** The name the person's file had; a label, never a path. */
  readonly fileName: string;
  /** Folder that receives <n>.parquet files; exists and is empty. */
  readonly outDir: string;
  readonly options: ParseOptions;
  /** Table names already used in this source. */
  readonly takenNames: readonly string[];
  readonly timeoutMs: number;
}

export interface IngestProgress {
  readonly phase: "receive" | "sniff" | "convert" | "profile" | "keys" | "index";
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly rows: number;
  readonly table?: string;
}

export interface IngestedTable extends DeclaredFacts {
  readonly name: string;
  /** Absolute path of the Parquet file. */
  readonly path: string;
  readonly rowCount: number;
  /** Sheet name, SQLite table name, and so on: where in the file it came from. */
  readonly origin?: string;
}

export interface IngestWarning {
  readonly table?: string;
  readonly row?: number;
  readonly column?: string;
  readonly message: string;
}

export interface IngestedFile {
  readonly kind: FileKind;
  readonly tables: readonly IngestedTable[];
  /** What was sniffed or chosen, shown to the person and accepted back as options. */
  readonly parsed: ParseOptions;
  readonly warnings: readonly IngestWarning[];
}
