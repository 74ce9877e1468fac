import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** Use with nothing but the credentials of a database. */
export const credentialSessionsSection = {
  credentialSessions: z
    .enum(["auto", "allowed", "refused"])
    .default("auto")
    .describe(
      "Use with database credentials alone, which are kept for eight hours at most. auto: only while nobody but this machine can reach the server.",
    )
    .register(settingFacts, {
      key: "access.credentialSessions",
      env: "PARLANCE_CREDENTIAL_SESSIONS",
      isLive: true,
    }),
};
