import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Settings } from "../configuration/settings.ts";
import { memberships, users } from "../database/account-tables.ts";
import type { Database } from "../database/database.ts";
import { workspaces } from "../database/schema.ts";
import { quotaWarningLetter } from "../mailing/letters.ts";
import { linkTo } from "../mailing/mail-links.ts";
import type { Mailer } from "../mailing/mailer.ts";

const WHAT = "allowance for language models this month";

/** Tells those who look after a workspace that its allowance comes to its end. */
export class AllowanceLetters {
  readonly #db: Database;
  readonly #mailer: Mailer;
  readonly #settings: Pick<Settings, "current">;

  constructor(db: Database, mailer: Mailer, settings: Pick<Settings, "current">) {
    this.#db = db;
    this.#mailer = mailer;
    this.#settings = settings;
  }

  async warn(workspaceId: string, share: number): Promise<void> {
    const people = await this.#db
      .select({ email: users.email, name: users.name, workspace: workspaces.name })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .innerJoin(workspaces, eq(workspaces.id, memberships.workspaceId))
      .where(
        and(
          eq(memberships.workspaceId, workspaceId),
          inArray(memberships.role, ["owner", "admin"]),
          isNull(users.disabledAt),
        ),
      );
    const url = linkTo(this.#settings.current(), "/settings/workspace");
    for (const { email, name, workspace } of people) {
      const letter = quotaWarningLetter({ name, workspace, url, what: WHAT, usedPercent: share * 100 });
      await this.#mailer.send({ to: email, ...letter });
    }
  }
}
