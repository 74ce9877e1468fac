/** Tables inside grids of cells: where the header is, and what columns and tables are called. For everything that is like a sheet. */

export { columnNames, tableName, uniqueName } from "./ingest/names.ts";
export { findSheetHeader, type SheetHeader, type SheetRow } from "./ingest/sheet/sheet-header.ts";
