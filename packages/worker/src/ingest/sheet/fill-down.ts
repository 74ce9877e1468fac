import type { MergeRange } from "hucre";
import type { SourceValue } from "../load/value-file.ts";
import type { SheetRow } from "./sheet-header.ts";

export interface FillDown {
  /** Columns of which a cell reaches over several rows of data. */
  readonly columns: ReadonlySet<number>;
  /** The row with the value of each merged cell that reaches into it. Rows must come in their order. */
  row(index: number, values: SheetRow): SheetRow;
}

/** A cell merged over several rows holds its value in the first of them alone; every row below it means the same. */
export function fillDown(merges: readonly MergeRange[], dataFrom: number): FillDown {
  const tall = merges.filter(({ startRow, endRow }) => endRow > startRow && startRow >= dataFrom);
  const byStart = new Map<number, MergeRange[]>();
  for (const merge of tall) byStart.set(merge.startRow, [...(byStart.get(merge.startRow) ?? []), merge]);
  const open = new Map<number, { readonly endRow: number; readonly value: SourceValue }>();
  return {
    columns: new Set(tall.map(({ startCol }) => startCol)),
    row: (index, values) => {
      for (const { startCol, endRow } of byStart.get(index) ?? [])
        open.set(startCol, { endRow, value: values[startCol] });
      if (open.size === 0) return values;
      const filled = Array.from(values);
      for (const [column, { endRow, value }] of open) {
        if (index > endRow) open.delete(column);
        else filled[column] = value;
      }
      return filled;
    },
  };
}
