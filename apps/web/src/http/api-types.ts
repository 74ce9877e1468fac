import type {
  Catalog,
  ChartSpec,
  FileKind,
  IngestWarning,
  JsonCell,
  ParseOptions,
  ResultSummary,
} from "@parlance/core";

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | null;
}

export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly kind: "demo" | "anonymous";
  readonly description: string;
  readonly sourceCount: number;
  readonly expiresAt: string | null;
}

export interface SourceFile {
  readonly id: string;
  readonly name: string;
  readonly kind: FileKind;
  readonly bytes: number;
  readonly tables: readonly string[];
  readonly parsed: ParseOptions;
  readonly warnings: readonly IngestWarning[];
}

export interface Source {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: "files" | "demo";
  readonly dialect: "duckdb";
  readonly status: "connected" | "syncing" | "error";
  readonly statusReason?: string | null;
  readonly tableCount: number;
  readonly rowCount: number;
  readonly bytes: number;
  readonly version: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly expiresAt: string | null;
  readonly files: readonly SourceFile[];
}

export interface SourceWithCatalog {
  readonly source: Source;
  readonly catalog: Catalog;
}

export interface RowsPage {
  readonly columns: ResultSummary["columns"];
  readonly rows: readonly (readonly JsonCell[])[];
  readonly rowCount: number;
}

export interface QueryRun {
  readonly sql: string;
  readonly result: ResultSummary;
  readonly chart: ChartSpec | null;
}
