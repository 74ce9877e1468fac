import { z } from "zod";
import { accessSection } from "./configuration/sections/access.ts";
import { auditingSection } from "./configuration/sections/auditing.ts";
import { credentialSessionsSection } from "./configuration/sections/credential-sessions.ts";
import { limitsSection } from "./configuration/sections/limits.ts";
import { loggingSection } from "./configuration/sections/logging.ts";
import { mailSection } from "./configuration/sections/mail.ts";
import { modelsSection } from "./configuration/sections/models.ts";
import { operationsSection } from "./configuration/sections/operations.ts";
import { pluginsSection } from "./configuration/sections/plugins.ts";
import { serverSection } from "./configuration/sections/server.ts";
import { singleSignOnSection } from "./configuration/sections/single-sign-on.ts";
import { storageSection } from "./configuration/sections/storage.ts";

/** Everything that can be set about a server, with what it is when nobody sets it. */
export const serverOptions = z.object({
  ...serverSection,
  ...accessSection,
  ...storageSection,
  ...limitsSection,
  ...modelsSection,
  ...credentialSessionsSection,
  ...mailSection,
  ...singleSignOnSection,
  ...loggingSection,
  ...operationsSection,
  ...pluginsSection,
  ...auditingSection,
});

export type ServerOptions = z.output<typeof serverOptions>;
export type ServerOptionsInput = z.input<typeof serverOptions>;
