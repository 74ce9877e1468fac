import { upload } from "../api/uploads.ts";

export const FILE_TYPES = ".csv,.tsv,.txt,.xlsx,.json,.ndjson,.jsonl,.parquet,.sqlite,.sqlite3,.db,.duckdb";

/** Opens the browser's file chooser and uploads what is chosen. */
export const pickFiles = (intoSourceId?: string): void =>
  choose(true, (files) => {
    if (files.length > 0) void upload(files, intoSourceId);
  });

/** Lets the person choose one file. */
export const chooseFile = (onFile: (file: File) => void): void =>
  choose(false, ([file]) => {
    if (file !== undefined) onFile(file);
  });

function choose(isMultiple: boolean, onFiles: (files: File[]) => void): void {
  const input = document.createElement("input");
  input.type = "file";
  input.multiple = isMultiple;
  input.accept = FILE_TYPES;
  input.onchange = () => onFiles([...(input.files ?? [])]);
  input.click();
}
