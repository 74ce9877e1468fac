import { randomBytes } from "node:crypto";
import { AppError, type Clock } from "@parlance/core";
import { v7 as uuid } from "uuid";
import { emailKeyOf } from "../../accounts/email-address.ts";
import { invitationDigestOf } from "../../accounts/new-accounts.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Database } from "../../database/database.ts";
import { invitationLetter } from "../../mailing/letters.ts";
import type { Mailer } from "../../mailing/mailer.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertMayTouch, assertTeam } from "../members/policy.ts";
import type { MembershipStore } from "../members/store.ts";
import type { Executor } from "../sources/store.ts";
import { assertFound, assertMeant } from "./policy.ts";
import type { Invitation, InvitationCreate, InvitationMade, OpenInvitationBody } from "./schema.ts";
import type { InvitationRow, InvitationStore, ListedInvitation } from "./store.ts";

export interface InvitationServiceNeeds {
  readonly clock: Clock;
  readonly database: Pick<Database, "transaction">;
  readonly store: InvitationStore;
  readonly members: MembershipStore;
  readonly nameOf: (workspaceId: string) => Promise<string>;
  readonly mailer: Mailer;
  /** False: nobody would get a letter, so whoever invites passes the link on. */
  readonly isMailSetUp: () => boolean;
  readonly linkTo: (token: string) => string;
  readonly audit: AuditTrail;
}

/** Whoever accepts, as they are known to this server. */
export interface Accepting {
  readonly userId: string;
  readonly email: string;
}

const LIFETIME_MS = 7 * 86_400_000;
/** Members and invitations together. */
const MAX_PEOPLE = 1_000;

export class InvitationService {
  readonly #needs: InvitationServiceNeeds;

  constructor(needs: InvitationServiceNeeds) {
    this.#needs = needs;
  }

  async list(identity: Identity): Promise<Invitation[]> {
    const rows = await this.#needs.store.list(identity.workspaceId, this.#now());
    return rows.map(toInvitation);
  }

  /** Says the same whether or not there is an account with this address. An earlier one to it stops counting. */
  async create(identity: Identity, { email, role }: InvitationCreate): Promise<InvitationMade> {
    assertTeam(identity);
    assertMayTouch(identity, role);
    const { store, members } = this.#needs;
    const { workspaceId, userId } = identity;
    const emailKey = emailKeyOf(email);
    const people = await members.list(workspaceId);
    if (people.some((member) => emailKeyOf(member.email) === emailKey)) throw new AppError("MEMBER_ALREADY");
    const now = this.#now();
    if (people.length + (await store.count(workspaceId, now)) >= MAX_PEOPLE) throw new AppError("MEMBER_LIMIT");
    const row = { id: uuid(), workspaceId, email, emailKey, role, invitedBy: userId, acceptedAt: null };
    return this.#send(identity, row, "invitation.create");
  }

  /** A new link for another seven days; the one before stops counting. */
  async resend(identity: Identity, id: string): Promise<InvitationMade> {
    assertTeam(identity);
    const row = await this.#needs.store.find(identity.workspaceId, id);
    assertFound(row);
    assertMayTouch(identity, row.role);
    return this.#send(identity, { ...row, invitedBy: identity.userId }, "invitation.resend");
  }

  async revoke(identity: Identity, id: string): Promise<void> {
    if (!(await this.#needs.store.remove(identity.workspaceId, id))) throw new AppError("INVITATION_NOT_FOUND");
    this.#record(identity, "invitation.revoke", id);
  }

  /** For whoever has the link. A wrong, a used and an expired one are answered alike. */
  async open(token: string): Promise<OpenInvitationBody> {
    const row = await this.#needs.store.byDigest(invitationDigestOf(token), this.#now());
    assertFound(row);
    const { workspaceName, email, role, inviter, expiresAt } = row;
    return { workspace: workspaceName, email, role, invitedBy: inviter, expiresAt: expiresAt.toISOString() };
  }

  /** As somebody who is signed in with the address it was sent to; answers the id of the workspace they are in now. */
  async accept(identity: Identity, token: string): Promise<string> {
    const { members, database } = this.#needs;
    const { userId, attributes } = identity;
    if (identity.kind !== "user" || userId === null) throw new AppError("AUTH_REQUIRED");
    const accepting = { userId, email: attributes.email ?? "" };
    const workspaceId = await database.transaction((tx) => this.redeem(tx, token, accepting));
    if (identity.sessionId !== undefined) await members.activate(identity.sessionId, userId, workspaceId);
    this.#record({ ...identity, workspaceId }, "invitation.accept", userId);
    return workspaceId;
  }

  /** Inside the transaction that makes an account, or that of `accept`. Answers the id of the workspace. */
  async redeem(tx: Executor, token: string, { userId, email }: Accepting): Promise<string> {
    const { store, members } = this.#needs;
    const now = this.#now();
    const found = await store.byDigest(invitationDigestOf(token), now, tx);
    assertFound(found);
    // Before it is used up: whoever signs in with the right address next can still accept it.
    assertMeant(found, email);
    const taken = await store.take(tx, found.digest, now);
    if (taken === undefined) throw new AppError("INVITATION_NOT_FOUND");
    const { workspaceId, role } = taken;
    await members.add(tx, { workspaceId, userId, role, attributes: {}, createdAt: now });
    return workspaceId;
  }

  async #send(
    identity: Identity,
    row: Pick<InvitationRow, "id" | "workspaceId" | "email" | "emailKey" | "role" | "invitedBy" | "acceptedAt">,
    action: string,
  ): Promise<InvitationMade> {
    const { store, mailer, isMailSetUp, linkTo, nameOf, members } = this.#needs;
    const now = this.#now();
    const token = randomBytes(32).toString("base64url");
    const isMailed = isMailSetUp();
    const kept = await store.put({
      ...row,
      digest: invitationDigestOf(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
      sentAt: isMailed ? now : null,
    });
    const inviter = (await members.member(row.workspaceId, row.invitedBy ?? ""))?.name ?? null;
    const url = linkTo(token);
    if (isMailed) {
      const workspace = await nameOf(row.workspaceId);
      const about = { url, validMs: LIFETIME_MS, workspace, invitedBy: inviter ?? "", role: row.role };
      await mailer.send({ to: row.email, ...invitationLetter(about) });
    }
    this.#record(identity, action, kept.id, { role: row.role });
    return { invitation: toInvitation({ ...kept, inviter }), link: isMailed ? null : url };
  }

  #record(identity: Identity, action: string, id: string, detail: Readonly<Record<string, string>> = {}): void {
    this.#needs.audit.record({ action, identity, target: { type: "invitation", id }, outcome: "done", detail });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const toInvitation = (row: ListedInvitation): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.inviter,
  createdAt: row.createdAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
  sentAt: row.sentAt?.toISOString() ?? null,
});
