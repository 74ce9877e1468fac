import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

/** Who may come in, and from where. */
export const accessSection = {
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe("Address under which people reach this server, such as https://data.example.com. Links in mail use it.")
    .register(settingFacts, { key: "access.publicUrl", env: "PARLANCE_PUBLIC_URL" }),
  anonymous: z
    .enum(["auto", "allowed", "refused"])
    .default("auto")
    .describe("Use without an account. auto: only while nobody but this machine can reach the server.")
    .register(settingFacts, { key: "access.anonymous", env: "PARLANCE_ANONYMOUS" }),
  registration: z
    .enum(["closed", "invited", "open"])
    .default("invited")
    .describe("Who may make an account: nobody, people with an invitation, or everybody.")
    .register(settingFacts, { key: "access.registration", env: "PARLANCE_REGISTRATION", isLive: true }),
  isBehindProxy: z
    .boolean()
    .default(false)
    .describe("Trust X-Forwarded-* of the one proxy in front.")
    .register(settingFacts, { key: "access.behindProxy", env: "PARLANCE_BEHIND_PROXY" }),
  isPlainHttpAllowed: z
    .boolean()
    .default(false)
    .describe("Listen beyond this machine without TLS in front: passwords and data cross the network in the clear.")
    .register(settingFacts, { key: "access.plainHttp", env: "PARLANCE_PLAIN_HTTP" }),
  isSandboxOptional: z
    .boolean()
    .default(false)
    .describe("Start where the system cannot limit the memory of query processes.")
    .register(settingFacts, { key: "access.withoutSandbox", env: "PARLANCE_WITHOUT_SANDBOX" }),
  allowedOrigins: z
    .array(z.url())
    .default([])
    .describe("Other origins whose pages may call the API with cookies.")
    .register(settingFacts, { key: "access.origins", env: "PARLANCE_ALLOWED_ORIGINS" }),
  allowedHosts: z
    .array(z.string())
    .default([])
    .describe(
      "Host names this server answers to; empty: any name, or only local names when it listens on this machine.",
    )
    .register(settingFacts, { key: "access.hosts", env: "PARLANCE_ALLOWED_HOSTS" }),
  allowedNetworks: z
    .array(z.string().min(1))
    .default([])
    .describe("Private networks that sources may be in, as CIDR or address; public addresses are always allowed.")
    .register(settingFacts, { key: "access.networks", env: "PARLANCE_ALLOWED_NETWORKS" }),
};
