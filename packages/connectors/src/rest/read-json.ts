import { AppError } from "@parlance/core";
import { isSafeNumber, LosslessNumber, parse, stringify } from "lossless-json";
import { invalidAnswer } from "./errors.ts";

/** One answer; more should come in pages. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

/** Only where a number may not fit a double is the slower exact parser worth its time. */
const MAY_HOLD_LONG_NUMBER = /[\d.]{16}|\d[eE][+-]?\d{3}/;

export function parseExactly(text: string): unknown {
  if (!MAY_HOLD_LONG_NUMBER.test(text)) return JSON.parse(text);
  return parse(text, null, (digits) => (isSafeNumber(digits) ? Number(digits) : new LosslessNumber(digits)));
}

/** A row as one line, its numbers as the API wrote them. */
export const lineOf = (row: unknown): string => `${stringify(row) ?? "null"}\n`;

/** The body as JSON, read piece by piece so that no answer can grow past its limit. */
export async function readJson(response: Response, table: string): Promise<unknown> {
  const text = await readText(response, table);
  try {
    return parseExactly(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw invalidAnswer(
        table,
        "The API answered with something that is not JSON.",
        /^\s*</.test(text) ? "It looks like a web page: check the address, and whether it wants a sign-in." : undefined,
      );
    }
    throw error;
  }
}

async function readText(response: Response, table: string): Promise<string> {
  if (response.body === null) return "";
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body) {
    bytes += piece.byteLength;
    if (bytes > MAX_ANSWER_BYTES) {
      throw new AppError("QUERY_TOO_LARGE", {
        message: "One answer of the API is larger than 64 MB.",
        hint: "Ask for fewer rows per page.",
        details: { table },
      });
    }
    pieces.push(piece);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(pieces));
  } catch (error) {
    throw error instanceof TypeError ? invalidAnswer(table, "The API's answer is not UTF-8.") : error;
  }
}
