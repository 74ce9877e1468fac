export interface SourcedQuestion {
  /** A demo workspace, a table, or a file below the samples folder. */
  readonly source: string;
  readonly question: string;
  /** Acceptable answers as DuckDB SQL; none where the question must be asked back or cannot be answered. */
  readonly answers: readonly string[];
}

/** Lines of `source | question | SQL || another SQL`, `none` or `ask`; "#" begins a note. */
export const parseQuestionLines = (text: string): SourcedQuestion[] =>
  text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [source = "", question = "", ...rest] = line.split(" | ");
      const answers = rest.join(" | ");
      if (answers === "") throw new SyntaxError(`Not a question line: ${line}`);
      return { source, question, answers: answers === "none" || answers === "ask" ? [] : answers.split(" || ") };
    });
