import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** What is said over the way to the provider decides who comes in. */
const issuer = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    const { protocol, hostname } = new URL(text);
    return protocol === "https:" || LOOPBACK.has(hostname);
  },
  { error: "An issuer is reached by https." },
);

const role = z.enum(["admin", "analyst", "viewer"]);

const provider = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "Small letters, digits and hyphens."),
  /** On the sign-in page: "Sign in with <label>". */
  label: z.string().min(1).max(60),
  issuer,
  clientId: z.string().min(1).max(300),
  /** Absent: a public client, which PKCE alone protects. */
  clientSecret: z.string().min(1).max(2_000).optional(),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/)).default(["openid", "email", "profile"]),
  /** Only people with addresses of these domains; empty: all. */
  allowedDomains: z
    .array(
      z
        .string()
        .min(1)
        .transform((domain) => domain.toLowerCase()),
    )
    .default([]),
  /** Make accounts for people who have none. */
  autoCreate: z.boolean().default(false),
  /** Id of the workspace that new people become members of; absent: each gets one of their own. */
  workspace: z.string().min(1).max(100).optional(),
  defaultRole: role.default("viewer"),
  /** Name of the claim that lists a person's groups. */
  groupsClaim: z.string().min(1).max(100).optional(),
  /** Role in the workspace by group; the most powerful counts, at every sign-in. */
  roles: z.record(z.string(), role).default({}),
  /** The provider hands out only addresses it has confirmed, though it does not say so with email_verified. */
  confirmsEmails: z.boolean().default(false),
  /** The provider asks for a second factor itself; this server asks for none then. */
  asksSecondFactor: z.boolean().default(false),
});

/** A list, or its JSON text, which is what an environment and a file of a secret can hold. */
const providers = z.preprocess(
  (given) => (typeof given === "string" ? parsed(given) : given),
  z
    .array(provider)
    .max(20)
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, { error: "Two providers have one id." }),
);

function parsed(text: string): unknown {
  if (text.trim() === "") return [];
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
}

export type SsoProvider = z.output<typeof provider>;

/** Signing in elsewhere: OpenID Connect. */
export const singleSignOnSection = {
  ssoProviders: providers
    .default([])
    .describe("OpenID providers that people may sign in with; a list, in the environment as JSON.")
    .register(settingFacts, { key: "sso.providers", env: "PARLANCE_SSO_PROVIDERS", isSecret: true }),
  ssoNetworks: z
    .array(z.string().min(1))
    .default([])
    .describe("Private networks that OpenID providers may be in, as CIDR or address.")
    .register(settingFacts, { key: "sso.networks", env: "PARLANCE_SSO_NETWORKS" }),
};
