import { Readable } from "node:stream";
import { AppError } from "@parlance/core";
import type { ConfirmPerson } from "../../accounts/confirm-person.ts";
import type { UserStore } from "../../accounts/user-store.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Identity } from "../../plugins/identity.ts";
import type { OwnDataStore } from "./own-data-store.ts";
import { personOf } from "./policy.ts";
import type { DeletionBody, DeletionPreview } from "./schema.ts";

export interface LeavingNeeds {
  readonly users: UserStore;
  readonly ownData: OwnDataStore;
  readonly confirm: ConfirmPerson;
  /** Removes a workspace with its sources and their files. */
  readonly removeWorkspace: (id: string) => Promise<void>;
  readonly audit: AuditTrail;
}

/** Taking one's data along, and going. */
export class LeavingService {
  readonly #needs: LeavingNeeds;

  constructor(needs: LeavingNeeds) {
    this.#needs = needs;
  }

  /** Everything kept about the person, as JSON, section by section. */
  export(identity: Identity): Readable {
    const { userId } = personOf(identity);
    return Readable.from(jsonOf(this.#needs.ownData.sections(userId)));
  }

  async preview(identity: Identity): Promise<DeletionPreview> {
    const { users } = this.#needs;
    const { userId } = personOf(identity);
    const workspaces = await users.onlyOwnedBy(userId);
    return {
      workspaces: workspaces.map(({ id, name, others }) => ({ id, name, otherMembers: others })),
      isOnlyInstanceAdmin: await users.isOnlyInstanceAdmin(userId),
    };
  }

  /** What the person leaves to others stays; what nobody else owns goes, when that was agreed to by name. */
  async remove(identity: Identity, { password, workspaceIds }: DeletionBody, address: string): Promise<void> {
    const { users, ownData, confirm, removeWorkspace, audit } = this.#needs;
    const { userId, sessionId } = personOf(identity);
    const user = await users.find(userId);
    if (user === undefined) throw new AppError("AUTH_EXPIRED");
    await confirm.confirm(user, password, { sessionId, address });
    const { workspaces, isOnlyInstanceAdmin } = await this.preview(identity);
    if (isOnlyInstanceAdmin) {
      throw new AppError("ACCOUNT_STILL_NEEDED", {
        message: "You are the only one who looks after this server.",
        hint: "Name another administrator first.",
      });
    }
    const notAgreed = workspaces.filter(({ id }) => !workspaceIds.includes(id));
    if (notAgreed.length > 0) throw new AppError("ACCOUNT_STILL_NEEDED", { details: { workspaces: notAgreed } });
    for (const { id } of workspaces) await removeWorkspace(id);
    await ownData.removeOf(userId);
    await users.remove(userId);
    audit.record({
      action: "account.delete",
      identity,
      target: { type: "user", id: userId },
      outcome: "done",
      detail: { workspaces: workspaces.length },
      address,
    });
  }
}

async function* jsonOf(
  sections: AsyncIterable<readonly [name: string, rows: AsyncIterable<unknown>]>,
): AsyncGenerator<string> {
  let isFirst = true;
  yield "{";
  for await (const [name, rows] of sections) {
    yield `${isFirst ? "" : ","}\n${JSON.stringify(name)}: [`;
    isFirst = false;
    let separator = "\n  ";
    for await (const row of rows) {
      yield separator + JSON.stringify(row);
      separator = ",\n  ";
    }
    yield "]";
  }
  yield "\n}\n";
}
