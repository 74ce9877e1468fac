import { z } from "zod";

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type LogLevelName = (typeof LOG_LEVELS)[number];

/** A line of the log as people read it. */
export interface LogEntry {
  /** Grows with every line of this instance. */
  readonly number: number;
  readonly at: number;
  readonly level: LogLevelName;
  readonly message: string;
  readonly requestId: string | null;
  /** Everything else of the line, as JSON. */
  readonly more: string;
}

export interface LogFilter {
  /** Lines of this level and graver ones. */
  readonly level: LogLevelName;
  /** A part of the message, the request id or anything else, in whatever case. */
  readonly text: string;
  readonly limit: number;
}

/** Whichever comes first: memory stays bounded whatever is logged. */
const KEPT_LINES = 2_000;
const KEPT_CHARACTERS = 2_000_000;
const LONGEST_LINE = 8_000;

const line = z.looseObject({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(""),
  reqId: z.string().optional(),
});

/** The latest lines of this process, without their secrets, for those who may read them in the browser. */
export class RecentLog {
  #entries: LogEntry[] = [];
  #characters = 0;
  #number = 0;

  /** Takes a line that has lost its secrets already. One that is no line of ours is passed over. */
  add(text: string): void {
    const entry = this.#entryOf(text);
    if (entry === undefined) return;
    this.#entries.push(entry);
    this.#characters += sizeOf(entry);
    if (this.#entries.length <= KEPT_LINES && this.#characters <= KEPT_CHARACTERS) return;
    // Many at once, so that not every line moves the whole list.
    const dropped = this.#entries.splice(0, Math.max(1, Math.ceil(this.#entries.length / 10)));
    this.#characters -= dropped.reduce((sum, one) => sum + sizeOf(one), 0);
  }

  get count(): number {
    return this.#entries.length;
  }

  /** Newest first. */
  find({ level, text, limit }: LogFilter): readonly LogEntry[] {
    const wanted = text.trim().toLowerCase();
    const least = LOG_LEVELS.indexOf(level);
    const found: LogEntry[] = [];
    for (let i = this.#entries.length - 1; i >= 0 && found.length < limit; i--) {
      const entry = this.#entries[i];
      if (entry === undefined || LOG_LEVELS.indexOf(entry.level) < least) continue;
      const all = `${entry.message} ${entry.requestId ?? ""} ${entry.more}`;
      if (wanted === "" || all.toLowerCase().includes(wanted)) found.push(entry);
    }
    return found;
  }

  #entryOf(text: string): LogEntry | undefined {
    const read = line.safeParse(jsonOf(text));
    if (!read.success) return undefined;
    const { level, time, msg, reqId, pid: _pid, hostname: _host, ...more } = read.data;
    return {
      number: ++this.#number,
      at: time,
      level: nameOf(level),
      message: msg.slice(0, LONGEST_LINE),
      requestId: reqId ?? null,
      more: Object.keys(more).length === 0 ? "" : JSON.stringify(more).slice(0, LONGEST_LINE),
    };
  }
}

const sizeOf = ({ message, more }: LogEntry): number => message.length + more.length + 100;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** By the numbers of pino. */
const nameOf = (level: number): LogLevelName => {
  if (level >= 50) return "error";
  if (level >= 40) return "warn";
  return level >= 30 ? "info" : "debug";
};
