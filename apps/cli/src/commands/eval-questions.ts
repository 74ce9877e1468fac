import { readFile } from "node:fs/promises";
import { z } from "zod";
import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { checkFiles } from "../file-arguments.ts";

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A question with its right answer: the statement that gives it, or the rows themselves. */
const goldLine = z.union([
  z.object({ question: z.string().trim().min(1), sql: z.string().trim().min(1) }),
  z.object({ question: z.string().trim().min(1), answer: z.array(z.array(cell)) }),
]);

export type GoldLine = z.output<typeof goldLine>;

const EXAMPLE =
  'One JSON object a line: {"question": "total amount by region", "sql": "SELECT ..."} or with "answer": [[...]].';

/** Reads a file of JSON lines; an empty line is none. */
export async function readQuestions(path: string): Promise<readonly GoldLine[]> {
  checkFiles([path]);
  const lines = (await readFile(path, "utf8")).replace(/^\ufeff/, "").split(/\r?\n/);
  const questions = lines.flatMap((line, i) => (line.trim() === "" ? [] : [readLine(line, i + 1)]));
  if (questions.length === 0) throw new CliError(EXIT.file, `"${path}" holds no question.`, EXAMPLE);
  return questions;
}

function readLine(line: string, number: number): GoldLine {
  const parsed = goldLine.safeParse(jsonOf(line));
  if (parsed.success) return parsed.data;
  throw new CliError(EXIT.file, `Line ${number} of the questions is not a question with its answer.`, EXAMPLE);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
