import type { ExitCode } from "./exit-codes.ts";

/** Ends a command with one sentence, perhaps a hint, and a code for the shell. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(exitCode: ExitCode, message: string, hint?: string) {
    super(message);
    this.name = "CliError";
    this.exitCode = exitCode;
    this.hint = hint;
  }
}
