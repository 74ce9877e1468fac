/** What the command line tells the shell. Documented in `parlance ask --help`; scripts rely on it. */
export const EXIT = {
  answered: 0,
  /** A fault of ours. */
  internal: 1,
  usage: 2,
  notUnderstood: 3,
  file: 4,
  query: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
