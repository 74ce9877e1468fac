import { z } from "zod";
import { emailAddress } from "../../accounts/email-address.ts";
import { givenPassword } from "../../accounts/password-rules.ts";
import { linkToken } from "../auth/recovery-schema.ts";
import { personName, transport } from "../auth/schema.ts";

export const setupBody = z.strictObject({
  token: linkToken,
  email: emailAddress,
  name: personName,
  password: givenPassword,
  workspaceName: personName.max(100).default("Our data"),
  transport,
  keepData: z.boolean().default(false).describe("What this browser holds becomes the first workspace."),
});
