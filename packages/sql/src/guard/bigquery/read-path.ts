import type { PathUse } from "../reading/path-access.ts";
import type { BigqueryReader } from "./bigquery-reader.ts";

/** A part of a table's path without quotes: projects may hold dashes, and after a dot names may start with a digit. */
const FIRST_PART = /[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*/y;
const LATER_PART = /[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*/y;

export interface TablePath extends PathUse {
  /** One pair of backticks held the whole path, dots included. */
  readonly isWhole: boolean;
  readonly end: number;
  /** The name the rows go by when no alias is given. */
  readonly rowName: string | undefined;
}

export function readTablePath(reader: BigqueryReader): TablePath {
  const { cursor } = reader;
  const position = cursor.token.start;
  const written = [readPart(reader, FIRST_PART)];
  while (cursor.takeSymbol(".")) written.push(readPart(reader, LATER_PART));
  const isWhole = written.length === 1 && (written[0] ?? "").includes(".");
  return {
    parts: written.flatMap(splitPart),
    position,
    end: cursor.previous.end,
    isWhole,
    rowName: isWhole ? undefined : written.at(-1),
  };
}

function readPart(reader: BigqueryReader, pattern: RegExp): string {
  const { cursor } = reader;
  if (cursor.token.kind === "name") return cursor.next().text;
  if (cursor.token.kind === "word" && pattern === FIRST_PART && !reader.isName()) cursor.fail();
  pattern.lastIndex = cursor.token.start;
  const text = pattern.exec(reader.sql)?.[0];
  if (text === undefined || cursor.token.kind === "text" || cursor.token.kind === "bytes") return cursor.fail();
  const end = cursor.token.start + text.length;
  while (cursor.token.kind !== "end" && cursor.token.start < end) {
    if (cursor.token.end > end) cursor.fail();
    cursor.next();
  }
  return text;
}

/** Old projects are called domain.example:project; the dots before the colon belong to the name. */
function splitPart(part: string): string[] {
  const colon = part.indexOf(":");
  if (colon < 0) return part.split(".");
  const [project = "", ...rest] = part.slice(colon + 1).split(".");
  return [`${part.slice(0, colon)}:${project}`, ...rest];
}
