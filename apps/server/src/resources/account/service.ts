import { AppError, type Clock } from "@parlance/core";
import type { AccountLetters } from "../../accounts/account-letters.ts";
import { CHANGE_EMAIL_MS } from "../../accounts/account-letters.ts";
import type { AccountTokens } from "../../accounts/account-tokens.ts";
import type { Background } from "../../accounts/background.ts";
import type { ConfirmPerson } from "../../accounts/confirm-person.ts";
import { emailKeyOf } from "../../accounts/email-address.ts";
import type { NewPassword } from "../../accounts/new-password.ts";
import { PICTURE_BYTES, PICTURE_PIXELS, readPicture } from "../../accounts/picture.ts";
import type { SessionStore } from "../../accounts/session-store.ts";
import type { Sessions } from "../../accounts/sessions.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { Identity } from "../../plugins/identity.ts";
import { userBody } from "../auth/me-service.ts";
import type { AfterNewPassword } from "../auth/recovery-schema.ts";
import { personOf } from "./policy.ts";
import type { AccountBody, SessionBody } from "./schema.ts";

export interface AccountNeeds {
  readonly clock: Clock;
  readonly users: UserStore;
  readonly sessions: Sessions;
  readonly sessionStore: SessionStore;
  readonly tokens: AccountTokens;
  readonly letters: AccountLetters;
  readonly background: Background;
  readonly newPassword: NewPassword;
  readonly confirm: ConfirmPerson;
}

/** A person's own account. */
export class AccountService {
  readonly #needs: AccountNeeds;

  constructor(needs: AccountNeeds) {
    this.#needs = needs;
  }

  async read(identity: Identity): Promise<AccountBody> {
    return toBody(await this.#user(identity));
  }

  async change(identity: Identity, name: string, ifMatch: string | undefined): Promise<AccountBody> {
    const user = await this.#user(identity);
    if (ifMatch !== undefined && ifMatch !== `"${user.revision}"`) throw new AppError("EDIT_CONFLICT");
    const changes = { name, updatedAt: this.#now() };
    if (!(await this.#needs.users.changeRevision(user.id, user.revision, changes))) throw new AppError("EDIT_CONFLICT");
    return this.read(identity);
  }

  async changePassword(
    identity: Identity,
    body: { readonly current: string; readonly password: string },
    address: string,
  ): Promise<AfterNewPassword> {
    const { sessionId } = personOf(identity);
    const user = await this.#user(identity);
    await this.#needs.confirm.confirm(user, body.current, { sessionId, address });
    return this.#needs.newPassword.set(user, body.password, { keepSession: sessionId });
  }

  /** The address changes when it has shown that it is read. Whether it has an account is told to nobody but itself. */
  async changeEmail(identity: Identity, email: string, password: string | undefined, address: string): Promise<void> {
    const { users, confirm, tokens, letters, background } = this.#needs;
    const { sessionId } = personOf(identity);
    const user = await this.#user(identity);
    await confirm.confirm(user, password, { sessionId, address });
    background.run(user.id, async () => {
      const present = await users.findByEmail(email);
      if (present !== undefined && emailKeyOf(email) !== user.emailKey) return letters.hasAccount(present);
      const lifetime = { now: this.#now(), validMs: CHANGE_EMAIL_MS };
      const token = await tokens.issue("change-email", { userId: user.id, email }, lifetime);
      return letters.changeEmail({ email, name: user.name }, token);
    });
  }

  async setAvatar(identity: Identity, bytes: Buffer): Promise<AccountBody> {
    const user = await this.#user(identity);
    const picture = bytes.length <= PICTURE_BYTES ? readPicture(bytes) : undefined;
    const isSmall = (side: number): boolean => side > 0 && side <= PICTURE_PIXELS;
    if (picture === undefined || !isSmall(picture.width) || !isSmall(picture.height))
      throw new AppError("ACCOUNT_AVATAR_INVALID");
    await this.#needs.users.change(user.id, { avatar: bytes, avatarType: picture.type, updatedAt: this.#now() });
    return this.read(identity);
  }

  async removeAvatar(identity: Identity): Promise<void> {
    const { userId } = personOf(identity);
    await this.#needs.users.change(userId, { avatar: null, avatarType: null, updatedAt: this.#now() });
  }

  async avatar(identity: Identity): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
    const picture = await this.#needs.users.picture(personOf(identity).userId);
    if (picture === undefined) throw new AppError("ROUTE_NOT_FOUND");
    return picture;
  }

  async listSessions(identity: Identity): Promise<SessionBody[]> {
    const { userId, sessionId } = personOf(identity);
    const rows = await this.#needs.sessionStore.listOf(userId, this.#now());
    return rows.map(({ session, workspaceName }) => ({
      id: session.id,
      isCurrent: session.id === sessionId,
      method: session.method,
      userAgent: session.userAgent,
      address: session.address,
      workspace: workspaceName,
      createdAt: session.createdAt.toISOString(),
      lastSeenAt: session.lastSeenAt.toISOString(),
      expiresAt: session.expiresAt.toISOString(),
    }));
  }

  async endSession(identity: Identity, id: string): Promise<void> {
    const { userId } = personOf(identity);
    if (!(await this.#needs.sessions.end(id, userId, "ended-by-owner")))
      throw new AppError("ACCOUNT_SESSION_NOT_FOUND");
  }

  /** All but the one that asks. */
  async endOtherSessions(identity: Identity): Promise<number> {
    const { userId, sessionId } = personOf(identity);
    return this.#needs.sessions.endAll(userId, sessionId, "ended-by-owner");
  }

  async #user(identity: Identity): Promise<UserRow> {
    const user = await this.#needs.users.find(personOf(identity).userId);
    if (user === undefined) throw new AppError("AUTH_EXPIRED");
    return user;
  }

  #now(): Date {
    return new Date(this.#needs.clock.now());
  }
}

const toBody = (user: UserRow): AccountBody => ({
  ...userBody(user),
  createdAt: user.createdAt.toISOString(),
  revision: user.revision,
});
