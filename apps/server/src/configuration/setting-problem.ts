/** Why a setting cannot be used, and where it was written. Never quotes the value of a secret. */
export interface SettingProblem {
  /** A file with line and column, a variable of the environment, or an option of the command line. */
  readonly place: string;
  readonly key: string | null;
  readonly message: string;
  readonly hint?: string | undefined;
  /** The server starts all the same. */
  readonly isWarning?: true;
}

/** The start-up failure of settings that cannot be right: tells all of them at once. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(problemText).join("\n"));
    this.problems = problems;
  }
}

export const problemText = ({ place, message, hint }: SettingProblem): string =>
  `${place}: ${message}${hint === undefined ? "" : ` ${hint}`}`;
