import { AppError, type Clock } from "@parlance/core";
import type { AuditTrail } from "../../auditing/audit.ts";
import { allows } from "../../permissions/allows.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertMayTouch, assertTeam } from "./policy.ts";
import type { Member, MemberPatch } from "./schema.ts";
import type { MemberChange, MemberRow, MembershipStore } from "./store.ts";

export interface MemberServiceNeeds {
  readonly clock: Clock;
  readonly store: MembershipStore;
  readonly audit: AuditTrail;
}

export class MemberService {
  readonly #needs: MemberServiceNeeds;

  constructor(needs: MemberServiceNeeds) {
    this.#needs = needs;
  }

  /** Empty in a workspace that is nobody's team. */
  async list(identity: Identity): Promise<Member[]> {
    const rows = await this.#needs.store.list(identity.workspaceId);
    return rows.map((row) => toMember(row, identity));
  }

  async change(identity: Identity, userId: string, { role, attributes }: MemberPatch): Promise<Member> {
    assertTeam(identity);
    const { store } = this.#needs;
    const member = await this.#member(identity, userId);
    assertMayTouch(identity, member.role, ...(role === undefined ? [] : [role]));
    if (role !== undefined && role !== member.role) {
      assertDone(await store.setRole(identity.workspaceId, userId, role));
      this.#record(identity, "member.changeRole", userId, { from: member.role, to: role });
    }
    if (attributes !== undefined) {
      assertDone(await store.setAttributes(identity.workspaceId, userId, attributes));
      this.#record(identity, "member.changeAttributes", userId, { names: Object.keys(attributes).sort().join(" ") });
    }
    return toMember(await this.#member(identity, userId), identity);
  }

  async remove(identity: Identity, userId: string): Promise<void> {
    assertTeam(identity);
    const member = await this.#member(identity, userId);
    assertMayTouch(identity, member.role);
    assertDone(await this.#needs.store.remove(identity.workspaceId, userId, this.#now()));
    this.#record(identity, "member.remove", userId, { role: member.role });
  }

  async #member({ workspaceId }: Identity, userId: string): Promise<MemberRow> {
    const row = await this.#needs.store.member(workspaceId, userId);
    if (row === undefined) throw new AppError("MEMBER_NOT_FOUND");
    return row;
  }

  #record(identity: Identity, action: string, userId: string, detail: Readonly<Record<string, string>>): void {
    this.#needs.audit.record({ action, identity, target: { type: "user", id: userId }, outcome: "done", detail });
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

export function assertDone(change: MemberChange): void {
  if (change === "lastOwner") throw new AppError("MEMBER_LAST_OWNER");
  if (change === "absent") throw new AppError("MEMBER_NOT_FOUND");
}

function toMember(row: MemberRow, identity: Identity): Member {
  const isYou = row.userId === identity.userId;
  const isShown = isYou || allows(identity, "member.change");
  return {
    userId: row.userId,
    name: row.name,
    email: isShown ? row.email : "",
    role: row.role,
    attributes: isShown ? { ...row.attributes } : {},
    isYou,
    joinedAt: row.createdAt.toISOString(),
    lastSeenAt: allows(identity, "member.change") ? (row.lastSeenAt?.toISOString() ?? null) : null,
  };
}
