import { DEFAULT_LIMITS } from "@parlance/core";
import { z } from "zod";
import { settingFacts } from "../setting-facts.ts";

const GIGABYTE = 1024 ** 3;

/** A count that may be changed while the server runs. */
const perTime = (usual: number, means: string, name: string) =>
  z
    .number()
    .int()
    .positive()
    .default(usual)
    .describe(means)
    .register(settingFacts, { key: `limits.${name}`, isLive: true });

/** What may be spent in a calendar month; a workspace or a person can be given another limit than the server's. */
const allowance = (means: string, name: string) =>
  z
    .number()
    .min(0)
    .default(0)
    .describe(`${means} 0: as much as they like.`)
    .register(settingFacts, { key: `limits.${name}`, isLive: true });

/** What anybody may use of this server. */
export const limitsSection = {
  queryTimeoutMs: z
    .number()
    .int()
    .min(100)
    .max(3_600_000)
    .default(DEFAULT_LIMITS.timeoutMs)
    .describe("A statement still running after this long is stopped.")
    .register(settingFacts, { key: "limits.queryTimeout", unit: "ms", isLive: true }),
  requestsPerMinute: z
    .number()
    .int()
    .positive()
    .default(6000)
    .describe("API requests one address may make a minute.")
    .register(settingFacts, { key: "limits.requestsPerMinute", isLive: true }),
  authPerMinute: perTime(5, "Attempts to sign in, or to prove who one is, from one address a minute.", "authPerMinute"),
  queriesPerMinute: perTime(30, "Questions and statements of one person, key or address a minute.", "queriesPerMinute"),
  uploadsPerHour: perTime(10, "Uploads of one person, key or address an hour.", "uploadsPerHour"),
  callsPerMinute: perTime(100, "Other API requests of one person, key or address a minute.", "callsPerMinute"),
  runningPerWorkspace: perTime(4, "Questions and statements of one workspace that run at once.", "runningPerWorkspace"),
  waitingPerWorkspace: perTime(16, "Questions and statements of one workspace that may wait.", "waitingPerWorkspace"),
  streamsPerPerson: perTime(20, "Answers that are streamed to one person at once.", "streamsPerPerson"),
  storagePerWorkspace: z
    .number()
    .int()
    .positive()
    .default(20 * GIGABYTE)
    .describe("What the sources of one workspace may take up together, unless it has a limit of its own.")
    .register(settingFacts, { key: "limits.storagePerWorkspace", unit: "bytes", isLive: true }),
  modelTokensPerWorkspace: allowance(
    "Tokens that language models may use for one workspace a month.",
    "modelTokensPerWorkspace",
  ),
  modelTokensPerPerson: allowance(
    "Tokens that language models may use for one person of a workspace a month.",
    "modelTokensPerPerson",
  ),
  modelUsdPerWorkspace: allowance(
    "What language models may cost for one workspace a month, in US dollars. Calls of models whose price is not known count for nothing: limit their tokens as well, or set models.price.",
    "modelUsdPerWorkspace",
  ),
  modelUsdPerPerson: allowance(
    "What language models may cost for one person of a workspace a month, in US dollars. The same holds.",
    "modelUsdPerPerson",
  ),
  warnAboveRows: z
    .number()
    .int()
    .positive()
    .default(10_000_000)
    .describe("A query that its source expects to read more rows is run only when the person agrees.")
    .register(settingFacts, { key: "limits.warnAboveRows", isLive: true }),
  warnAboveBytes: z
    .number()
    .int()
    .positive()
    .default(10 * GIGABYTE)
    .describe("The same for bytes read.")
    .register(settingFacts, { key: "limits.warnAboveSize", unit: "bytes", isLive: true }),
};
