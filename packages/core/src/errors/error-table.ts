import { ASKING_ERRORS } from "./asking-errors.ts";
import type { ErrorRow } from "./error-row.ts";
import { PEOPLE_ERRORS } from "./people-errors.ts";
import { SERVER_ERRORS } from "./server-errors.ts";
import { SOURCE_ERRORS } from "./source-errors.ts";

/** Every error a person or program can meet. Codes are AREA_REASON and never reused; docs and OpenAPI are checked against this table. */
const TABLE = { ...SERVER_ERRORS, ...PEOPLE_ERRORS, ...SOURCE_ERRORS, ...ASKING_ERRORS };

export type ErrorCode = keyof typeof TABLE;
export const ERRORS: Readonly<Record<ErrorCode, ErrorRow>> = TABLE;
export const ERROR_CODES = Object.keys(TABLE) as readonly ErrorCode[];
