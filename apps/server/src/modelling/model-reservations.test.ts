import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAppError, type LanguageModel, type ModelRequest } from "@parlance/core";
import { eq } from "drizzle-orm";
import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { settingsOf } from "../configuration/settings.ts";
import type { OpenDatabase } from "../database/database.ts";
import { modelReservations, workspaces } from "../database/schema.ts";
import { openTestDatabase } from "../fixtures/test-database.ts";
import { WorkspaceLimitStore } from "../limiting/workspace-limit-store.ts";
import { type Observing, openObserving } from "../observing/observing.ts";
import { ModelUsageStore } from "../resources/model-usage/store.ts";
import { memorySharedState } from "../sharing/memory-shared-state.ts";
import { ModelAccounts } from "./model-accounts.ts";
import { ModelAllowance } from "./model-allowance.ts";
import { ModelReservations } from "./model-reservations.ts";

const LIMIT = 10_000;
const REQUEST: ModelRequest = { purpose: "draft", system: "", messages: [], output: null, maxOutputTokens: 1_000 };
const MODEL = { provider: "test", model: "m" };

/** One instance: its own services over a database that others use as well. */
function instance(database: OpenDatabase, observing: Observing) {
  const { db } = database;
  const settings = settingsOf({ dataDir: "x", modelTokensPerWorkspace: LIMIT });
  const now = (): Date => new Date();
  const reservations = new ModelReservations(db, now);
  const usage = new ModelUsageStore(db);
  const log = { error: () => undefined };
  const accounts = new ModelAccounts({ store: usage, reservations, log, now, observing });
  const allowance = new ModelAllowance({
    settings,
    limits: new WorkspaceLimitStore(db, settings),
    usage,
    reservations,
    priceOf: async () => undefined,
    letters: { warn: async () => undefined },
    audit: { record: () => undefined },
    claims: memorySharedState({ now: Date.now }, log).store,
    written: () => accounts.written(),
    now,
  });
  return { accounts, allowance, reservations };
}

describe("what calls under way may come to", () => {
  let dataDir: string;
  let database: OpenDatabase;
  let observing: Observing;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "parlance-reservations-"));
    database = await openTestDatabase(dataDir);
    observing = await openObserving(settingsOf({ dataDir: "x" }), { write: () => true, writableLength: 0 });
  });
  afterAll(async () => {
    await observing.close();
    await database.close();
    await rm(dataDir, { recursive: true });
  });

  const makeWorkspace = async (): Promise<string> => {
    const id = uuid();
    await database.db
      .insert(workspaces)
      .values({ id, name: "W", kind: "team", description: "", createdAt: new Date(), requiresTwoFactor: false });
    return id;
  };

  test("is held by every instance: of thirty calls at once, as many are made as there is room for", async () => {
    const workspaceId = await makeWorkspace();
    const instances = [instance(database, observing), instance(database, observing)];
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let made = 0;
    const model: LanguageModel = {
      ...MODEL,
      async generate() {
        made += 1;
        await gate;
        return {
          ...MODEL,
          text: "",
          object: null,
          usage: { inputTokens: 100, outputTokens: 400 },
          attempts: 1,
          elapsedMs: 1,
        };
      },
    };
    const calls = Array.from({ length: 30 }, async (_, i) => {
      const { accounts, allowance } = instances[i % 2] ?? instances[0] ?? instance(database, observing);
      const holder = { workspaceId, principal: `person ${i % 3}` };
      const place = { ...holder, sourceId: null, configuredBy: "workspace" } as const;
      const accounted = accounts.accounted(model, place, (request) => allowance.hold(holder, request, MODEL));
      return accounted.generate(REQUEST).then(
        () => "made",
        (error: unknown) => {
          if (isAppError(error)) return error.code;
          throw error;
        },
      );
    });
    await expect.poll(() => made, { timeout: 30_000 }).toBe(LIMIT / REQUEST.maxOutputTokens);
    open();
    const outcomes = await Promise.all(calls);
    expect(outcomes.filter((outcome) => outcome === "made")).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === "MODEL_ALLOWANCE_USED_UP")).toHaveLength(20);
    const [first] = instances;
    for (const { accounts } of instances) await accounts.written();
    // Ten calls of 500 tokens were made of what might have been 10,000; the rest is free again.
    expect((await first?.allowance.spendingOf({ workspaceId, principal: "person 0" }))?.workspace.tokens).toBe(5_000);
    expect(await database.db.select().from(modelReservations)).toEqual([]);
    expect(await first?.allowance.hold({ workspaceId, principal: "person 0" }, REQUEST, MODEL)).toBeTypeOf("string");
  });

  test("is free again when its instance does not come back, and when the model gives nothing to account for", async () => {
    const workspaceId = await makeWorkspace();
    const holder = { workspaceId, principal: "ann" };
    const { accounts, allowance } = instance(database, observing);
    const broken: LanguageModel = { ...MODEL, generate: () => Promise.reject(new RangeError("a fault of ours")) };
    const place = { ...holder, sourceId: null, configuredBy: "workspace" } as const;
    const accounted = accounts.accounted(broken, place, (request) => allowance.hold(holder, request, MODEL));
    await expect(accounted.generate(REQUEST)).rejects.toThrow(RangeError);
    await accounts.written();
    const rows = () =>
      database.db.select().from(modelReservations).where(eq(modelReservations.workspaceId, workspaceId));
    expect(await rows()).toEqual([]);
    await allowance.hold(holder, REQUEST, MODEL);
    const later = new ModelReservations(database.db, () => new Date(Date.now() + 3_600_000));
    const seen = await later.hold(holder, { tokens: 1, usd: 0 }, async ({ workspace }) => workspace.tokens === 0);
    expect(seen).toBeTypeOf("string");
    await later.removeExpired(new Date(Date.now() + 7_200_000));
    expect(await rows()).toEqual([]);
  });
});
