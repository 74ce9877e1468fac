import { type AppError, type ErrorCode, isAppError } from "@parlance/core";
import { CliError } from "./cli-error.ts";
import { EXIT, type ExitCode } from "./exit-codes.ts";

export interface Failure {
  readonly exitCode: ExitCode;
  readonly sentence: string;
  readonly hint: string | undefined;
}

/** Which exit code an error of the product stands for, by the first word of its code. */
const EXIT_BY_AREA: Readonly<Record<string, ExitCode>> = {
  FILE: EXIT.file,
  UPLOAD: EXIT.file,
  STORAGE: EXIT.file,
  SQL: EXIT.query,
  QUERY: EXIT.query,
  ENGINE: EXIT.query,
  QUESTION: EXIT.usage,
  REQUEST: EXIT.usage,
  // A model that fails costs no answer; what is left are settings that cannot be right.
  MODEL: EXIT.usage,
  PROVIDER: EXIT.usage,
};

const exitCodeOf = (code: ErrorCode): ExitCode => EXIT_BY_AREA[code.split("_")[0] ?? ""] ?? EXIT.internal;

/** Any error as a sentence for a person. Only errors made for people are quoted; the rest are faults of ours. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof CliError) return { exitCode: error.exitCode, sentence: error.message, hint: error.hint };
  if (isAppError(error)) return { exitCode: exitCodeOf(error.code), sentence: sentenceOf(error), hint: error.hint };
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exitCode: EXIT.internal, sentence: `This is a fault in Parlance: ${text}`, hint: undefined };
}

function sentenceOf(error: AppError): string {
  const { file, row, column } = error.details ?? {};
  const place = [
    typeof file === "string" && !error.message.includes(file) ? file : null,
    typeof row === "number" && !/\brow\b/i.test(error.message) ? `row ${row}` : null,
    typeof column === "string" && !error.message.includes(column) ? `column ${column}` : null,
  ].filter((part) => part !== null);
  return place.length === 0 ? error.message : `${place.join(", ")}: ${error.message}`;
}
