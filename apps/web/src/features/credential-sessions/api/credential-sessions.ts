import type { components } from "@parlance/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, done } from "../../../http/api.ts";
import type { ConfigValues } from "../../connections/api/config-form.ts";

export type CredentialSession = components["schemas"]["CredentialSession"];

const PATH = "/api/v1/credential-sessions";

/** The browser is given a cookie that no script reads. */
export const beginSession = (body: { connector: string; config: ConfigValues }): Promise<CredentialSession> =>
  bodyOf(api.POST(PATH, { body: { ...body, transport: "cookie" } }));

export const sessionQuery = queryOptions({
  queryKey: ["credential-session"],
  queryFn: ({ signal }): Promise<CredentialSession> => bodyOf(api.GET(`${PATH}/current`, { signal })),
});

/** The page is loaded anew afterwards: nothing of what was shown stays in its memory. */
export async function endSession(): Promise<void> {
  await done(api.DELETE(`${PATH}/current`));
  window.location.assign("/");
}
