import type { Identity } from "../plugins/identity.ts";

/** One thing somebody did, tried or was refused. Never holds a secret or a cell of anybody's data. */
export interface AuditEvent {
  /** "<type>.<verb>" in the words of permissions where there is one: "account.sign-in", "source.delete". */
  readonly action: string;
  /** Null: nobody known, as for a failed sign-in. */
  readonly identity: Identity | null;
  /** Who it turned out to be, where the event is that somebody came in: nobody was known before. */
  readonly cameIn?: { readonly id: string; readonly email: string };
  readonly target?: { readonly type: string; readonly id: string };
  readonly outcome: "done" | "refused" | "failed";
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
  readonly address?: string;
}

/** Where events go that a company wants to look up later. Called by services; never fails or delays the caller. */
export interface AuditTrail {
  record(event: AuditEvent): void;
}
