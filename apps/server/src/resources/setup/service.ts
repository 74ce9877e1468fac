import { AppError, type Clock } from "@parlance/core";
import { sql } from "drizzle-orm";
import type { AccountTokens } from "../../accounts/account-tokens.ts";
import { type NewAccounts, newUser } from "../../accounts/new-accounts.ts";
import type { PasswordHashing } from "../../accounts/password-hashing.ts";
import { refuseWeakPassword } from "../../accounts/password-rules.ts";
import type { NewPerson } from "../../accounts/registrations.ts";
import type { UserStore } from "../../accounts/user-store.ts";
import type { Settings } from "../../configuration/settings.ts";
import type { Database } from "../../database/database.ts";
import { linkTo } from "../../mailing/mail-links.ts";
import { assertNotSetUp } from "./policy.ts";

export interface SetupNeeds {
  readonly clock: Clock;
  readonly db: Database;
  readonly settings: Settings;
  readonly users: UserStore;
  readonly tokens: AccountTokens;
  readonly newAccounts: NewAccounts;
  readonly hashing: PasswordHashing;
}

export interface FirstPerson extends NewPerson {
  readonly token: string;
  readonly workspaceName: string;
  /** What the browser holds without an account, when it is to be kept. */
  readonly keep: string | null;
}

const VALID_MS = 24 * 3_600_000;

/**
 * The first account of a server. There is no password to begin with: whoever starts the server finds a link on its
 * console, and nobody else can know it. Once there is an account, it is over for good.
 */
export class SetupService {
  readonly #needs: SetupNeeds;

  constructor(needs: SetupNeeds) {
    this.#needs = needs;
  }

  /** A link that counts for a day; the one before counts no more. Null where there is an account already. */
  async issue(port: number): Promise<string | null> {
    const { clock, settings, users, tokens } = this.#needs;
    if (await users.isThereAny()) return null;
    const lifetime = { now: new Date(clock.now()), validMs: VALID_MS };
    const token = await tokens.issue("setup", { userId: null, email: null }, lifetime);
    return linkTo({ ...settings.current(), port }, "/setup", { token });
  }

  /** The owner of the first workspace, who looks after the server as well. */
  async use(person: FirstPerson): Promise<{ readonly userId: string; readonly workspaceId: string }> {
    const { clock, db, users, tokens, newAccounts, hashing } = this.#needs;
    assertNotSetUp(await users.isThereAny());
    const now = new Date(clock.now());
    if ((await tokens.peek("setup", person.token, now)) === undefined) throw new AppError("ACCOUNT_LINK_INVALID");
    await refuseWeakPassword(person.password, [person.email, person.name]);
    const passwordHash = await hashing.hash(person.password);
    return db.transaction(async (tx) => {
      // Two at once: the second waits here until the first is done, and finds its account.
      await tx.execute(sql`LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE`);
      assertNotSetUp(await users.isThereAny(tx));
      if ((await tokens.take("setup", person.token, now, tx)) === undefined) throw new AppError("ACCOUNT_LINK_INVALID");
      const user = newUser({ ...person, passwordHash, now, emailVerifiedAt: now, isInstanceAdmin: true });
      await users.insert(user, tx);
      const hasKept = person.keep !== null && (await newAccounts.keepWorkspace(person.keep, user.id, tx));
      if (person.keep !== null && hasKept) {
        await newAccounts.rename(person.keep, person.workspaceName, tx);
        return { userId: user.id, workspaceId: person.keep };
      }
      return { userId: user.id, workspaceId: await newAccounts.makeWorkspace(user.id, person.workspaceName, tx) };
    });
  }
}
