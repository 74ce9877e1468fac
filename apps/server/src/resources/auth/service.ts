import { AppError } from "@parlance/core";
import type { Background } from "../../accounts/background.ts";
import type { Device } from "../../accounts/device.ts";
import { emailKeyOf } from "../../accounts/email-address.ts";
import type { NewAccounts } from "../../accounts/new-accounts.ts";
import type { PasswordHashing } from "../../accounts/password-hashing.ts";
import { refuseWeakPassword } from "../../accounts/password-rules.ts";
import type { Registrations } from "../../accounts/registrations.ts";
import type { SecondFactors } from "../../accounts/second-factors.ts";
import type { BegunSession, Sessions } from "../../accounts/sessions.ts";
import type { SignInAttempts } from "../../accounts/sign-in-attempts.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertMayRegister, mayComeIn } from "./policy.ts";
import type { RegisterBody, SignInBody } from "./schema.ts";

export interface AuthNeeds {
  readonly settings: Settings;
  readonly users: UserStore;
  readonly sessions: Sessions;
  readonly hashing: PasswordHashing;
  readonly attempts: SignInAttempts;
  readonly factors: SecondFactors;
  readonly newAccounts: NewAccounts;
  readonly registrations: Registrations;
  readonly background: Background;
  readonly audit: AuditTrail;
}

/** Where a sign-in comes from, and what the browser held before. */
export interface Arrival {
  readonly device: Device;
  /** The caller before, whose session ends with a new one. */
  readonly before: Identity | null;
  /** The workspace this browser has without an account, when it is to be kept. */
  readonly keep: string | null;
}

export type SignInResult = { readonly session: BegunSession } | { readonly ticket: string };

/** Coming in and going out. Everything that could tell a stranger who has an account answers the same for everybody. */
export class AuthService {
  readonly #needs: AuthNeeds;

  constructor(needs: AuthNeeds) {
    this.#needs = needs;
  }

  async signIn({ email, password }: SignInBody, arrival: Arrival): Promise<SignInResult> {
    const { users, hashing, attempts, factors, audit } = this.#needs;
    const { device } = arrival;
    await attempts.refuseTooMany(email, device.address);
    const user = await users.findByEmail(email);
    const isRight = await hashing.matches(password, user?.passwordHash);
    if (!isRight || user === undefined || !mayComeIn(user)) {
      await attempts.failed(email, device.address);
      audit.record({
        action: "account.sign-in",
        identity: null,
        ...(user === undefined ? {} : { target: { type: "user", id: user.id } }),
        outcome: "refused",
        detail: { reason: isRight ? "not confirmed or disabled" : "wrong password" },
        address: device.address,
      });
      throw new AppError("AUTH_SIGN_IN_FAILED");
    }
    await attempts.succeeded(email, device.address);
    const ticket = await factors.challenge(user.id);
    if (ticket !== null) return { ticket };
    return { session: await this.begin(user, "password", arrival) };
  }

  /** For whoever has shown who they are, by whichever way. */
  async begin(
    user: Pick<UserRow, "id" | "email">,
    method: string,
    { device, before, keep }: Arrival,
  ): Promise<BegunSession> {
    const { sessions, newAccounts, audit } = this.#needs;
    if (before?.sessionId !== undefined && before.userId !== null)
      await sessions.end(before.sessionId, before.userId, "signed-out");
    const kept = keep !== null && (await newAccounts.keepWorkspace(keep, user.id)) ? keep : null;
    const session = await sessions.begin({ userId: user.id, method, device, workspaceId: kept });
    audit.record({
      action: "account.sign-in",
      identity: null,
      cameIn: user,
      target: { type: "user", id: user.id },
      outcome: "done",
      detail: { method, sessionId: session.sessionId, keptWorkspace: kept },
      address: device.address,
    });
    return session;
  }

  /** A session at once for people with an invitation; for everybody else a letter, or nothing, and the same answer. */
  async register(body: RegisterBody, arrival: Arrival): Promise<{ readonly session: BegunSession } | null> {
    const { settings, newAccounts, registrations, background } = this.#needs;
    assertMayRegister(settings.current(), body.invitation !== undefined);
    await refuseWeakPassword(body.password, [body.email, body.name]);
    if (body.invitation === undefined) {
      background.run(emailKeyOf(body.email), () => registrations.note(body));
      return null;
    }
    const { user, workspaceId } = await newAccounts.acceptInvitation({ ...body, invitation: body.invitation });
    const session = await this.begin(user, "password", arrival);
    await this.#needs.sessions.enterWorkspace(session.sessionId, workspaceId);
    return { session };
  }

  async renew(refreshToken: string | undefined, device: Device): Promise<BegunSession> {
    if (refreshToken === undefined) throw new AppError("AUTH_REQUIRED");
    return this.#needs.sessions.renew(refreshToken, device);
  }

  /** Ends the session of the access token or of the refresh token, whichever was brought. Never fails. */
  async signOut(caller: Identity | null, refreshToken: string | undefined, device: Device): Promise<void> {
    const { sessions, audit } = this.#needs;
    const byRefresh = refreshToken === undefined ? undefined : await sessions.endByRefreshToken(refreshToken);
    if (caller?.sessionId !== undefined && caller.userId !== null)
      await sessions.end(caller.sessionId, caller.userId, "signed-out");
    const userId = caller?.userId ?? byRefresh?.userId;
    if (userId === undefined || userId === null) return;
    audit.record({
      action: "account.sign-out",
      identity: caller,
      target: { type: "user", id: userId },
      outcome: "done",
      address: device.address,
    });
  }
}
