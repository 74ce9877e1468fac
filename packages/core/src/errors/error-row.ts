/** What goes with an error's code: HTTP status, what happened, and what to do about it. */
export interface ErrorRow {
  readonly status: number;
  readonly message: string;
  readonly hint?: string;
}
