import { CliError } from "../cli-error.ts";
import { EXIT } from "../exit-codes.ts";
import { checkFiles, type InputFile, isExistingFile } from "../file-arguments.ts";

export interface AskOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly sql?: boolean;
  readonly run?: string;
  readonly reading?: number;
  readonly limit?: number;
  /** A YAML file of what is known about the data. */
  readonly knowledge?: string;
  /** False: no language model is asked, whatever the environment names. */
  readonly model?: boolean;
}

export type AskOutput = "text" | "json" | "csv" | "sql";

export interface AskRequest {
  readonly files: readonly InputFile[];
  /** What to answer: a question in words, or SQL that a person wrote. */
  readonly task:
    | { readonly kind: "question"; readonly question: string }
    | { readonly kind: "sql"; readonly sql: string };
  readonly output: AskOutput;
}

/** The last word is the question, unless SQL was given; everything before it is a file. */
export function readAskArguments(words: readonly string[], options: AskOptions): AskRequest {
  const output = chooseOutput(options);
  if (options.run !== undefined) {
    if (output === "sql") throw new CliError(EXIT.usage, "--sql prints SQL and --run already has it; use one of them.");
    return { files: checkFiles(words), task: { kind: "sql", sql: options.run }, output };
  }
  const question = words.at(-1) ?? "";
  if (words.length < 2 || isExistingFile(question)) throw missingQuestion(words);
  if (question.trim() === "") throw new CliError(EXIT.usage, "The question is empty.", EXAMPLE);
  return { files: checkFiles(words.slice(0, -1)), task: { kind: "question", question: question.trim() }, output };
}

const EXAMPLE = 'Write it in quotes: parlance ask sales.csv "revenue by region"';

function missingQuestion(words: readonly string[]): CliError {
  const only = words[0] ?? "";
  return words.length === 1 && !isExistingFile(only)
    ? new CliError(EXIT.usage, "Which file is the question about?", EXAMPLE)
    : new CliError(EXIT.usage, "There is a file but no question.", EXAMPLE);
}

function chooseOutput(options: AskOptions): AskOutput {
  const chosen = (["json", "csv", "sql"] as const).filter((name) => options[name] === true);
  if (chosen.length > 1) {
    throw new CliError(EXIT.usage, `Only one of ${chosen.map((name) => `--${name}`).join(" and ")} can be printed.`);
  }
  return chosen[0] ?? "text";
}
