import { AppError, type Clock } from "@parlance/core";
import type { Device } from "../../accounts/device.ts";
import type { PasswordHashing } from "../../accounts/password-hashing.ts";
import type { SecondFactor } from "../../accounts/second-factors.ts";
import type { BegunSession } from "../../accounts/sessions.ts";
import type { SignInAttempts } from "../../accounts/sign-in-attempts.ts";
import { showedSecondFactor } from "../../accounts/two-factor-methods.ts";
import type { UserRow, UserStore } from "../../accounts/user-store.ts";
import type { AuditTrail } from "../../auditing/audit.ts";
import type { Settings } from "../../configuration/settings.ts";
import { securityChangedLetter } from "../../mailing/letters.ts";
import { linkTo } from "../../mailing/mail-links.ts";
import type { Mailer } from "../../mailing/mailer.ts";
import type { Identity } from "../../plugins/identity.ts";
import { seal, unseal } from "../../secrets/envelope.ts";
import type { Keyring } from "../../secrets/keyring.ts";
import type { Arrival, AuthService } from "../auth/service.ts";
import { userIdOf } from "./policy.ts";
import { looksLikeRecoveryCode, newRecoveryCodes, recoveryDigest } from "./recovery-codes.ts";
import type { ChangeBody, Enrolment, SecondStep, TwoFactorState } from "./schema.ts";
import type { HalfSignedIn, SignInTickets } from "./sign-in-tickets.ts";
import type { TotpRow, TwoFactorStore } from "./store.ts";
import { newSecret, otpauthUri, qrCode, stepOf } from "./time-codes.ts";

export interface TwoFactorNeeds {
  readonly clock: Clock;
  readonly store: TwoFactorStore;
  readonly tickets: SignInTickets;
  readonly keys: Keyring;
  readonly users: UserStore;
  readonly hashing: PasswordHashing;
  readonly attempts: SignInAttempts;
  readonly auth: AuthService;
  readonly mailer: Mailer;
  readonly settings: Pick<Settings, "current">;
  readonly audit: AuditTrail;
}

/** Who asks, and from where. */
export interface Person {
  readonly identity: Identity;
  readonly device: Device;
}

/** The second factor: six digits of an app that shares a secret with us, or one of ten codes on paper. */
export class TwoFactorService implements SecondFactor {
  readonly #needs: TwoFactorNeeds;

  constructor(needs: TwoFactorNeeds) {
    this.#needs = needs;
  }

  challenge(userId: string): Promise<string | null> {
    return this.challengeAfter({ userId, method: "password" });
  }

  /** A ticket for the second step, where this person uses one. */
  async challengeAfter(half: HalfSignedIn): Promise<string | null> {
    const row = await this.#needs.store.find(half.userId);
    return row?.confirmedAt ? this.#needs.tickets.issue(half) : null;
  }

  /** The second step of a sign-in. Errors: AUTH_TICKET_INVALID, AUTH_CODE_WRONG, AUTH_TOO_MANY_TRIES. */
  async finish({ ticket, code }: SecondStep, arrival: Arrival): Promise<BegunSession> {
    const { tickets, users, auth, audit } = this.#needs;
    const half = await tickets.open(ticket);
    const user = await users.find(half.userId);
    if (user === undefined || user.disabledAt !== null) throw new AppError("AUTH_TICKET_INVALID");
    const how = await this.#take(user.id, code);
    if (how === null) {
      audit.record({
        action: "account.sign-in",
        identity: null,
        target: { type: "user", id: user.id },
        outcome: "refused",
        detail: { reason: "wrong code" },
        address: arrival.device.address,
      });
      throw new AppError("AUTH_CODE_WRONG");
    }
    await tickets.close(ticket);
    if (how === "recovery") {
      this.#record("account.recovery-code", null, user.id, arrival.device);
      await this.#tell(user, "A recovery code was used to sign in");
    }
    return auth.begin(user, `${half.method}+totp`, arrival);
  }

  async state(identity: Identity): Promise<TwoFactorState> {
    const { store } = this.#needs;
    const row = await store.find(userIdOf(identity));
    const method = identity.sessionId === undefined ? undefined : await store.methodOf(identity.sessionId);
    return {
      isOn: isOn(row),
      confirmedAt: row?.confirmedAt?.toISOString() ?? null,
      recoveryCodesLeft: isOn(row) ? (row?.recoveryDigests.length ?? 0) : 0,
      isRequired: await store.isRequiredIn(identity.workspaceId),
      isShown: showedSecondFactor(method ?? ""),
    };
  }

  /** A secret for the app. It counts once a code made with it has come back. */
  async enrol(person: Person, password: string | undefined): Promise<Enrolment> {
    const { store, clock, keys } = this.#needs;
    const user = await this.#proven(person, password);
    const secret = newSecret();
    const sealed = seal(secret, placeOf(user.id), keys);
    if (!(await store.propose(user.id, sealed, new Date(clock.now())))) throw new AppError("TWO_FACTOR_ALREADY_ON");
    const uri = otpauthUri(secret, user.email);
    return { secret, uri, qrCode: qrCode(uri) };
  }

  /** Answers with the recovery codes, which nobody is shown again. */
  async confirm({ identity, device }: Person, code: string): Promise<readonly string[]> {
    const { store, clock, tickets } = this.#needs;
    const userId = userIdOf(identity);
    const row = await store.find(userId);
    if (row === undefined) throw new AppError("TWO_FACTOR_NOT_ON");
    if (isOn(row)) throw new AppError("TWO_FACTOR_ALREADY_ON");
    await tickets.countTry(userId);
    const step = stepOf(this.#secretOf(row), digitsOf(code), clock.now());
    if (step === null) throw new AppError("TWO_FACTOR_CODE_WRONG");
    const codes = newRecoveryCodes();
    const digests = codes.map((each) => recoveryDigest(userId, each));
    if (!(await store.confirm(row, step, digests, new Date(clock.now())))) throw new AppError("TWO_FACTOR_ALREADY_ON");
    if (identity.sessionId !== undefined) await store.raiseSession(identity.sessionId);
    this.#record("account.two-factor-on", identity, userId, device);
    await this.#tellId(userId, "Two-factor sign-in was turned on");
    return codes;
  }

  async renewRecoveryCodes(person: Person, { password, code }: ChangeBody): Promise<readonly string[]> {
    const user = await this.#proven(person, password);
    await this.#demand(user.id, code);
    const codes = newRecoveryCodes();
    await this.#needs.store.replaceRecovery(
      user.id,
      codes.map((each) => recoveryDigest(user.id, each)),
    );
    this.#record("account.recovery-codes", person.identity, user.id, person.device);
    await this.#tell(user, "New recovery codes were made");
    return codes;
  }

  async turnOff(person: Person, { password, code }: ChangeBody): Promise<void> {
    const user = await this.#proven(person, password);
    await this.#demand(user.id, code);
    await this.#needs.store.remove(user.id);
    this.#record("account.two-factor-off", person.identity, user.id, person.device);
    await this.#tell(user, "Two-factor sign-in was turned off");
  }

  /** For people who have lost both their app and their codes; the route has asked for the right to. */
  async turnOffFor({ identity, device }: Person, userId: string): Promise<void> {
    const user = await this.#needs.users.find(userId);
    if (user === undefined) throw new AppError("USER_NOT_FOUND");
    if (!(await this.#needs.store.remove(userId))) throw new AppError("TWO_FACTOR_NOT_ON");
    this.#record("account.two-factor-off", identity, userId, device);
    await this.#tell(user, "An administrator turned two-factor sign-in off");
  }

  /** Whoever demands it of others has to have shown it. */
  async requireInWorkspace(identity: Identity, isRequired: boolean): Promise<void> {
    const { store } = this.#needs;
    if (isRequired && !(await this.state(identity)).isShown) throw new AppError("TWO_FACTOR_REQUIRED");
    await store.requireIn(identity.workspaceId, isRequired);
  }

  async #demand(userId: string, code: string): Promise<void> {
    const { store, tickets } = this.#needs;
    if (!isOn(await store.find(userId))) throw new AppError("TWO_FACTOR_NOT_ON");
    await tickets.countTry(userId);
    if ((await this.#take(userId, code)) === null) throw new AppError("TWO_FACTOR_CODE_WRONG");
  }

  /** Null: not a code of this person, or one that counted before. */
  async #take(userId: string, code: string): Promise<"app" | "recovery" | null> {
    const { store, clock } = this.#needs;
    if (looksLikeRecoveryCode(code))
      return (await store.takeRecovery(userId, recoveryDigest(userId, code))) ? "recovery" : null;
    const row = await store.find(userId);
    if (row === undefined || !isOn(row)) return null;
    const step = stepOf(this.#secretOf(row), digitsOf(code), clock.now());
    return step !== null && (await store.takeStep(userId, step)) ? "app" : null;
  }

  /** The person at the keyboard knows the password, where there is one: a session left open is not enough. */
  async #proven({ identity, device }: Person, password: string | undefined): Promise<UserRow> {
    const { users, hashing, attempts } = this.#needs;
    const user = await users.find(userIdOf(identity));
    if (user === undefined) throw new AppError("AUTH_SESSION_REQUIRED");
    if (user.passwordHash === null) return user;
    await attempts.refuseTooMany(user.email, device.address);
    if (!(await hashing.matches(password ?? "", user.passwordHash))) {
      await attempts.failed(user.email, device.address);
      throw new AppError("ACCOUNT_PASSWORD_WRONG");
    }
    return user;
  }

  #secretOf({ userId, secret }: TotpRow): string {
    return unseal(secret, placeOf(userId), this.#needs.keys);
  }

  async #tellId(userId: string, what: string): Promise<void> {
    const user = await this.#needs.users.find(userId);
    if (user !== undefined) await this.#tell(user, what);
  }

  async #tell({ email, name }: UserRow, what: string): Promise<void> {
    const { mailer, settings } = this.#needs;
    const url = linkTo(settings.current(), "/settings/account");
    await mailer.send({ to: email, ...securityChangedLetter({ name, what, url }) });
  }

  #record(action: string, identity: Identity | null, userId: string, { address }: Device): void {
    this.#needs.audit.record({ action, identity, target: { type: "user", id: userId }, outcome: "done", address });
  }
}

const isOn = (row: TotpRow | undefined): boolean => row !== undefined && row.confirmedAt !== null;

const placeOf = (userId: string) => ({ workspaceId: "user", sourceId: userId, field: "totp" });

const digitsOf = (code: string): string => code.replace(/\s/g, "");
