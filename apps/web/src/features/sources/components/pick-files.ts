import { upload } from "../api/uploads.ts";

export const FILE_TYPES = ".csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.parquet,.sqlite,.sqlite3,.db,.duckdb";

/** Opens the browser's file chooser and uploads what is chosen. */
export function pickFiles(intoSourceId?: string): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = true;
  input.accept = FILE_TYPES;
  input.onchange = () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) void upload(files, intoSourceId);
  };
  input.click();
}
