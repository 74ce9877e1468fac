import { type Cell, type Frame, type FrameColumn, isNumeric, isTemporal } from "@parlance/core";

/**
 * What a column is for, beyond its type: an id or a year is a number that nobody adds up.
 * period = an ordered part of the calendar written as number or text (2024, "2024-05", month 1-12).
 */
export type ColumnRole = "time" | "period" | "measure" | "category" | "identifier" | "other";

export interface ShapeColumn {
  readonly name: string;
  readonly index: number;
  readonly role: ColumnRole;
  /** Distinct values among the rows looked at. */
  readonly distinct: number;
  readonly longestLabel: number;
  readonly hasNegative: boolean;
  /** Sum of the finite numbers; 0 for columns that are not numbers. */
  readonly sum: number;
}

export interface ResultShape {
  readonly rowCount: number;
  readonly columns: readonly ShapeColumn[];
  /** True when no two rows looked at share their values in these columns: then a mark stands for one row. */
  isUniqueBy(columns: readonly ShapeColumn[]): boolean;
}

/** Looks at the first page, which is what charts and sentences are made of; `rowCount` is that of the whole result. */
export function resultShape(page: Frame, rowCount: number): ResultShape {
  const columns = page.columns.map((column, index) => shapeColumn(column, page.data[index] ?? [], index));
  const isUniqueBy = (keys: readonly ShapeColumn[]): boolean => {
    const seen = new Set<string>();
    for (let row = 0; row < page.rowCount; row++) {
      seen.add(JSON.stringify(keys.map((key) => labelText(page.data[key.index]?.[row] ?? null))));
    }
    return seen.size === page.rowCount;
  };
  return { rowCount, columns, isUniqueBy };
}

function shapeColumn(column: FrameColumn, cells: readonly Cell[], index: number): ShapeColumn {
  const labels = cells.map(labelText);
  const numbers = isNumeric(column.type) ? cells.map(Number).filter(Number.isFinite) : [];
  return {
    name: column.name,
    index,
    role: columnRole(column, cells, new Set(labels).size),
    distinct: new Set(labels).size,
    longestLabel: labels.reduce((longest, label) => Math.max(longest, label.length), 0),
    hasNegative: numbers.some((value) => value < 0),
    sum: numbers.reduce((sum, value) => sum + value, 0),
  };
}

/** Structures count as one label: they are never drawn. */
const labelText = (cell: Cell): string => (cell === null ? "" : typeof cell === "object" ? "…" : String(cell));

const IDENTIFIER_NAME = /(^|[_\s.-])(id|ids|key|uuid|guid|zip|zipcode|postcode|phone|isbn|sku|ean)$|[a-z](Id|ID|Key)$/i;
const NUMBERED_NAME = /(^|[_\s.-])(no|nr|number|code|index)$/i;
const YEAR_NAME = /(^|[_\s.-])years?$|^fiscal_?year/i;
const PART_NAME = /(^|[_\s.-])(month|quarter|week|weekday|day|hour|day_of_week|dow)$/i;
const PERIOD_TEXT = /^\d{4}(-\d{2}(-\d{2})?|[- ]?Q[1-4]|-W\d{2})?$/i;
const LIKE_MEASURE =
  /(^|[_\s])(count|sum|total|average|avg|mean|median|min|max|minimum|maximum|share|percent|ratio)([_\s]|$)/i;

export function columnRole(column: FrameColumn, cells: readonly Cell[], distinct: number): ColumnRole {
  if (isTemporal(column.type)) return "time";
  if (isNumeric(column.type)) return numericRole(column, cells, distinct);
  switch (column.type.kind) {
    case "text":
    case "unknown":
      return isPeriodText(cells) ? "period" : IDENTIFIER_NAME.test(column.name) ? "identifier" : "category";
    case "boolean":
    case "time":
      return "category";
    case "uuid":
      return "identifier";
    default:
      return "other";
  }
}

function numericRole(column: FrameColumn, cells: readonly Cell[], distinct: number): ColumnRole {
  if (LIKE_MEASURE.test(column.name)) return "measure";
  const isWhole = column.type.kind === "integer" || column.type.kind === "bigint";
  if (IDENTIFIER_NAME.test(column.name)) return "identifier";
  if (!isWhole && !cells.every((cell) => cell === null || Number.isInteger(Number(cell)))) return "measure";
  if (YEAR_NAME.test(column.name) && cells.every(isYear)) return "period";
  if (PART_NAME.test(column.name) && cells.every(isCalendarPart)) return "period";
  return NUMBERED_NAME.test(column.name) && distinct === cells.length && cells.length > 1 ? "identifier" : "measure";
}

const isYear = (cell: Cell): boolean => cell === null || (Number(cell) >= 1000 && Number(cell) <= 2999);
const isCalendarPart = (cell: Cell): boolean => cell === null || (Number(cell) >= 0 && Number(cell) <= 366);

function isPeriodText(cells: readonly Cell[]): boolean {
  const texts = cells.filter((cell) => cell !== null);
  return texts.length > 0 && texts.every((cell) => typeof cell === "string" && PERIOD_TEXT.test(cell));
}

export const withRole = (shape: ResultShape, ...roles: ColumnRole[]): ShapeColumn[] =>
  shape.columns.filter((column) => roles.includes(column.role));
