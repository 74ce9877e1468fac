import { z } from "zod";

/** The last row of a page, in lists ordered by time and id, newest first. */
export interface PagePlace {
  readonly at: Date;
  readonly id: string;
}

const toCursor = ({ at, id }: PagePlace): string => `${at.getTime().toString(36)}_${id}`;

export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** Of rows read one further than the page goes, to know whether there is another. */
export function pageOf<Row>(rows: readonly Row[], limit: number, placeOf: (row: Row) => PagePlace): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? toCursor(placeOf(last)) : null };
}

const CURSOR = /^([0-9a-z]{1,11})_([A-Za-z0-9_.-]{1,129})$/;

/** The end of the year 9999: later moments are no place of a row, and PostgreSQL reads them differently. */
const LAST_MS = 253_402_300_799_999;

/** A cursor as it comes in a query string, read into the place it stands for. */
export const cursor = z
  .string()
  .regex(CURSOR, "Not a cursor.")
  .transform((text): PagePlace => {
    const [, time = "", id = ""] = CURSOR.exec(text) ?? [];
    return { at: new Date(Number.parseInt(time, 36)), id };
  })
  .refine(({ at }) => at.getTime() <= LAST_MS, "Not a cursor.")
  .optional()
  .describe("nextCursor of the page before.");
