import { mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditEvent } from "../../auditing/audit.ts";
import { environmentLayer } from "../../configuration/environment-layer.ts";
import { fileLayer } from "../../configuration/file-layer.ts";
import { LiveConfiguration } from "../../configuration/live-configuration.ts";
import { OverrideStore } from "../../configuration/override-store.ts";
import { Overrides } from "../../configuration/overrides.ts";
import { Settings } from "../../configuration/settings.ts";
import { type OpenDatabase, openDatabase } from "../../database/database.ts";
import { settingOverrides } from "../../database/schema.ts";
import { databaseTemplate } from "../../fixtures/database-template.ts";
import type { Identity } from "../../plugins/identity.ts";
import { openKeyring } from "../../secrets/keyring.ts";
import { memorySharedState } from "../../sharing/memory-shared-state.ts";
import { ConfigurationService } from "./service.ts";

const clock = { now: () => Date.UTC(2026, 0, 15, 12) };
const quiet = { warn: () => undefined, error: () => undefined, info: () => undefined };
const ADMIN: Identity = {
  kind: "user",
  workspaceId: "workspace-1",
  principal: "user-1",
  role: "owner",
  userId: "user-1",
  isInstanceAdmin: true,
  scopes: null,
  attributes: { email: "admin@example.com" },
};
const OWNER: Identity = { ...ADMIN, userId: "user-2", principal: "user-2", isInstanceAdmin: false };

let folder: string;
let database: OpenDatabase;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-configuration-"));
  database = await openDatabase(join(folder, "database"), await databaseTemplate());
});
afterAll(async () => {
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await database.db.delete(settingOverrides);
});

const shared = memorySharedState(clock, quiet);

/** One instance of a server, as far as its settings go. */
async function instance(env: Record<string, string> = {}, filePath: string | null = null) {
  const file = filePath === null ? [] : [await fileLayer(filePath)];
  const settings = new Settings([...file, environmentLayer(env)], {}, filePath);
  const store = new OverrideStore(database.db);
  const overrides = new Overrides(await openKeyring(folder, undefined), quiet);
  const live = new LiveConfiguration({ settings, store, overrides, channel: shared.channel, log: quiet });
  await live.refresh();
  const events: AuditEvent[] = [];
  const audit = { record: (event: AuditEvent) => void events.push(event) };
  const service = new ConfigurationService({ clock, settings, store, overrides, live, audit });
  const of = async (key: string) => (await service.list(ADMIN)).items.find((item) => item.key === key);
  return { settings, live, service, events, of };
}

describe("overriding a setting", () => {
  test("counts at once, on this instance and the others, and after a restart", async () => {
    const [here, there] = [await instance(), await instance()];
    await here.service.change(ADMIN, { "limits.requestsPerMinute": 50 });
    expect(here.settings.current().requestsPerMinute).toBe(50);
    await expect.poll(() => there.settings.current().requestsPerMinute).toBe(50);
    expect((await instance()).settings.current().requestsPerMinute).toBe(50);
    expect(await there.of("limits.requestsPerMinute")).toMatchObject({
      value: 50,
      default: 6000,
      origin: "override",
      underneath: { origin: "default", value: 6000 },
      changedBy: "admin@example.com",
    });
  });

  test("comes before what the environment says, which resetting brings back", async () => {
    const { service, of } = await instance({ PARLANCE_LIMITS_REQUESTS_PER_MINUTE: "70" });
    await service.change(ADMIN, { "limits.requestsPerMinute": 50 });
    expect(await of("limits.requestsPerMinute")).toMatchObject({
      origin: "override",
      underneath: { origin: "environment", value: 70 },
    });
    await service.reset(ADMIN, "limits.requestsPerMinute");
    expect(await of("limits.requestsPerMinute")).toMatchObject({
      value: 70,
      origin: "environment",
      place: "PARLANCE_LIMITS_REQUESTS_PER_MINUTE",
      changedBy: null,
    });
  });

  test.each<[string, Record<string, string | number>, string]>([
    ["a key there is not", { "limits.none": 1 }, "There is no such setting."],
    ["a setting that needs a restart", { "server.port": 1 }, "needs a restart"],
    ["a value of another kind", { "limits.requestsPerMinute": "many" }, "limits.requestsPerMinute: Invalid input"],
    ["a value out of bounds", { "limits.requestsPerMinute": 0 }, "limits.requestsPerMinute: Too small"],
    ["a duration without its unit", { "models.timeout": 30 }, 'such as "30 s"'],
  ])("%s is refused at its field, and nothing else of the request counts", async (_name, wrong, problem) => {
    const { service, settings } = await instance();
    const [key] = Object.keys(wrong);
    await expect(service.change(ADMIN, { "models.model": "model-1", ...wrong })).rejects.toMatchObject({
      code: "CONFIG_INVALID",
      details: { fields: [{ field: key, problem: expect.stringContaining(problem) }] },
    });
    expect(settings.current().llmModel).toBeUndefined();
  });

  test("a part that could not work with the settings refuses them", async () => {
    const { service, settings } = await instance();
    settings.addCheck(async ({ llmModel }) => {
      if (llmModel === "none") throw new Error("There is no such model.");
    });
    await expect(service.change(ADMIN, { "models.model": "none" })).rejects.toThrow("There is no such model.");
    expect(settings.current().llmModel).toBeUndefined();
  });

  test("on a state that has moved on is refused", async () => {
    const { service } = await instance();
    const { revision } = await service.list(ADMIN);
    await service.change(ADMIN, { "limits.requestsPerMinute": 50 }, `"${revision}"`);
    const late = service.change(ADMIN, { "limits.requestsPerMinute": 60 }, `"${revision}"`);
    await expect(late).rejects.toMatchObject({ code: "EDIT_CONFLICT" });
    await expect(service.reset(ADMIN, "limits.requestsPerMinute", '"x"')).rejects.toMatchObject({
      code: "EDIT_CONFLICT",
    });
  });

  test("is for administrators of the server alone", async () => {
    const { service } = await instance();
    await expect(service.list(OWNER)).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
    await expect(service.change(OWNER, { "models.model": "x" })).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
    await expect(service.reset(OWNER, "models.model")).rejects.toMatchObject({ code: "PERMISSION_DENIED" });
  });
});

describe("a secret", () => {
  test("is sealed in the database, and told to nobody", async () => {
    const { service, settings, events, of } = await instance();
    await service.change(ADMIN, { "models.apiKey": "sk-canary-1", "models.provider": "openai" });
    expect(settings.current().llmApiKey).toBe("sk-canary-1");
    expect(await of("models.apiKey")).toMatchObject({ isSecret: true, isSet: true, value: null, origin: "override" });
    const kept = await database.db.select().from(settingOverrides);
    expect(kept).toHaveLength(2);
    for (const text of [kept, events, await service.list(ADMIN)]) expect(JSON.stringify(text)).not.toContain("canary");
    expect(events).toMatchObject([
      { action: "instance.config", target: { type: "setting", id: "models.apiKey" }, detail: { value: null } },
      { target: { id: "models.provider" }, detail: { value: "openai", origin: "override" } },
    ]);
  });

  const LOCAL = { PARLANCE_LLM_BASE_URL: "http://localhost:1/v1", PARLANCE_LLM_API_KEY: "sk-canary-2" };
  const ELSEWHERE = { "models.baseUrl": "https://elsewhere.example/v1" };

  test("of the environment does not follow to another address", async () => {
    const { service } = await instance(LOCAL);
    const stray = { code: "CONFIG_INVALID", details: { fields: [{ field: "models.apiKey" }] } };
    await expect(service.change(ADMIN, ELSEWHERE)).rejects.toMatchObject(stray);
    await service.change(ADMIN, { ...ELSEWHERE, "models.apiKey": "sk-new" });
    await expect(service.reset(ADMIN, "models.apiKey")).rejects.toMatchObject(stray);
    await service.change(ADMIN, { "models.baseUrl": null, "models.apiKey": null });
  });

  test("that was entered here does not follow to another address", async () => {
    const { service } = await instance({ PARLANCE_LLM_BASE_URL: "http://localhost:1/v1" });
    await service.change(ADMIN, { ...ELSEWHERE, "models.apiKey": "sk-new" });
    await expect(service.change(ADMIN, { "models.baseUrl": null })).rejects.toMatchObject({ code: "CONFIG_INVALID" });
    await service.change(ADMIN, { "models.model": "model-2" });
  });

  test("whose key is lost is passed over, and the server works on", async () => {
    const { service } = await instance();
    await service.change(ADMIN, { "models.apiKey": "sk-1", "models.model": "model-1" });
    await database.db
      .update(settingOverrides)
      .set({ sealed: "v1.gone.x.y" })
      .where(eq(settingOverrides.key, "models.apiKey"));
    const { llmApiKey, llmModel } = (await instance()).settings.current();
    expect([llmApiKey, llmModel]).toEqual([undefined, "model-1"]);
  });
});

describe("parlance.yaml, read again", () => {
  test("changes live settings, and nothing when it has a fault", async () => {
    const path = join(folder, "parlance.yaml");
    await writeFile(path, "server:\n  port: 4000\nlimits:\n  requestsPerMinute: 10\n");
    const { settings, live, of } = await instance({}, path);
    await writeFile(path, "server:\n  port: 5000\nlimits:\n  requestsPerMinute: 20\n");
    await utimes(path, new Date(), new Date());
    await live.refreshFile();
    expect(settings.current()).toMatchObject({ port: 4000, requestsPerMinute: 20 });
    expect(await of("server.port")).toMatchObject({ value: 4000, isRestartNeeded: true, place: "parlance.yaml:2:3" });
    await writeFile(path, "limits:\n  requestsPerMinute: nothing\n");
    await live.refreshFile();
    expect(settings.current().requestsPerMinute).toBe(20);
  });
});
