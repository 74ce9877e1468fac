import { choosePaint, type Paint } from "./render/paint.ts";

/** Everything a command may touch besides its arguments, so that a command is a function of it. */
export interface CliIo {
  /** Resolves when the reader has taken the text, so that a slow reader slows us down. */
  readonly write: (text: string) => Promise<void>;
  readonly warn: (text: string) => void;
  readonly readLines: () => AsyncIterable<string>;
  readonly isOutputTerminal: boolean;
  readonly isErrorTerminal: boolean;
  /** Cells across; Infinity where output goes to a file or a program. */
  readonly width: number;
  readonly paint: Paint;
  readonly warnPaint: Paint;
  /** Settings of the environment, PARLANCE_*. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function processIo(): CliIo {
  const { stdout, stderr, env } = process;
  return {
    write: (text) => writeAll(stdout, text),
    warn: (text) => void stderr.write(text),
    readLines: stdinLines,
    isOutputTerminal: stdout.isTTY === true,
    isErrorTerminal: stderr.isTTY === true,
    width: stdout.isTTY === true ? stdout.columns : Number.POSITIVE_INFINITY,
    paint: choosePaint(stdout.isTTY === true, env),
    warnPaint: choosePaint(stderr.isTTY === true, env),
    env,
  };
}

const writeAll = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve())));

async function* stdinLines(): AsyncIterable<string> {
  const { createInterface } = await import("node:readline");
  yield* createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
}
