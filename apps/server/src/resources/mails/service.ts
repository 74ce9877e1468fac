import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import { MAIL_STATES } from "../../database/mail-tables.ts";
import { testLetter } from "../../mailing/letters.ts";
import { smtpOf } from "../../mailing/mail-settings.ts";
import type { Outbox } from "../../mailing/outbox.ts";
import type { MailRow, OutboxStore } from "../../mailing/outbox-store.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertFound } from "./policy.ts";
import type { Mail, MailAnswer, MailList, MailQuery } from "./schema.ts";

export interface MailServiceNeeds {
  readonly outbox: Outbox;
  readonly store: OutboxStore;
  readonly settings: Pick<Settings, "current">;
  readonly audit: AuditTrail;
}

/** What administrators see of letters. The routes have asked for the right to. */
export class MailService {
  readonly #needs: MailServiceNeeds;

  constructor(needs: MailServiceNeeds) {
    this.#needs = needs;
  }

  async list({ state, cursor, limit }: MailQuery): Promise<MailList> {
    const { store, settings } = this.#needs;
    const [found, counts] = await Promise.all([store.newest(limit + 1, state, cursor), store.countByState()]);
    const rows = found.slice(0, limit);
    const all = Object.fromEntries(MAIL_STATES.map((name) => [name, counts[name] ?? 0]));
    return {
      items: rows.map(toWire),
      nextCursor: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
      // One entry for each state, from the line above.
      counts: all as MailList["counts"],
      isServerSet: smtpOf(settings.current()) !== null,
    };
  }

  /** A letter with what it says, where nobody else was given it. Whoever looks is recorded: it may hold a link that signs somebody in. */
  async read(identity: Identity, id: string): Promise<MailAnswer> {
    const { outbox, audit } = this.#needs;
    const row = await this.#find(id);
    const content = row.state === "kept" ? outbox.contentOf(row) : null;
    const target = { type: "mail", id };
    audit.record({ action: "mail.read", identity, target, outcome: "done", detail: { kind: row.kind } });
    return { mail: { ...toWire(row), text: content?.text ?? null } };
  }

  async sendTest(identity: Identity, to: string): Promise<Mail> {
    const { outbox, audit } = this.#needs;
    const id = await outbox.post({ ...testLetter(), to });
    audit.record({ action: "mail.test", identity, target: { type: "mail", id }, outcome: "done" });
    return toWire(await this.#find(id));
  }

  async #find(id: string): Promise<MailRow> {
    const row = await this.#needs.store.find(id);
    assertFound(row);
    return row;
  }
}

const toWire = (row: MailRow): Mail => ({
  id: row.id,
  kind: row.kind,
  to: row.recipient,
  subject: row.subject,
  state: row.state,
  attempts: row.attempts,
  reply: row.reply,
  nextAttemptAt: row.state === "waiting" ? row.nextAttemptAt.toISOString() : null,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
