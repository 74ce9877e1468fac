/** What kinds of work are timed. Kinds and names become labels of metrics and names of spans, so both are closed sets. */
export type WorkKind = "step" | "guard" | "statement" | "worker" | "source" | "model" | "hook";

export interface Work {
  readonly kind: WorkKind;
  /** One of few, such as a step's name; never a person's text, an id or a name of theirs. */
  readonly name: string;
  /** For the span alone: figures and words of closed sets; never questions, SQL, cells or secrets. */
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
}

/** Told of work while it is done. It changes neither what the work gives nor what it throws, and never throws itself. */
export interface Telemetry {
  measure<T>(work: Work, run: () => Promise<T>): Promise<T>;
}
