import { DEFAULT_LIMITS } from "@parlance/core";
import { z } from "zod";

const GIGABYTE = 1024 ** 3;
const HOUR_MS = 3_600_000;

/** Everything that can be set about a server, with what it is when nobody sets it. */
export const serverOptions = z.object({
  port: z.number().int().min(0).max(65_535).default(3000).describe("TCP port; 0 lets the system choose."),
  host: z
    .string()
    .min(1)
    .default("127.0.0.1")
    .describe("Address to listen on. Only this machine can reach the default."),
  dataDir: z.string().min(1).describe("Folder of the product database and of uploaded files."),
  isDemoEnabled: z.boolean().default(true).describe("Offer the three demo workspaces."),
  maxUploadBytes: z
    .number()
    .int()
    .positive()
    .default(2 * GIGABYTE)
    .describe("Largest upload, all its files together."),
  uploadLifetimeMs: z
    .number()
    .int()
    .positive()
    .default(24 * HOUR_MS)
    .describe("How long temporary uploads are kept."),
  conversationLifetimeMs: z
    .number()
    .int()
    .min(0)
    .default(30 * 24 * HOUR_MS)
    .describe("Conversations and saved answers are kept this long after their last change; 0: until they are deleted."),
  sweepEveryMs: z
    .number()
    .int()
    .positive()
    .default(10 * 60_000)
    .describe("How often expired uploads are removed."),
  queryTimeoutMs: z
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(DEFAULT_LIMITS.timeoutMs)
    .describe("A statement still running after this long is stopped."),
  requestsPerMinute: z.number().int().positive().default(6000).describe("API requests one address may make a minute."),
  allowedOrigins: z.array(z.url()).default([]).describe("Other origins whose pages may call the API with cookies."),
  allowedHosts: z
    .array(z.string())
    .default([])
    .describe(
      "Host names this server answers to; empty: any name, or only local names when it listens on this machine.",
    ),
  warnAboveRows: z
    .number()
    .int()
    .positive()
    .default(10_000_000)
    .describe("A query that its source expects to read more rows is run only when the person agrees."),
  warnAboveBytes: z
    .number()
    .int()
    .positive()
    .default(10 * GIGABYTE)
    .describe("The same for bytes read."),
  allowedNetworks: z
    .array(z.string().min(1))
    .default([])
    .describe("Private networks that sources may be in, as CIDR or address; public addresses are always allowed."),
  secretKey: z
    .string()
    .optional()
    .describe(
      "Protects stored credentials: 32 random characters or more, newest first where commas separate several. Made beside the data when absent.",
    ),
  connectionLifetimeMs: z
    .number()
    .int()
    .positive()
    .default(30 * 24 * HOUR_MS)
    .describe("A connection that is neither synced nor changed this long is removed with its credentials."),
  scheduleEveryMs: z.number().int().positive().default(20_000).describe("How often due syncs are looked for."),
  modelEnvironment: z
    .record(z.string(), z.string())
    .default({})
    .describe("PARLANCE_LLM_*, PARLANCE_EMBEDDING_* and PARLANCE_ONNX_* settings: the models this server was given."),
  isBehindProxy: z.boolean().default(false).describe("Trust X-Forwarded-* of the one proxy in front."),
  webDir: z.string().optional().describe("Folder of the built web app; found by itself when absent."),
  logLevel: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
});

export type ServerOptions = z.output<typeof serverOptions>;
export type ServerOptionsInput = z.input<typeof serverOptions>;
