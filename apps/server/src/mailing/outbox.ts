import type { Clock, Outbound } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import type { Settings } from "../configuration/settings.ts";
import { seal, unseal } from "../secrets/envelope.ts";
import type { Keyring } from "../secrets/keyring.ts";
import { composeMessage } from "./compose-message.ts";
import { oneLine } from "./letter-text.ts";
import { mailAddress } from "./mail-address.ts";
import { senderOf, smtpOf } from "./mail-settings.ts";
import type { Mail, Mailer } from "./mailer.ts";
import type { OutboxFolder } from "./outbox-folder.ts";
import type { MailOutcome, MailRow, OutboxStore } from "./outbox-store.ts";
import { type Attempt, type SmtpSettings, sendOverSmtp } from "./smtp-link.ts";

export interface OutboxNeeds {
  readonly clock: Clock;
  readonly log: Pick<FastifyBaseLogger, "warn" | "error">;
  readonly store: OutboxStore;
  readonly folder: OutboxFolder;
  readonly keys: Keyring;
  readonly settings: Pick<Settings, "current">;
  readonly outbound: Outbound;
  /** For one letter at the mail server. */
  readonly withinMs?: number;
  /** The authorities that the mail server's certificate is checked against, where not the system's. */
  readonly authorities?: string;
}

export interface MailContent {
  readonly text: string;
  readonly html: string;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const LOOK_EVERY_MS = 15 * SECOND_MS;
const SEND_WITHIN_MS = MINUTE_MS;
/** A claim outlives the longest attempt, so that nobody takes a letter that is still being sent. */
const CLAIM_BEYOND_MS = MINUTE_MS;
/** Letters taken in one round, and how many at once. */
const ROUND = 50;
const AT_ONCE = 3;
const WORTH_MS = 3 * DAY_MS;
const KEEP_MS = 30 * DAY_MS;
const FIRST_WAIT_MS = 30 * SECOND_MS;
const LONGEST_WAIT_MS = HOUR_MS;

/** Keeps letters, sends them in the background, and says what became of each. */
export class Outbox implements Mailer {
  readonly #needs: OutboxNeeds;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopped = false;

  constructor(needs: OutboxNeeds) {
    this.#needs = needs;
  }

  async send(mail: Mail): Promise<void> {
    await this.post(mail);
  }

  /** Like send; answers with the letter's id. */
  async post(mail: Mail): Promise<string> {
    const { clock, store, settings } = this.#needs;
    const to = mailAddress(mail.to);
    const now = new Date(clock.now());
    const id = uuid();
    const row: MailRow = {
      id,
      messageId: `<${id}@${senderOf(settings.current()).address.split("@")[1] ?? "localhost.localdomain"}>`,
      kind: mail.kind,
      recipient: to,
      subject: oneLine(mail.subject),
      content: this.#seal(id, { text: mail.text, html: mail.html }),
      state: smtpOf(settings.current()) === null ? "kept" : "waiting",
      attempts: 0,
      nextAttemptAt: now,
      sendBefore: new Date(now.getTime() + (mail.worthMs ?? WORTH_MS)),
      claimedBy: null,
      claimedUntil: null,
      reply: null,
      createdAt: now,
      updatedAt: now,
    };
    if (row.state === "kept") await this.#needs.folder.keep(id, await this.#message(row, mail));
    await store.add(row);
    if (row.state === "waiting") this.#lookSoon();
    return id;
  }

  /** What a letter says; null once it has been sent or its key is gone. Errors: SecretUnreadableError. */
  contentOf(row: MailRow): MailContent | null {
    if (row.content === null) return null;
    const content: unknown = JSON.parse(unseal(row.content, placeOf(row.id), this.#needs.keys));
    // It was sealed by this class, so it has this shape.
    return content as MailContent;
  }

  start(): void {
    this.#timer = setInterval(() => this.#lookSoon(), LOOK_EVERY_MS);
    this.#timer.unref();
    this.#lookSoon();
  }

  /** Resolves when what is being sent has been; the rest waits for the next start. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** One round: resolves when what was due has been tried. */
  async look(): Promise<void> {
    const { store, clock, settings } = this.#needs;
    const smtp = smtpOf(settings.current());
    const now = new Date(clock.now());
    await store.giveUpOnCutOff(now);
    await store.giveUpOnLate(now);
    if (smtp === null) return;
    const due = [...(await store.due(now, ROUND))];
    const worker = async (): Promise<void> => {
      for (let next = due.shift(); next !== undefined && !this.#isStopped; next = due.shift()) {
        await this.#attempt(next.id, smtp);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }

  /** Forgets letters that were settled long ago. */
  async removeExpired(now: Date): Promise<void> {
    const { store, folder } = this.#needs;
    const old = await store.settledBefore(new Date(now.getTime() - KEEP_MS));
    for (const { id } of old) await folder.remove(id);
    await store.remove(old.map(({ id }) => id));
  }

  async #attempt(id: string, smtp: SmtpSettings): Promise<void> {
    const { store, clock, log } = this.#needs;
    const now = new Date(clock.now());
    const owner = uuid();
    const until = new Date(now.getTime() + this.#withinMs() + CLAIM_BEYOND_MS);
    const row = await store.claim(id, { owner, now, until });
    if (row === undefined) return;
    const outcome = await this.#deliver(row, owner, smtp);
    if (outcome === null) return;
    if (outcome.state !== "sent")
      log.warn({ mailId: id, kind: row.kind, state: outcome.state }, "a letter was not sent");
    await store.settle(id, owner, outcome, new Date(clock.now()));
  }

  /** Null: another attempt took the letter over. */
  async #deliver(row: MailRow, owner: string, smtp: SmtpSettings): Promise<MailOutcome | null> {
    const { clock, outbound, authorities, settings, store } = this.#needs;
    const content = this.#readable(row);
    if (content === null) return { state: "bounced", reply: "The key that protects this letter is not here." };
    const message = { from: senderOf(settings.current()).address, to: row.recipient };
    let isLost = false;
    const attempt = await sendOverSmtp(
      smtp,
      { ...message, content: await this.#message(row, content) },
      { outbound, withinMs: this.#withinMs(), ...(authorities === undefined ? {} : { authorities }) },
      async () => {
        isLost = !(await store.begin(row.id, owner, new Date(clock.now())));
        if (isLost) throw new Error("Another attempt took this letter over.");
      },
    );
    return isLost ? null : outcomeOf(attempt, row.attempts, clock.now());
  }

  #readable(row: MailRow): MailContent | null {
    try {
      return this.contentOf(row);
    } catch (error) {
      this.#needs.log.error({ err: error, mailId: row.id }, "a letter cannot be opened");
      return null;
    }
  }

  #message(row: MailRow, { text, html }: MailContent): Promise<Buffer> {
    const { messageId, recipient, subject, createdAt } = row;
    const from = senderOf(this.#needs.settings.current());
    return composeMessage({ messageId, from, to: recipient, subject, text, html, date: createdAt });
  }

  #seal(id: string, content: MailContent): string {
    return seal(JSON.stringify(content), placeOf(id), this.#needs.keys);
  }

  #withinMs(): number {
    return this.#needs.withinMs ?? SEND_WITHIN_MS;
  }

  #lookSoon(): void {
    if (this.#isStopped) return;
    // One round after the other: what came in during the first is found by the second.
    this.#running = this.#running
      .then(() => this.look())
      .catch((error: unknown) => this.#needs.log.error({ err: error }, "sending letters failed"));
  }
}

const placeOf = (id: string) => ({ workspaceId: "mail", sourceId: id, field: "content" });

function outcomeOf({ kind, reply }: Attempt, attempts: number, nowMs: number): MailOutcome {
  switch (kind) {
    case "sent":
      return { state: "sent", reply };
    case "refused":
      return { state: "bounced", reply };
    case "unknown":
      return { state: "unknown", reply };
    case "again":
      return { state: "waiting", reply, nextAttemptAt: new Date(nowMs + waitAfter(attempts)) };
  }
}

/** 30 s, 1 min, 2 min, ... up to an hour, each a little off so that not all instances come at once. */
function waitAfter(attempts: number): number {
  const wait = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_WAIT_MS);
  return Math.round(wait * (0.9 + Math.random() * 0.2));
}
